"""Say whose claim a finding is."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from dateline.coding.attribution.quotes import QuoteMention
from dateline.coding.coders.protocol import Finding
from dateline.coding.parsed import Parsed, Token
from dateline.model.actors import Actor, ActorMention
from dateline.model.events import Attribution, AttributionKind
from dateline.model.text import Span

MEDIA_SECTOR = "JRN"
PERSONAL = frozenset({"he", "she"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
WINDOW = 64  # mentions looked at to either side of a trigger: a quotation that holds it begins no farther away
MAX_SENTENCES = 4  # between a pronoun that speaks and the speaker it means
SHORT = 3  # words of a phrase that only repeats the noun of a speaker named before: "the rescue group"
Resolve = Callable[[Span, int], tuple[ActorMention, ...]]


def attribute(finding: Finding, parsed: Parsed, quotes: Sequence[QuoteMention], resolve: Resolve) -> Attribution | None:
    """Return the innermost attribution that holds the trigger's head; null where the reporter speaks.

    `quotes` are those of the report in text order. The act of saying itself ("accused") is the reporter's, unless
    somebody else is said to have said it. A speaker whom `resolve` does not know keeps the words as name.
    """
    near = _near(parsed.tokens[finding.head].start, quotes)
    quote = innermost(parsed.tokens[finding.head].span, near)
    if quote is None or quote.speaker is None or quote.speaker_head is None:
        return None
    if quote.kind is not AttributionKind.DIRECT_QUOTE and _is_epithet(parsed, finding.head):
        return None
    span, head = _antecedent(quote, parsed, near) or (quote.speaker.span, quote.speaker_head)
    speaker = _resolved(span, head, parsed, resolve)
    is_media = quote.kind is AttributionKind.INDIRECT and MEDIA_SECTOR in speaker.sectors
    kind = AttributionKind.OTHER_MEDIA if is_media else quote.kind
    return Attribution(evidence=quote.speaker, speaker=speaker, kind=kind, cue=quote.cue)


def innermost(span: Span, quotes: Sequence[QuoteMention]) -> QuoteMention | None:
    """Return the narrowest quotation with a speaker whose scope holds `span`, the later of two equal ones."""
    holding = [q for q in quotes if q.speaker is not None and any(part.contains(span) for part in q.scope)]
    return min(holding, key=lambda q: (_width(q), -(q.cue.span.start if q.cue else 0)), default=None)


def _near(position: int, quotes: Sequence[QuoteMention]) -> Sequence[QuoteMention]:
    at = bisect_right(quotes, position, key=lambda q: q.evidence.span.start)
    return quotes[max(0, at - WINDOW) : at + WINDOW]


def _width(quote: QuoteMention) -> int:
    return sum(part.end - part.start for part in quote.scope)


def _is_epithet(parsed: Parsed, head: int) -> bool:
    """Tell whether a trigger only describes a noun ("the rebel-held town"): in indirect speech, the reporter's word."""
    token = parsed.tokens[head]
    return token.dep == "amod" or (token.dep in {"compound", "npadvmod"} and parsed.tokens[token.head].dep == "amod")


def _antecedent(quote: QuoteMention, parsed: Parsed, quotes: Sequence[QuoteMention]) -> tuple[Span, int] | None:
    """Find the speaker before whom a pronoun or a repeated noun means: "the ministry said ...; it added"."""
    if quote.speaker is None or quote.speaker_head is None:
        return None
    token, words = parsed.tokens[quote.speaker_head], quote.speaker
    is_pronoun = token.pos == "PRON"
    if is_pronoun and _has_own_subject(token, quote, parsed):
        return None
    if not is_pronoun and (token.pos != "NOUN" or words.text.count(" ") >= SHORT):
        return None
    heads = {q.speaker_head: q.speaker.span for q in quotes if q.speaker and q.speaker_head is not None}
    for other in sorted((h for h in heads if h < token.i), reverse=True):
        named, span = parsed.tokens[other], heads[other]
        repeats = named.lemma.lower() == token.lemma and span.end - span.start > len(words.text)
        if token.sentence - named.sentence > MAX_SENTENCES:
            return None
        if _may_mean(token, named) if is_pronoun else repeats:
            return span, other
    return None


def _has_own_subject(pronoun: Token, quote: QuoteMention, parsed: Parsed) -> bool:
    """Tell whether the pronoun's sentence names somebody before it, outside what is said, whom it rather means."""
    first = parsed.sentences[pronoun.sentence].first
    before = (t for t in parsed.tokens[first : pronoun.i] if t.dep in SUBJECT and t.pos in NOMINAL)
    return any(not any(part.contains(t.span) for part in quote.scope) for t in before)


def _may_mean(pronoun: Token, named: Token) -> bool:
    """Tell whether a pronoun agrees with a speaker: "he" with a person, "they" with several, "it" with neither."""
    if named.pos not in NOMINAL:
        return False
    if pronoun.lower in PERSONAL:
        return named.entity == "PERSON" or (named.pos == "NOUN" and named.tag == "NN")
    if pronoun.lower == "they":
        return named.tag in {"NNS", "NNPS"}
    return pronoun.lower == "it" and named.entity != "PERSON" and named.tag in {"NN", "NNP"}


def _resolved(words: Span, head: int, parsed: Parsed, resolve: Resolve) -> Actor:
    """Resolve a speaker, and where its name tells no country the office or body named beside it: "Lee, head of ..."."""
    mentions = resolve(words, head)
    if mentions and mentions[0].actor.country is not None:
        return mentions[0].actor
    for token in parsed.tokens_in(words):
        if token.i != head and token.pos in NOMINAL and token.dep in {"appos", "pobj", "poss", "compound", "nmod"}:
            found = resolve(parsed.span(parsed.noun_phrase(token.i)), token.i)
            if found and found[0].actor.country is not None:
                return found[0].actor
    return mentions[0].actor if mentions else Actor(name=parsed.text[words.start : words.end])
