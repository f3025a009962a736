"""Gather pieces into the noun phrases they belong to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.actors.pieces import Piece
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon, Kind

PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "quantmod"})
LONGEST_CLIMB = 12
STRIPPED_POS = frozenset({"SYM", "DET", "NUM", "ADP", "PUNCT", "PRON", "PART", "CCONJ"})
STRIPPED_DEPS = frozenset({"quantmod", "advmod", "predet", "nummod", "preconj", "det"})
LONGEST_WORD = 12
LONGEST_OPENING = 20
JOINED_BEFORE = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,10})[-‑–]\Z")  # noqa: RUF001 - what texts write
JOINED_AFTER = re.compile(r"[-‑–](?P<word>[a-z]{2,20})")  # noqa: RUF001 - what texts write


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold a noun phrase: its head token and the pieces in it, in text order."""

    head: int
    pieces: tuple[Piece, ...]

    @property
    def heading(self) -> Piece | None:
        """Return the piece that the head token is part of."""
        return next((p for p in self.pieces if p.first <= self.head <= p.last), None)


def phrase_head(parsed: Parsed, i: int) -> int:
    """Climb from a modifier to the head of its noun phrase; coordinated modifiers climb together."""
    for _ in range(LONGEST_CLIMB):
        token = parsed.tokens[i]
        above = first_conjunct(parsed, token) if token.dep == "conj" else token
        if above.dep not in PREMODIFIERS or above.head == above.i or above.head < i - LONGEST_CLIMB:
            return i
        i = above.head
    return i


def first_conjunct(parsed: Parsed, token: Token) -> Token:
    """Return the first of the words that a coordination joins."""
    for _ in range(LONGEST_CLIMB):
        if token.dep != "conj" or token.head == token.i:
            break
        token = parsed.tokens[token.head]
    return token


def gather(parsed: Parsed, pieces: Sequence[Piece], lexicon: ActorLexicon) -> list[Phrase]:
    """Group pieces by the head of their noun phrase; a role word right before a name belongs to the name."""
    moved: dict[int, int] = {}
    starts = {p.first: p for p in pieces}
    for first, target in _listed_before(parsed, pieces):
        moved[first] = target
    for piece in pieces:
        if name := _name_after(parsed, piece, starts):
            target = phrase_head(parsed, name)
            for i in range(piece.first, piece.last + 1):
                moved[i] = target
            if (own := phrase_head(parsed, piece.head)) != target and piece.first <= own <= piece.last:
                moved[own] = target
    by_head: dict[int, list[Piece]] = {}
    for piece in pieces:
        if not is_adverse(parsed, piece, lexicon):
            head = phrase_head(parsed, piece.head)
            by_head.setdefault(moved.get(head, moved.get(piece.head, head)), []).append(piece)
    return [Phrase(head=head, pieces=tuple(by_head[head])) for head in sorted(by_head)]


def _listed_before(parsed: Parsed, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the name that opens a list of modifiers and the noun it was cut off from: "US, Thai and Lao troops"."""
    for first, second, third in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if third.entry.kind is not Kind.PEOPLE or not (first.is_geographic and second.is_geographic):
            continue
        marks = [t.lower for a, b in ((first, second), (second, third)) for t in parsed.tokens[a.last + 1 : b.first]]
        own, target = phrase_head(parsed, first.head), phrase_head(parsed, third.head)
        is_cut = own != target == phrase_head(parsed, second.head) and target > third.last
        if marks in ([",", "and"], [",", ",", "and"]) and is_cut:
            yield own, target


def _name_after(parsed: Parsed, piece: Piece, starts: dict[int, Piece]) -> int | None:
    """Return the head of the name that follows a person's role word: "Secretary of State" + "John Kerry"."""
    after = piece.last + 1
    if piece.kind is not Kind.ROLE or piece.entry.shape == "thing" or after >= len(parsed.tokens):
        return None
    token = parsed.tokens[after]
    if token.pos != "PROPN" or token.sentence != parsed.tokens[piece.last].sentence:
        return None
    follower = starts.get(after)
    if follower:
        wanted = {Kind.PERSON} if piece.entry.shape == "person" else {Kind.GROUP, Kind.ORGANISATION}
        return follower.head if follower.kind in wanted else None
    return after if token.entity == "PERSON" and piece.entry.shape == "person" else None


def is_adverse(parsed: Parsed, piece: Piece, lexicon: ActorLexicon) -> bool:
    """Tell whether hyphens make a word say what its phrase is not: "anti-government", "Russian-backed"."""
    before = JOINED_BEFORE.search(parsed.text, max(0, piece.start - LONGEST_WORD), piece.start)
    if before and before["word"].lower() in lexicon.groups["phrases.prefixes"]:
        return True
    if piece.kind is Kind.ROLE:
        return False
    after = JOINED_AFTER.match(parsed.text, piece.end)
    return after is not None and after["word"] not in lexicon.groups["phrases.keeping"]


def is_scene(parsed: Parsed, token: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether a name is only where something happened: "in Syria and Iraq", "near Kano, Nigeria"."""
    for _ in range(LONGEST_CLIMB):
        if token.dep not in {"conj", "appos", "npadvmod"} or token.head == token.i:
            break
        token = parsed.tokens[token.head]
    return token.dep == "pobj" and parsed.tokens[token.head].lower in lexicon.groups["phrases.locative"]


def branches(parsed: Parsed, phrase: Phrase) -> list[Phrase]:
    """Split the pieces of a phrase by the modifier of its head that they hang from."""
    found: dict[int, list[Piece]] = {}
    for piece in phrase.pieces:
        i = piece.head
        for _ in range(LONGEST_CLIMB):
            above = parsed.tokens[i]
            if above.head in {phrase.head, i} or above.dep == "conj":
                break
            i = above.head
        found.setdefault(i, []).append(piece)
    return [Phrase(head=_within(found[i], i), pieces=tuple(found[i])) for i in sorted(found)]


def _within(pieces: Sequence[Piece], head: int) -> int:
    """Return `head` where a piece holds it, else the head of the last piece."""
    return head if any(p.first <= head <= p.last for p in pieces) else pieces[-1].head


def words_of(parsed: Parsed, phrase: Phrase, until: int | None = None) -> list[int]:
    """List the tokens that the phrase's mention quotes: without determiners, numbers and quantifiers before it."""
    pieces = [p for p in phrase.pieces if until is None or p.first <= until]
    last = max([phrase.head if until is None else until, *(p.last for p in pieces if until is None or p.last <= until)])
    first = min([phrase.head, *parsed.noun_phrase(phrase.head), *(p.first for p in pieces)])
    while first < last and not _starts(pieces, first) and is_stripped(parsed.tokens[first]):
        first += 1
    return list(range(first, last + 1))


def is_stripped(token: Token) -> bool:
    """Tell whether a word before a mention is no part of it."""
    return token.pos in STRIPPED_POS or token.dep in STRIPPED_DEPS


def _starts(pieces: Iterable[Piece], token: int) -> bool:
    return any(p.first == token for p in pieces)


def opens_line(text: str, start: int) -> bool:
    """Tell whether only blanks and quotation marks stand between the beginning of a line and `start`."""
    before = text[max(0, start - LONGEST_OPENING) : start]
    return not before.rpartition("\n")[2].strip(' \t"“') and ("\n" in before or start <= LONGEST_OPENING)
