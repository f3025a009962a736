"""Tell to whom a phrase belongs by the words after it: "the president of Georgia", "lawmakers in Kenya"."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.coding.actors.meaning import countries_of, leading_role, sectors_of
from dateline.coding.actors.phrases import Phrase
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon

MOST_JOINED = 12
UNRECOGNISED = "PRE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Hold whose a phrase is.

    `sectors` is null where the owner is only a country; `is_body` marks an organisation or role, `is_unrecognised`
    those who rule a land that few states recognise.
    """

    country: str | None
    sectors: tuple[str, ...] | None
    is_body: bool
    is_unrecognised: bool = False


def owners_of(
    parsed: Parsed, phrase: Phrase, sectors: tuple[str, ...], phrases: Mapping[int, Phrase], lexicon: ActorLexicon
) -> list[Owner]:
    """List the owners of a phrase; troops are not of the country that they are in."""
    groups = lexicon.groups
    bound = set(groups["phrases.bound_sectors"]) & set(sectors)
    allowed = groups["phrases.belonging"] if bound else groups["phrases.owners"]
    found: list[Owner] = []
    for head in dict.fromkeys((phrase.head, *(p.head for p in phrase.pieces if p.kind == "role"))):
        based = [t.i for t in parsed.children(head, "acl") if t.lower in groups["phrases.keeping"]]
        for preposition in [p for i in (head, *based) for p in parsed.children(i, "prep")]:
            if preposition.lower in allowed and preposition.i > head:
                found += _told(parsed, preposition, phrases, lexicon)
        if found:
            break
    return found


def _told(parsed: Parsed, preposition: Token, phrases: Mapping[int, Phrase], lexicon: ActorLexicon) -> list[Owner]:
    """List the owners that a preposition names; "the Ministry of Health of Brazil" names one at the second."""
    objects = _objects(parsed, preposition)
    inner = [p for t in objects for p in parsed.children(t.i, "prep") if p.lower in lexicon.groups["phrases.belonging"]]
    deeper = [t for p in inner for t in _objects(parsed, p)]
    told = [[o for t in ts if (o := _owner(parsed, t, phrases, lexicon))] for ts in (objects, deeper)]
    return next((found for found in told if any(o.country for o in found)), told[0] or told[1])


def _objects(parsed: Parsed, preposition: Token) -> list[Token]:
    """List the object of a preposition and what is coordinated to it."""
    found = parsed.children(preposition.i, "pobj")
    for token in found:
        found += parsed.children(token.i, "conj")[: MOST_JOINED - len(found)]
    return found


def _owner(parsed: Parsed, token: Token, phrases: Mapping[int, Phrase], lexicon: ActorLexicon) -> Owner | None:
    """Return what the phrase headed by `token` says of an owner; null where it names none."""
    phrase = phrases.get(token.i)
    if phrase is None or not phrase.pieces:
        return None
    heading, role = phrase.heading, leading_role(phrase)
    if heading and heading.is_geographic:
        is_unrecognised = UNRECOGNISED in heading.sectors
        return Owner(country=heading.entry.country, sectors=None, is_body=False, is_unrecognised=is_unrecognised)
    if heading and heading.kind != "role":
        return Owner(country=heading.entry.country, sectors=heading.sectors, is_body=True)
    tellers = countries_of(parsed, phrase, role)
    country = tellers[-1].entry.country if tellers else role.entry.country if role else None
    if role is None:
        return Owner(country=country, sectors=None, is_body=False) if country else None
    return Owner(country=country, sectors=sectors_of(parsed, phrase, role, lexicon), is_body=True)
