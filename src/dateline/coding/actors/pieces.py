"""Cut a report into pieces: the stretches of words that a list of actors knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.coding.parsed import Parsed
from dateline.lexicon.actor_lists import STATELESS
from dateline.lexicon.actors import ActorLexicon, Entry, Kind
from dateline.lexicon.phrases import Atom, atoms
from dateline.model.places import PlaceMention
from dateline.model.text import Span

PREFERENCE = (Kind.COUNTRY, Kind.PERSON, Kind.GROUP, Kind.ORGANISATION, Kind.SEAT, Kind.PEOPLE, Kind.ROLE)
FORMER_SECTOR = "ELI"
Meaning = tuple[Entry, tuple[str, ...]]
GEOGRAPHIC = frozenset({Kind.COUNTRY, Kind.SEAT, Kind.PEOPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold one listed name or word: tokens `first` to `last`, its head, and what it means on the day of the report.

    `start` and `end` are the name's code points, which may be fewer than its tokens' ("U.S.-backed" is one token).
    `is_place` marks a toponym that no list of actors knows.
    """

    first: int
    last: int
    head: int
    entry: Entry
    sectors: tuple[str, ...]
    start: int
    end: int
    is_place: bool = False

    @property
    def kind(self) -> Kind:
        """Return the sort of thing it names."""
        return self.entry.kind

    @property
    def is_geographic(self) -> bool:
        """Tell whether it names a country, its people or its seat of government."""
        return self.entry.kind in GEOGRAPHIC


def find_pieces(parsed: Parsed, places: Sequence[PlaceMention], on: date, lexicon: ActorLexicon) -> list[Piece]:
    """Return the pieces of a report in text order; they do not overlap, and the longest that begins first is taken."""
    written, tokens = _atoms_of_tokens(parsed)
    found: list[Piece] = []
    at = 0
    while at < len(written):
        length, entries = lexicon.names.longest(written, at)
        last = tokens[at + length - 1] if length else 0
        if length and parsed.tokens[tokens[at]].sentence == parsed.tokens[last].sentence:
            stretch = Span(start=written[at].start, end=written[at + length - 1].end)
            piece = _piece(parsed, tokens[at], last, _meaning(entries, on), stretch)
            found.append(_without_state(piece) if _is_ethnic(parsed, piece, lexicon) else piece)
            at += length
        else:
            at += 1
    return sorted([*found, *_toponyms(parsed, places, found)], key=lambda p: p.first)


def _is_ethnic(parsed: Parsed, piece: Piece, lexicon: ActorLexicon) -> bool:
    before = parsed.tokens[piece.first - 1] if piece.first else None
    return piece.kind is Kind.PEOPLE and before is not None and before.lower in lexicon.groups["phrases.ethnic"]


def _without_state(piece: Piece) -> Piece:
    """Make of a people one that lives wherever it does: "ethnic Armenians" need not be of Armenia."""
    return replace(piece, entry=replace(piece.entry, country=None), sectors=("CVL",))


def _atoms_of_tokens(parsed: Parsed) -> tuple[list[Atom], list[int]]:
    """Return the atoms that lie in a token, and each one's token."""
    kept: list[Atom] = []
    owners: list[int] = []
    i = 0
    for atom in atoms(parsed.text):
        while i < len(parsed.tokens) and parsed.tokens[i].end <= atom.start:
            i += 1
        if i < len(parsed.tokens) and parsed.tokens[i].start < atom.end:
            kept.append(atom)
            owners.append(i)
    return kept, owners


def _meaning(entries: Sequence[Entry], on: date) -> Meaning:
    """Choose what a name means on a day, and its sectors then: one who no longer holds an office is ELI."""
    current = [e for e in entries if e.held(on)]
    past = [e for e in entries if e.until and e.until < on]
    pool = current or past or list(entries)
    order = {kind: n for n, kind in enumerate(PREFERENCE)}
    best = min(pool, key=lambda e: (order[e.kind], not e.is_known, _is_second(e), -(e.since or date.min).toordinal()))
    if current or best.kind in {Kind.GROUP, Kind.ORGANISATION}:
        return best, best.sectors
    if best.kind is Kind.PERSON:
        return best, (FORMER_SECTOR,) if past and "GOV" in best.sectors else best.sectors if past else ()
    return best, tuple(s for s in best.sectors if s != "PRE")


def _is_second(entry: Entry) -> bool:
    """Tell whether an office is one beside another: a minister chairs the OSCE for a year and speaks for his state."""
    return entry.kind is Kind.PERSON and entry.country in STATELESS


def person_piece(parsed: Parsed, token: int, entry: Entry, on: date) -> Piece:
    """Make the piece of a surname that stands alone."""
    return _piece(parsed, token, token, _meaning([entry], on), parsed.tokens[token].span)


def _piece(parsed: Parsed, first: int, last: int, meaning: Meaning, stretch: Span) -> Piece:
    inside = range(first, last + 1)
    outer = [i for i in inside if not first <= parsed.tokens[i].head <= last or parsed.tokens[i].head == i]
    words = [i for i in outer if parsed.tokens[i].pos not in {"PUNCT", "DET", "ADP", "PART"}]
    head = (words or outer or [last])[-1]
    return Piece(
        first=first, last=last, head=head, entry=meaning[0], sectors=meaning[1], start=stretch.start, end=stretch.end
    )


def _toponyms(parsed: Parsed, places: Sequence[PlaceMention], known: Sequence[Piece]) -> list[Piece]:
    """Return the places whose names no list of actors holds, with the country they lie in."""
    taken = {i for piece in known for i in range(piece.first, piece.last + 1)}
    found: list[Piece] = []
    for mention in places:
        inside = parsed.tokens_in(mention.evidence.span)
        if mention.place and inside and not taken & {t.i for t in inside}:
            sectors = ("GOV",) if mention.is_government else ("CVL",)
            entry = Entry(kind=Kind.SEAT, name=mention.place.name, country=mention.place.country, shape="place")
            piece = _piece(parsed, inside[0].i, inside[-1].i, (entry, sectors), mention.evidence.span)
            found.append(replace(piece, is_place=True))
    return found
