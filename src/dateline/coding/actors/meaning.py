"""Tell who a noun phrase means: its country from the names in it, its sectors from its roles and names."""

from collections.abc import Iterator, Sequence

from dateline.coding.actors.phrases import Phrase
from dateline.coding.actors.pieces import FORMER_SECTOR, Piece
from dateline.coding.parsed import Parsed
from dateline.lexicon.actors import ActorLexicon, Kind, Strength
from dateline.model.actors import Actor

NAMES = frozenset({Kind.PERSON, Kind.GROUP, Kind.ORGANISATION})
HOLDERS = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
FARTHEST_FIELD = 5  # tokens between a ministry and its field
SECONDARY = frozenset({"UAF", "UNK", "CVL"})  # say little beside a stronger role: "armed police", "civilian government"
UNSPECIFIC = frozenset({"UNK", "GOV", "UAF"})


def roles_of(phrase: Phrase) -> list[Piece]:
    """List the role words of a phrase."""
    return [p for p in phrase.pieces if p.kind is Kind.ROLE]


def leading_role(phrase: Phrase) -> Piece | None:
    """Return the role word that stands at the phrase's head, or before the name that does."""
    heading = phrase.heading
    if heading and heading.kind is Kind.ROLE:
        return heading
    able = [
        r for r in roles_of(phrase) if r.entry.strength in {Strength.STRONG, Strength.WEAK} and r.last < phrase.head
    ]
    return able[-1] if able else None


def name_of(phrase: Phrase) -> Piece | None:
    """Return the person, group or organisation that the phrase names at its head."""
    heading = phrase.heading
    return heading if heading and heading.kind in NAMES else None


def sectors_of(parsed: Parsed, phrase: Phrase, role: Piece | None, lexicon: ActorLexicon) -> tuple[str, ...]:
    """Return the sectors that roles, names and portfolios of a phrase give together, the head's first."""
    if role is None:
        heading = phrase.heading
        return heading.sectors if heading else ()
    others = [p for p in phrase.pieces if p is not role and FORMER_SECTOR not in p.sectors]
    if any(p.entry.strength is Strength.FORMER for p in roles_of(phrase)) and HOLDERS & set(role.sectors):
        return (FORMER_SECTOR,)
    own = (*role.sectors, *_portfolio(parsed, phrase, role, lexicon))
    given = [s for p in others for s in p.sectors if p.kind in {*NAMES, Kind.ROLE, Kind.SEAT} and not p.is_place]
    if role.entry.strength is Strength.WEAK:
        own = _yielding(own, given, others)
    else:
        given = [s for p in others for s in p.sectors if p.kind in {*NAMES, Kind.ROLE}]
    added = [s for s in given if s not in SECONDARY]
    return tuple(dict.fromkeys((*own, *added)))


def _yielding(own: Sequence[str], given: Sequence[str], others: Sequence[Piece]) -> tuple[str, ...]:
    """Let the modifiers of a weak role speak for it where they say something."""
    telling = [s for s in given if s not in SECONDARY] or [s for s in given if s != "UNK"]
    named = any(p.kind in NAMES for p in others)
    if telling or (named and UNSPECIFIC & set(own)):
        return tuple(dict.fromkeys(telling))
    geographic = any(p.is_geographic for p in others)
    return () if geographic and tuple(own) == ("UNK",) else tuple(own)


def _portfolio(parsed: Parsed, phrase: Phrase, role: Piece, lexicon: ActorLexicon) -> Iterator[str]:
    """Yield the sector that a ministry's field adds: "Defense Ministry", "minister of the interior"."""
    words = lexicon.groups["portfolio_heads.words"]
    if not any(parsed.tokens[i].lower in words for i in range(role.first, role.last + 1)):
        return
    for i in {*range(max(0, role.first - 3), role.first), *parsed.subtree(role.head)}:
        token = parsed.tokens[i]
        if (
            token.lower in lexicon.portfolios
            and token.sentence == parsed.tokens[role.head].sentence
            and abs(i - role.head) <= FARTHEST_FIELD
        ):
            yield lexicon.portfolios[token.lower]


def countries_of(parsed: Parsed, phrase: Phrase, role: Piece | None) -> list[Piece]:
    """Return the pieces that tell the phrase's country: one, or several where coordinated modifiers name several.

    A possessor comes first, then the name that stands nearest to the head.
    """
    able = [p for p in phrase.pieces if p is not role and p.entry.country and (p.is_geographic or p.kind in NAMES)]
    owners = [p for p in able if parsed.tokens[p.head].dep == "poss"]
    pool = owners or able
    if not pool:
        return []
    joined = [p for p in pool if any(_are_joined(parsed, p, q) for q in pool if q is not p)]
    return joined if len({p.entry.country for p in joined}) > 1 else pool[-1:]


def _are_joined(parsed: Parsed, left: Piece, right: Piece) -> bool:
    """Tell whether one of two names is coordinated to the other."""
    between = {t.lower for t in parsed.tokens[left.last + 1 : right.first]}
    if left.last < right.first and between and between <= {",", "and"}:
        return True
    return any(
        parsed.tokens[a.head].dep == "conj" and b.first <= parsed.tokens[a.head].head <= b.last
        for a, b in ((left, right), (right, left))
    )


def actor_of(
    lexicon: ActorLexicon, country: str | None, sectors: tuple[str, ...], named: Piece | None, words: str
) -> Actor:
    """Make the actor: called by the name listed for it, else by its country, else by its own words."""
    if named:
        return Actor(name=named.entry.name, country=country, sectors=sectors, id=named.entry.id)
    return Actor(name=lexicon.country_name(country) or words, country=country, sectors=sectors)
