"""Find every toponym of a report and the place it means."""

from dataclasses import replace

from dateline.coding.parsed import Parsed
from dateline.coding.places.metonymy import is_government
from dateline.coding.places.resolve import Resolution, Resolver
from dateline.coding.places.surroundings import kind_named
from dateline.coding.places.toponyms import Toponym, ToponymFinder
from dateline.lexicon.gazetteer import Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords, load_place_words
from dateline.model.places import Place, PlaceMention, Precision
from dateline.model.report import Report

DATELINE_WEIGHT = 2.0
DEMONYM_WEIGHT = 0.5
REJECTED_KEPT = 5


def find_places(
    parsed: Parsed, report: Report, gazetteer: Gazetteer, words: PlaceWords | None = None
) -> tuple[PlaceMention, ...]:
    """Return the toponyms of a report in text order, each with the place it most likely means and the runners-up.

    A toponym that the gazetteer lacks has a null `place`. Demonyms, adjectives and places inside an organisation's name
    are none. A capital, country or seat that stands for its government is one, with `is_government` set.
    """
    words = words or load_place_words()
    toponyms = ToponymFinder(parsed, gazetteer, words).find()
    resolutions = Resolver(toponyms, parsed, gazetteer, words, _hints(parsed, report, gazetteer)).resolve()
    return tuple(_mention(t, r, parsed, gazetteer, words) for t, r in zip(toponyms, resolutions, strict=True))


def _hints(parsed: Parsed, report: Report, gazetteer: Gazetteer) -> dict[str, float]:
    """Weigh the countries for which demonyms and the dateline speak."""
    weights: dict[str, float] = {}
    for token in parsed.tokens:
        if token.text[:1].isupper() and (country := gazetteer.countries.by_demonym(token.text)):
            weights[country.coded_as] = weights.get(country.coded_as, 0.0) + DEMONYM_WEIGHT
    if report.dateline.place:
        found = gazetteer.candidates(report.dateline.place.title())
        if found and (code := found[0].place.country):
            weights[code] = weights.get(code, 0.0) + DATELINE_WEIGHT
    return weights


def _mention(
    toponym: Toponym, resolution: Resolution, parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords
) -> PlaceMention:
    chosen = resolution.chosen
    place = chosen.place if chosen else None
    if place and chosen and chosen.layer in {Layer.CITY, Layer.ADMIN1, Layer.ADMIN2}:
        place = _as_named(place, kind_named(toponym, parsed, words))
    return PlaceMention(
        evidence=parsed.evidence(range(toponym.first, toponym.last)),
        place=place,
        rejected=tuple(c.place for c in resolution.rejected[:REJECTED_KEPT]),
        reason=resolution.reason,
        is_government=is_government(toponym, chosen, parsed, gazetteer, words),
    )


def _as_named(place: Place, kind: Precision | None) -> Place:
    """Make a place as coarse as the words beside its name say ("the Kherson region")."""
    return replace(place, precision=kind) if kind in {Precision.DISTRICT, Precision.PROVINCE} else place
