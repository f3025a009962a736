"""Set the contexts of a record: what the happening is about, beside what it is."""

from collections.abc import Sequence

from dateline.coding.coders.protocol import Finding
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.contexts import ContextLexicon, Phrase

REACH = 120  # tokens to either side of a trigger in a sentence that never ends


def contexts_of(finding: Finding, parsed: Parsed, lexicon: ContextLexicon) -> tuple[str, ...]:
    """List the PLOVER contexts of a finding in order: its type's and mode's own, and those its sentence's words set."""
    found = set(_of_record(finding, lexicon))
    sentence = parsed.sentences[finding.sentence]
    tokens = parsed.tokens[max(sentence.first, finding.head - REACH) : min(sentence.last, finding.head + REACH)]
    for at, token in enumerate(tokens):
        for first in _forms(token):
            found.update(name for phrase, name in lexicon.phrases.get(first, ()) if _stands_at(tokens, at, phrase))
    return tuple(sorted(found))


def _of_record(finding: Finding, lexicon: ContextLexicon) -> tuple[str, ...]:
    if finding.event_type is None:
        return ()
    own = lexicon.records.get(finding.event_type, ())
    return own + lexicon.records.get(f"{finding.event_type}:{finding.mode}", ())


def _stands_at(tokens: Sequence[Token], at: int, phrase: Phrase) -> bool:
    """Tell whether `phrase` stands at token `at`, each word as written or as a lemma."""
    words = tokens[at : at + len(phrase)]
    pairs = zip(words, phrase, strict=False)
    return len(words) == len(phrase) and all(word in _forms(t) for t, word in pairs)


def _forms(token: Token) -> set[str]:
    """Return a word as written, its lemma, and its singular: the lemma of what is taken for a name is the name."""
    return {token.lower, token.lemma.lower(), token.lower.removesuffix("s")}
