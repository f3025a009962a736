"""Find the acts of saying: who speaks, by which words, and which words the speaker answers for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.coding.attribution.speakers import Speaker, find_speaker, kind_of, owners_of
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.attribution import AttributionLexicon
from dateline.model.events import AttributionKind

VERBAL = frozenset({"VERB", "AUX"})
MARKS = frozenset("\"“”„‟«»'‘’")
BREAKS = frozenset({",", "–", "—", "--", "-", ";", ":"}) | MARKS


MAX_BEFORE_COLON = 12  # tokens between a verb of saying and the colon that leads to what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Hold one act of saying: `cue` and `scope` are token indices; without `scope` only quotation marks speak."""

    cue: tuple[int, ...]
    speaker: Speaker
    scope: frozenset[int]
    kind: AttributionKind


def find_speeches(parsed: Parsed, lexicon: AttributionLexicon) -> tuple[Speech, ...]:
    """List the acts of saying of a report in text order."""
    found: list[Speech] = []
    for token in parsed.tokens:
        for cue, speaker, scope in _readings(parsed, token, lexicon):
            kind = kind_of(parsed, speaker, cue[0], lexicon)
            found.append(Speech(cue=cue, speaker=speaker, scope=frozenset(scope) - set(cue), kind=kind))
    return tuple(found)


Reading = tuple[tuple[int, ...], Speaker, Iterable[int]]


def _readings(parsed: Parsed, token: Token, lexicon: AttributionLexicon) -> Iterator[Reading]:
    if token.pos == "VERB":
        yield from _verb(parsed, token, lexicon)
    elif token.pos == "NOUN" and token.lemma in lexicon.claim_nouns:
        yield from _noun(parsed, token, lexicon)
    follower = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else token
    if f"{token.lower} {follower.lower}" in lexicon.before_speaker and follower.sentence == token.sentence:
        yield from _phrase(parsed, token, follower)


def _verb(parsed: Parsed, token: Token, lexicon: AttributionLexicon) -> Iterator[Reading]:
    lemma = token.lemma
    known = lemma in lexicon.clause or lemma in lexicon.finding or lemma in lexicon.prepositions
    if lemma in lexicon.relaying:
        yield from _relayed(parsed, token)
    if not (known or lemma in lexicon.quoting) or _is_withheld(parsed, token, lexicon):
        return
    speaker = find_speaker(parsed, token, lexicon)
    if speaker is None or (lemma in lexicon.finding and not speaker.may_find):
        return
    yield (token.i,), speaker, _content(parsed, token, speaker, lexicon) if known else ()


def _is_withheld(parsed: Parsed, token: Token, lexicon: AttributionLexicon) -> bool:
    """Tell whether somebody did not say it: "did not say", "unclear whether he meant", "declined to confirm"."""
    if any(c.dep == "neg" or (c.dep == "mark" and c.lower in lexicon.doubting_marks) for c in parsed.children(token.i)):
        return True
    return token.dep == "xcomp" and parsed.tokens[token.head].lemma in lexicon.declining


def _content(parsed: Parsed, token: Token, speaker: Speaker, lexicon: AttributionLexicon) -> set[int]:
    """Gather the tokens that the subject of a verb of saying answers for."""
    own: set[int] = set()
    if token.lemma in lexicon.clause or token.lemma in lexicon.finding:
        own = _complement(parsed, token, speaker) or _after_colon(parsed, token) or _stray_clause(parsed, token)
    if token.lemma in lexicon.object:
        own.update(
            i for c in parsed.children(token.i, "dobj", "nsubjpass") if c.i != speaker.head for i in parsed.subtree(c.i)
        )
    if token.lemma in lexicon.open_clause:
        own.update(i for c in parsed.children(token.i, "xcomp") for i in parsed.subtree(c.i))
    if token.lemma in lexicon.prepositions:
        own.update(_behind_preposition(parsed, token, lexicon.prepositions[token.lemma]))
    described = {i for i in parsed.subtree(speaker.head) if i < token.i}  # "a diplomat who asked not to be named said"
    return own - set(speaker.words) - described


def _complement(parsed: Parsed, token: Token, speaker: Speaker) -> set[int]:
    """Gather the clause that is said: the verb's complement, or what stands before "..., the ministry said"."""
    first = parsed.sentences[token.sentence].first
    edge = min(token.i, *speaker.words)
    own = {i for child in _clauses(parsed, token) for i in parsed.subtree(child.i)}
    is_trailing = edge > first and parsed.tokens[edge - 1].text in BREAKS
    follows_clause = is_trailing and any(t.pos in VERBAL for t in parsed.tokens[first : edge - 1])
    if token.dep == "parataxis" and not (follows_clause and token.head > token.i):
        asides = {i for c in parsed.children(token.head, "advcl") if c.i > token.i for i in parsed.subtree(c.i)}
        own |= set(parsed.subtree(token.head)) - set(parsed.subtree(token.i)) - asides
    if own and min(own) < edge and token.dep in {"ROOT", "parataxis"} and is_trailing:
        own |= set(range(first, edge)) | _afterthought(parsed, token)
    elif not own and token.dep != "relcl" and follows_clause:
        own = set(range(first, edge - 1))
    return own


