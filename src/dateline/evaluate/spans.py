"""Score mentions of dates and places: the spans, and what they were resolved to."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.evaluate.gold import Gold
from dateline.evaluate.tally import Tally, f_measure, share

NEAR_KM = 161  # 100 miles, the field's measure
NOWHERE_KM = 20_039.0  # half the equator
EARTH_KM = 6371.0


def matched(gold: Sequence[Gold], found: Iterable[Gold]) -> Iterator[tuple[Gold | None, Gold | None]]:
    """Pair the gold's spans with ours, each of ours used once; then what is left of ours, as false alarms."""
    left = list(found)
    for entry in sorted(gold, key=lambda s: s["start"]):
        over = [p for p in left if overlap(p, entry) > 0]
        best = max(over, key=lambda p: overlap(p, entry)) if over else None
        left = [p for p in left if p is not best]
        yield entry, best
    yield from ((None, extra) for extra in left)


def overlap(a: Gold, b: Gold) -> int:
    """Return how many code points two spans share."""
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def score_dates(gold: Sequence[Gold], found: Iterable[Gold]) -> Tally:
    """Score TIMEX3: exact and overlapping spans, types and values, each as F1 over all mentions."""
    mine = {entry["id"]: entry["dates"] for entry in found}
    tally, count = Tally(), Counter[str]()
    for text in gold:
        for wanted, given in matched(text["timexes"], mine.get(text["id"], [])):
            count.update({"gold": wanted is not None, "found": given is not None})
            if wanted is None or given is None:
                _unmatched(wanted, given, text, tally)
                continue
            holds = {
                "strict": (given["start"], given["end"]) == (wanted["start"], wanted["end"]),
                "type": given.get("type") == wanted["type"],
                "value": given.get("value") == wanted["value"],
            }
            count.update(holds | {"relaxed": True})
            _wrong_date(wanted, given, holds, text, tally)
    tally.figures = {"timexes": count["gold"], "found": count["found"]}
    for name in ("strict", "relaxed", "type", "value"):
        tally.figures |= f_measure(name, count[name], count["gold"], count["found"])
    return tally


def _wrong_date(wanted: Gold, given: Gold, holds: dict[str, bool], text: Gold, tally: Tally) -> None:
    around = _quoted(text, wanted)
    if not holds["strict"]:
        tally.miss("span differs", text["id"], around, _quoted(text, given), _around(text, wanted))
    if not holds["type"]:
        tally.confusion[wanted["type"], str(given.get("type"))] += 1
    if not holds["value"]:
        what = f"{around} = {wanted['value']}"
        tally.miss(f"value of a {wanted['type']}", text["id"], what, given.get("value"), _around(text, wanted))


def score_places(gold: Sequence[Gold], found: Iterable[Gold]) -> Tally:
    """Score toponyms: overlapping spans, and how many that have coordinates are put within 161 km."""
    mine = {entry["id"]: entry["places"] for entry in found}
    tally, count, errors, answered = Tally(), Counter[str](), list[float](), list[float]()
    for text in gold:
        for wanted, given in matched(text["toponyms"], mine.get(text["id"], [])):
            count.update({"gold": wanted is not None, "found": given is not None})
            if wanted is None or given is None:
                _unmatched(wanted, given, text, tally)
            count["matched"] += wanted is not None and given is not None
            if wanted is None or wanted.get("lat") is None:
                continue
            errors.append(_error_km(wanted, given))
            if given is not None:
                answered += [errors[-1]] if given.get("latitude") is not None else []
                _wrong_place(wanted, given, errors[-1], text, tally)
    near = sum(e <= NEAR_KM for e in errors)
    tally.figures = {"toponyms": count["gold"]}
    tally.figures |= f_measure("spans", count["matched"], count["gold"], count["found"])
    tally.figures |= {
        "with_coordinates": len(errors),
        "acc161": share(near, len(errors)),
        "acc161_of_answered": share(sum(e <= NEAR_KM for e in answered), len(answered)),
        "median_km": round(statistics.median(errors), 1) if errors else None,
        "mean_km_of_answered": round(statistics.mean(answered), 1) if answered else None,
    }
    return tally


def _error_km(wanted: Gold, given: Gold | None) -> float:
    if given is None or given.get("latitude") is None:
        return NOWHERE_KM
    if wanted.get("geonameid") and str(given.get("geonames_id")) == str(wanted["geonameid"]):
        return 0.0
    here, there = math.radians(wanted["lat"]), math.radians(given["latitude"])
    across = math.radians(given["longitude"] - wanted["lon"])
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _wrong_place(wanted: Gold, given: Gold, error: float, text: Gold, tally: Tally) -> None:
    if error <= NEAR_KM:
        return
    kind = "not resolved" if given.get("latitude") is None else "resolved elsewhere"
    said = f"{given.get('name')}, {given.get('country')}, {error:.0f} km away" if error < NOWHERE_KM else None
    at = f"{_quoted(text, wanted)} at {wanted['lat']:.2f}, {wanted['lon']:.2f}"
    tally.miss(kind, text["id"], at, said, _around(text, wanted))


def _unmatched(wanted: Gold | None, given: Gold | None, text: Gold, tally: Tally) -> None:
    span = wanted or given
    if span is not None:
        quoted = _quoted(text, span)
        told = (quoted, None) if wanted else (None, quoted)
        tally.miss("not found" if wanted else "false alarm", text["id"], *told, _around(text, span))


def _quoted(text: Gold, span: Gold) -> str:
    return text["text"][span["start"] : span["end"]]


def _around(text: Gold, span: Gold) -> str:
    return text["text"][max(0, span["start"] - 60) : span["end"] + 60]
