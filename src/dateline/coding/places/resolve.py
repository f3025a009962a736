"""Choose the place that each toponym most likely means, from the other places of its report.

One name has one sense in a report, unless the words beside a mention say otherwise ("London, Ontario"). Candidates are
ranked by points: what the words beside the name say, what country and province the report speaks of, what is near,
how well the name fits, and how many live there.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.coding.parsed import Parsed
from dateline.coding.places.context import Context
from dateline.coding.places.surroundings import container_of, kind_named, land_named, listed_with
from dateline.coding.places.toponyms import Toponym
from dateline.lexicon.countries import fold
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords
from dateline.model.places import Place, Precision

LAYER_POINTS = {Layer.COUNTRY: 13.0, Layer.REGION: 10.0, Layer.ADMIN1: 1.0, Layer.CITY: 0.0, Layer.ADMIN2: -1.5}
CURATED_TOWN_POINTS = 7.5
ALIAS_POINTS = -1.5
PREFERRED_POINTS = 4.0
CAPITAL_POINTS = 1.5
HELD_POINTS = 7.0
KIND_POINTS = 2.0
INSIDE_NAMESAKE_POINTS = -5.0  # the state of México beside Mexico
ALSO_NAMED_POINTS = 3.0
LISTED_POINTS = 2.0
COUNTRY_POINTS, PROVINCE_POINTS, NEAR_POINTS = 3.0, 3.0, 2.5
NEAR_KM = 150.0
PLACEABLE_KM = 400.0
PASSES = 3
WELL_KNOWN = 100_000
MENTIONS_WEIGHED = 5
HOLDERS_WEIGHED = 10
KIND_LAYERS = {
    Precision.CITY: Layer.CITY,
    Precision.PROVINCE: Layer.ADMIN1,
    Precision.DISTRICT: Layer.ADMIN2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Hold the chosen candidate, the others in order, and what decided."""

    chosen: Candidate | None
    rejected: tuple[Candidate, ...]
    reason: str


_Case = tuple[str, str | None, Precision | None, tuple[str, ...]]


