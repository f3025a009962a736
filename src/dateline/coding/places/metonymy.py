"""Tell a government from a place where one name means both: "Baku said", "in Baku"."""

from dateline.coding.parsed import Parsed, Token
from dateline.coding.places.toponyms import Toponym
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords

SUBJECTS = frozenset({"nsubj", "agent", "dative"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
MODIFIERS = frozenset({"compound", "nmod", "amod"})
LOCATIVES = frozenset(
    {
        "in",
        "at",
        "near",
        "around",
        "across",
        "outside",
        "inside",
        "within",
        "throughout",
        "into",
        "from",
        "to",
        "through",
        "off",
        "along",
        "toward",
        "towards",
        "onto",
        "over",
        "of",
    }
)
SIDES = frozenset({"pro", "anti"})


def is_government(
    toponym: Toponym, chosen: Candidate | None, parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords
) -> bool:
    """Tell whether a country, capital or seat stands for those who govern there.

    It does as a subject, a possessor, a party ("between Baku and Yerevan"), an object of any verb but those that take a
    place, and before a noun for those who act for it; it does not after a preposition of place.
    """
    if chosen is None or not _can_govern(toponym, chosen, gazetteer):
        return False
    head = parsed.head_of(parsed.span(range(toponym.first, toponym.last))) or parsed.tokens[toponym.first]
    if _is_prefixed(toponym, parsed, words):
        return True
    while head.dep in {"conj", "appos"} and head.head != head.i:
        head = parsed.tokens[head.head]
    above = parsed.tokens[head.head]
    if head.dep in MODIFIERS:
        return _acts_before(above, chosen, words)
    if above.lower == "for" and parsed.tokens[above.head].lemma in words.departing_verbs:
        return False
    return _governs(head, above, words)


def _governs(head: Token, above: Token, words: PlaceWords) -> bool:
    if head.dep in SUBJECTS:
        return True
    if head.dep in OBJECTS:
        return above.lemma not in words.place_taking_verbs
    if head.dep == "poss":
        return not words.is_kind(above.lower, above.lemma)
    return head.dep == "pobj" and above.lower not in LOCATIVES


def _acts_before(noun: Token, chosen: Candidate, words: PlaceWords) -> bool:
    """Tell whether a name before a noun is that of who acts ("US troops"), not of where ("the Mexico border")."""
    if noun.lower in words.acting_nouns or noun.entity in {"PERSON", "ORG"}:
        return True
    is_place = noun.lower in words.located_nouns or words.is_kind(noun.lower, noun.lemma)
    return chosen.layer is Layer.COUNTRY and not is_place


def _can_govern(toponym: Toponym, chosen: Candidate, gazetteer: Gazetteer) -> bool:
    countries = gazetteer.countries
    if chosen.layer is Layer.COUNTRY or countries.seat(toponym.words) is not None:
        return True
    capital = countries.by_capital(toponym.words) if chosen.layer in {Layer.CITY, Layer.REGION} else None
    return capital is not None and capital.coded_as == chosen.place.country


def _is_prefixed(toponym: Toponym, parsed: Parsed, words: PlaceWords) -> bool:
    """Tell whether a hyphen joins the name to a word of siding ("pro-Yerevan", "Moscow-backed")."""
    tokens = parsed.tokens
    first, last = toponym.first, toponym.last
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].lower in SIDES:
        return True
    return last + 1 < len(tokens) and tokens[last].text == "-" and tokens[last + 1].lower in words.backing
