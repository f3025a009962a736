"""Gather pieces into the noun phrases they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.coding.actors.pieces import Piece
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon, Kind

PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "quantmod"})
LONGEST_CLIMB = 12
STRIPPED_POS = frozenset({"DET", "NUM", "ADP", "PUNCT", "PRON", "PART", "CCONJ"})
STRIPPED_DEPS = frozenset({"quantmod", "advmod", "predet", "nummod", "preconj", "det"})
HYPHENS = frozenset({"-", "–", "‑"})  # noqa: RUF001 - what texts write


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


def _name_after(parsed: Parsed, piece: Piece, starts: dict[int, Piece]) -> int | None:
    """Return the head of the name that follows a person's role word: "Secretary of State" + "John Kerry"."""
    after = piece.last + 1
    if piece.kind is not Kind.ROLE or piece.entry.shape != "person" or after >= len(parsed.tokens):
        return None
    token = parsed.tokens[after]
    if token.pos != "PROPN" or token.sentence != parsed.tokens[piece.last].sentence:
        return None
    follower = starts.get(after)
    if follower:
        return follower.head if follower.kind is Kind.PERSON else None
    return after if token.entity == "PERSON" else None


def is_adverse(parsed: Parsed, piece: Piece, lexicon: ActorLexicon) -> bool:
    """Tell whether hyphens make a name say what its phrase is not: "pro-Yerevan", "Russian-backed", "rebel-held"."""
    if not piece.is_geographic:
        return False
    tokens = parsed.tokens
    before = tokens[piece.first - 2 : piece.first] if piece.first > 1 else ()
    if len(before) > 1 and before[1].text in HYPHENS and before[0].lower in lexicon.groups["phrases.prefixes"]:
        return True
    if piece.first and tokens[piece.first - 1].lower in lexicon.groups["phrases.ethnic"]:
        return True
    after = tokens[piece.last + 1 : piece.last + 3]
    joined = len(after) > 1 and after[0].text in HYPHENS and after[0].start == tokens[piece.last].end
    return joined and after[1].text.islower() and after[1].lower not in lexicon.groups["phrases.keeping"]


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