class Resolver:
    """Resolve the toponyms of one report."""

    def __init__(
        self,
        toponyms: Sequence[Toponym],
        parsed: Parsed,
        gazetteer: Gazetteer,
        words: PlaceWords,
        hints: Mapping[str, float],
    ) -> None:
        """Take the toponyms, and `hints`: countries by alpha-3 with the weight of what else speaks for them."""
        self._toponyms = toponyms
        self._gazetteer = gazetteer
        self._preferred = words.preferred
        self._hints = hints
        self._keys = [fold(t.words) for t in toponyms]
        self._containers = [container_of(toponyms, i, parsed, words) for i in range(len(toponyms))]
        self._listed = [listed_with(toponyms, i, parsed) for i in range(len(toponyms))]
        self._lands = [land_named(t, parsed, gazetteer, words) for t in toponyms]
        self._kinds = [kind_named(t, parsed, words) for t in toponyms]
        self._by_name: dict[str, list[int]] = {}
        for at, key in enumerate(self._keys):
            self._by_name.setdefault(key, []).append(at)

    def resolve(self) -> list[Resolution]:
        """Return one resolution for each toponym."""
        chosen: dict[str, Candidate] = {}
        for _ in range(PASSES):
            context = self._context(chosen)
            chosen = {key: best for key in self._by_name if (best := self._best_sense(key, context))}
        context = self._context(chosen)
        settled: dict[_Case, Resolution] = {}
        for at in range(len(self._toponyms)):
            if (case := self._case(at)) not in settled:
                settled[case] = self._resolution(at, context)
        return [settled[self._case(at)] for at in range(len(self._toponyms))]

    def _case(self, at: int) -> _Case:
        """Return all that tells one mention of a name from another."""
        outer = self._containers[at]
        listed = tuple(self._keys[n] for n in self._listed[at])
        return self._keys[at], self._keys[outer] if outer is not None else None, self._kinds[at], listed

    def _context(self, chosen: Mapping[str, Candidate]) -> Context:
        return Context(self._hints, chosen, {key: math.sqrt(len(at)) for key, at in self._by_name.items()})

    def _best_sense(self, key: str, context: Context) -> Candidate | None:
        mentions = self._by_name[key]
        candidates = self._toponyms[mentions[0]].candidates
        if not candidates:
            return None
        held = [(at, self._held(at, context)) for at in mentions[:MENTIONS_WEIGHED]]
        points = [sum(self._points(c, at, h, context) for at, h in held) for c in candidates]
        return candidates[points.index(max(points))]

    def _resolution(self, at: int, context: Context) -> Resolution:
        candidates = self._toponyms[at].candidates
        if not candidates:
            return self._unlisted(at, context)
        sense = context.places.get(self._keys[at])
        held = self._held(at, context)
        if not held and self._is_outside(at, candidates, context):
            return self._unlisted(at, context)
        ranked = sorted(candidates, key=lambda c: (-self._points(c, at, held, context), c is not sense, c.place.id))
        if sense is not None and sense in ranked and (not held or sense.place.id in held):
            ranked.remove(sense)
            ranked.insert(0, sense)
        return Resolution(chosen=ranked[0], rejected=tuple(ranked[1:]), reason=self._reason(ranked, at, held, context))

    def _is_outside(self, at: int, candidates: Sequence[Candidate], context: Context) -> bool:
        """Tell whether the words put a name in a country that has no place of this name ("Lala in eastern Congo")."""
        outer = self._containers[at]
        holder = context.places.get(self._keys[outer]) if outer is not None else None
        is_small = all(c.layer is Layer.CITY and c.place.population < WELL_KNOWN for c in candidates)
        return is_small and holder is not None and holder.layer is Layer.COUNTRY

    def _unlisted(self, at: int, context: Context) -> Resolution:
        """Place a name that the gazetteer lacks where what holds it lies, if the words beside it name that."""
        outer = self._containers[at]
        holder = context.places.get(self._keys[outer]) if outer is not None else None
        if outer is None or holder is None or holder.radius_km > PLACEABLE_KM:
            return self._somewhere(at, holder, context)
        words = self._toponyms[at].words
        place = replace(
            holder.place,
            id=f"{holder.place.id}/{self._keys[at]}",
            name=words,
            geonames_id=None,
            population=0,
            precision=self._kinds[at] or holder.place.precision,
        )
        reason = f"not in the gazetteer; put at {self._toponyms[outer].words}, named as holding it"
        return Resolution(chosen=replace(holder, place=place), rejected=(), reason=reason)

    def _somewhere(self, at: int, holder: Candidate | None, context: Context) -> Resolution:
        """Put a name that the gazetteer lacks in a country: the one named beside it, else the report's only one."""
        country = (holder.place.country if holder else None) or self._lands[at] or context.only_country()
        whole = self._gazetteer.country(country) if country else None
        if whole is None:
            return Resolution(chosen=None, rejected=(), reason="no place of this name in the gazetteer")
        place = Place(
            id=f"{whole.place.id}/{self._keys[at]}",
            name=self._toponyms[at].words,
            country=whole.place.country,
            latitude=None,
            longitude=None,
            precision=self._kinds[at] or Precision.CITY,
        )
        reason = f"not in the gazetteer; somewhere in {whole.place.name}"
        return Resolution(chosen=replace(whole, place=place), rejected=(), reason=reason)

    def _points(self, c: Candidate, at: int, held: frozenset[str], context: Context) -> float:
        key = self._keys[at]
        points = _layer_points(c) + (0.0 if c.is_main else ALIAS_POINTS)
        points += math.log10(c.place.population + 10) if c.layer in {Layer.CITY, Layer.ADMIN1, Layer.ADMIN2} else 0.0
        points += PREFERRED_POINTS if self._preferred.get(key) == c.place.geonames_id else 0.0
        points += CAPITAL_POINTS if self._is_capital(c, key) else 0.0
        points += HELD_POINTS if c.place.id in held else 0.0
        points += self._beside(c, at, context)
        kind = self._kinds[at]
        points += KIND_POINTS if kind and KIND_LAYERS.get(kind) is c.layer else 0.0
        return points + self._around(c, key, context)

    def _beside(self, c: Candidate, at: int, context: Context) -> float:
        """Weigh what the report calls by this name's other names, and what it lists it with."""
        first = next(iter(self._toponyms[at].candidates), None)  # a mention among names of persons may have none
        points = 0.0
        if first and first.layer is Layer.COUNTRY and c is not first and c.place.country == first.place.country:
            points += INSIDE_NAMESAKE_POINTS
        if context.also_named(c, self._keys[at]):
            points += ALSO_NAMED_POINTS
        beside = [context.places.get(self._keys[n]) for n in self._listed[at]]
        return points + (LISTED_POINTS if any(other and other.layer is c.layer for other in beside) else 0.0)

    def _around(self, c: Candidate, key: str, context: Context) -> float:
        points = COUNTRY_POINTS * context.country_share(c, key)
        if c.layer is Layer.COUNTRY:
            return points
        nearest = context.nearest_km(c, key)
        points += PROVINCE_POINTS * context.province_share(c, key)
        return points + (NEAR_POINTS * math.exp(-nearest / NEAR_KM) if nearest is not None else 0.0)

    def _held(self, at: int, context: Context) -> frozenset[str]:
        """Return the ids of the candidates that lie in the place named beside the toponym as holding it."""
        outer = self._containers[at]
        if outer is None:
            return frozenset()
        sense = context.places.get(self._keys[outer])
        every = self._toponyms[outer].candidates[:HOLDERS_WEIGHED]
        for holders in ((sense,) if sense else every, every):
            inside = frozenset(c.place.id for c in self._toponyms[at].candidates if any(h.contains(c) for h in holders))
            if inside:
                return inside
        return frozenset()

    def _is_capital(self, c: Candidate, key: str) -> bool:
        country = self._gazetteer.countries.by_capital(key) if c.layer is Layer.CITY else None
        return country is not None and country.coded_as == c.place.country

    def _reason(self, ranked: Sequence[Candidate], at: int, held: frozenset[str], context: Context) -> str:
        best, key = ranked[0], self._keys[at]
        if len(ranked) == 1:
            return "the only place of this name"
        outer = self._containers[at]
        if outer is not None and best.place.id in held:
            return f"lies in {self._toponyms[outer].words}, named beside it"
        if self._around(best, key, context) > self._around(ranked[1], key, context):
            return f"fits the places of the report better than {len(ranked) - 1} others of this name"
        return f"best known of {len(ranked)} places of this name"


def _layer_points(c: Candidate) -> float:
    is_town = c.layer is Layer.REGION and c.place.precision is Precision.CITY
    return CURATED_TOWN_POINTS if is_town else LAYER_POINTS[c.layer]
