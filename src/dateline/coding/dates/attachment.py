"""Where in the syntax a date hangs: on which word, by which preposition, and whether it says when or only which."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Token
from dateline.model.dates import DateMention

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
BEFORE_NOUN = frozenset({"compound", "nummod", "amod", "nmod", "poss", "appos", "det"})
NOMINAL = frozenset({"pobj", "dobj", "compound", "amod"})  # places where a word tagged as a verb is none
CLAUSES = frozenset({"advcl", "ccomp", "pcomp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Hold a date and the word it hangs on; `verb` is the first verb at or above that word.

    `is_attribute` marks a date that tells which thing is meant ("a 1994 ceasefire", "the war of 2020"), not when.
    """

    mention: DateMention
    head: int
    preposition: str
    verb: int
    is_attribute: bool


def attached_dates(parsed: Parsed, dates: Sequence[DateMention], sentence: int) -> list[Attached]:
    """Attach each date of a sentence to the word it modifies, in text order; `dates` are sorted."""
    span = parsed.sentences[sentence].span
    at = bisect_left(dates, span.start, key=lambda d: d.evidence.span.start)
    found: list[Attached] = []
    inside: list[tuple[DateMention, Token]] = []
    while at < len(dates) and dates[at].evidence.span.start < span.end:
        if head := parsed.head_of(dates[at].evidence.span):
            inside.append((dates[at], head))
        at += 1
    words = {t.i for mention, _ in inside for t in parsed.tokens_in(mention.evidence.span)}
    for mention, head in inside:
        found.append(_attach(parsed, mention, head, words))
    return found


def dates_under(parsed: Parsed, dates: Sequence[DateMention], head: int) -> tuple[tuple[str, DateMention], ...]:
    """List the dates that hang on the token `head`, each with its preposition ("since", "until", "in"; "" for none).

    A clause that a conjunction leads gives its date with the conjunction: "since a war ended in 1994" gives
    ("since", 1994).
    """
    listed = attached_dates(parsed, dates, parsed.tokens[head].sentence)
    clauses = dict(led_clauses(parsed, head))
    same = {head, *_one_predicate(parsed, parsed.tokens[head])}
    found: list[tuple[str, DateMention]] = []
    for attached in listed:
        if attached.head in same or (attached.verb in same and not attached.is_attribute):
            found.append((attached.preposition, attached.mention))
        elif attached.verb in clauses:
            found.append((clauses[attached.verb], attached.mention))
    return tuple(found)


def _one_predicate(parsed: Parsed, token: Token) -> Iterator[int]:
    """Yield the words that say one thing with `token`: "has been present", "is authorised to stay"."""
    if token.dep in {"acomp", "attr"} and parsed.tokens[token.head].lemma == "be":
        yield token.head
    if token.tag == "VBN":
        yield from (t.i for t in parsed.children(token.i, "xcomp") if t.tag == "VB")


def led_clauses(parsed: Parsed, head: int) -> Iterator[tuple[int, str]]:
    """List the clauses that a conjunction leads below `head`: the verb of each, and the conjunction."""
    for child in parsed.children(head):
        if child.pos in VERBS and child.dep in CLAUSES:
            for mark in parsed.children(child.i, "mark"):
                yield child.i, mark.lower
        elif child.pos in {"ADP", "SCONJ"}:
            yield from ((clause.i, child.lower) for clause in parsed.children(child.i, "pcomp"))


def _attach(parsed: Parsed, mention: DateMention, head: Token, words: set[int]) -> Attached:
    top, preposition = head, ""
    while top.head != top.i:
        parent = parsed.tokens[top.head]
        if parent.pos in {"ADP", "SCONJ"} and parent.dep != "mark":
            preposition = preposition or parent.lower
        elif parent.i not in words:
            break
        top = parent
    owner = _nearer_pluperfect(parsed, head, parsed.tokens[top.head]) if preposition else parsed.tokens[top.head]
    plain = not preposition and top.dep in BEFORE_NOUN
    return Attached(
        mention=mention,
        head=owner.i,
        preposition=preposition,
        verb=first_verb(parsed, owner.i),
        is_attribute=owner.pos in NOUNS and (plain or preposition == "of"),
    )


def _nearer_pluperfect(parsed: Parsed, date_head: Token, owner: Token) -> Token:
    """Prefer "had lost in the 1990s" where the parser hung the date on the main verb across the relative clause."""
    for i in range(date_head.i - 1, owner.i, -1):
        token = parsed.tokens[i]
        if token.pos == "VERB" and token.tag != "VBG":
            is_within = token.dep == "relcl" and any(a.i == owner.i for a in parsed.ancestors(i))
            return token if is_within and is_pluperfect(parsed, token) else owner
    return owner


def is_pluperfect(parsed: Parsed, verb: Token) -> bool:
    """Tell whether a verb stands with "had"."""
    return any(t.lower == "had" for t in parsed.children(verb.i, "aux"))


def first_verb(parsed: Parsed, i: int) -> int:
    """Return the first verb at or above token `i`, else the root of its sentence."""
    token = parsed.tokens[i]
    while (token.pos not in VERBS or token.dep in NOMINAL) and token.head != token.i:
        token = parsed.tokens[token.head]
    return token.i