def _clauses(parsed: Parsed, token: Token) -> list[Token]:
    """List the clauses that complement a verb of saying; one in "to" is a deed said to be done, not a claim."""
    open_ones = [
        c for c in parsed.children(token.i, "xcomp") if parsed.children(c.i, "aux") and not _is_infinitive(parsed, c)
    ]
    return parsed.children(token.i, "ccomp") + open_ones


def _is_infinitive(parsed: Parsed, clause: Token) -> bool:
    return any(a.tag == "TO" for a in parsed.children(clause.i, "aux"))


def _behind_preposition(parsed: Parsed, token: Token, wanted: frozenset[str]) -> set[int]:
    """Gather the claim of "accused them of shelling", whichever word the parser hung the preposition on."""
    own = [c for c in parsed.children(token.i, "prep") if c.lower in wanted]
    beside = [p for o in parsed.children(token.i, "dobj") for p in parsed.children(o.i, "prep") if p.lower in wanted]
    found = own + [p for p in beside if parsed.children(p.i, "pcomp")]
    if found:
        found += [
            c
            for c in parsed.children(token.i, "ccomp", "advcl")
            if c.i > found[0].i and not parsed.children(c.i, "mark")
        ]
        found += [c for c in parsed.children(token.i, "ccomp") if c.i > found[0].i]
    return {i for c in found for i in parsed.subtree(c.i)}


def _afterthought(parsed: Parsed, token: Token) -> set[int]:
    """Gather what follows "..., the ministry said, " as part of what it said; a clause there is the reporter's."""
    after = [
        c
        for c in parsed.children(token.i, "prep", "advmod")
        if c.i > token.i + 1 and parsed.tokens[c.i - 1].lower == ","
    ]
    return {i for child in after for i in parsed.subtree(child.i)}


def _stray_clause(parsed: Parsed, token: Token) -> set[int]:
    """Gather the clause after a verb of saying that the parser hung elsewhere: the next subject and its verb."""
    above = {a.i for a in parsed.ancestors(token.i)}
    for after in parsed.tokens[token.i + 1 : parsed.sentences[token.sentence].last]:
        if after.text in BREAKS or after.pos == "VERB":
            return set()
        if after.dep in {"nsubj", "nsubjpass"} and after.head > token.i and after.head not in above:
            return {i for i in parsed.subtree(after.head) if i > token.i}
    return set()


def _after_colon(parsed: Parsed, token: Token) -> set[int]:
    sentence = parsed.sentences[token.sentence]
    colon = next(
        (i for i in range(token.i + 1, min(token.i + 12, sentence.last)) if parsed.tokens[i].lower == ":"), None
    )
    return set() if colon is None else set(range(colon + 1, sentence.last))


def _relayed(parsed: Parsed, token: Token) -> Iterator[Reading]:
    """Read "..., citing the ministry": the one cited answers for the clause on which the citing hangs."""
    cited = parsed.children(token.i, "dobj")
    if token.dep != "advcl" or not cited or token.tag != "VBG":
        return
    others = [token, *parsed.children(token.head, "nsubj")]
    scope = set(parsed.subtree(token.head)) - {i for other in others for i in parsed.subtree(other.i)}
    yield (token.i,), Speaker.at(parsed, cited[0]), scope - {token.head}


def _noun(parsed: Parsed, token: Token, lexicon: AttributionLexicon) -> Iterator[Reading]:
    clauses = [c for c in parsed.children(token.i, "acl", "ccomp") if parsed.children(c.i, "mark")]
    owners = owners_of(parsed, token, lexicon)
    if clauses and owners:
        yield (token.i,), Speaker.at(parsed, owners[0]), {i for c in clauses for i in parsed.subtree(c.i)}


def _phrase(parsed: Parsed, token: Token, follower: Token) -> Iterator[Reading]:
    """Read "according to X": at the edge of a sentence it covers the sentence, elsewhere what it hangs on."""
    named = parsed.children(follower.i, "pobj") or parsed.children(token.i, "pobj")
    if not named:
        return
    sentence = parsed.sentences[token.sentence]
    speaker = Speaker.at(parsed, named[0])
    phrase = {token.i, follower.i, *speaker.words}
    rest = [t for t in parsed.tokens[max(phrase) + 1 : sentence.last] if t.pos != "PUNCT"]
    if token.i == sentence.first or not rest:
        scope = set(range(sentence.first, sentence.last))
    else:
        scope = set(parsed.subtree(token.head))
    yield (token.i, follower.i), speaker, scope - set(parsed.subtree(token.i)) - phrase
