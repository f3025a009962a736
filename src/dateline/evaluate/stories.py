"""Score whole reports, of which the gold holds every event and state: what is missed, invented, or has other fields."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluate.coding import countries
from dateline.evaluate.gold import Gold
from dateline.evaluate.spans import overlap
from dateline.evaluate.tally import Tally, f_measure

FIELDS = ("actors", "recipients", "place_country", "date", "modality", "mode", "speaker")
Pair = tuple[Gold, Gold]
Checked = tuple[bool, object, object]


def score_stories(gold: Sequence[Gold], found: Iterable[Gold]) -> Tally:
    """Pair gold and coded records of each report, then ask each field that the gold record has."""
    records: dict[str, list[Gold]] = defaultdict(list)
    for record in found:
        records[record["report"]["id"]].append(record)
    tally, count = Tally(), Counter[str]()
    for story in gold:
        pairs, extra = pair_up(story["records"], records[story["id"]])
        _count(story, pairs, records[story["id"]], count)
        _list_misses(story, pairs, extra, tally)
        for wanted, given in pairs:
            for name, (holds, want, have) in _checks(wanted, given).items():
                count.update({f"{name} asked": 1, name: holds})
                if not holds:
                    tally.miss(f"field {name}", story["id"], want, have, _sentence(given))
    tally.figures = {"stories": len(gold)}
    for kind in ("event", "state"):
        figures = f_measure(f"{kind}s", count[f"{kind} right"], count[f"{kind} gold"], count[f"{kind} found"])
        tally.figures |= figures
    tally.figures |= {
        f"fields.{n}": round(count[n] / count[f"{n} asked"], 3) for n in sorted(FIELDS) if count[f"{n} asked"]
    }
    return tally


def pair_up(gold: Sequence[Gold], found: Sequence[Gold]) -> tuple[list[Pair], list[Gold]]:
    """Pair records of one kind and a right type: triggers that overlap first, then the same sentence."""
    left, pairs = list(found), list[Pair]()
    for is_near in (False, True):
        for wanted in gold:
            if any(wanted is pair[0] for pair in pairs):
                continue
            hit = next((r for r in left if _meets(wanted, r, is_near=is_near)), None)
            if hit is not None:
                pairs.append((wanted, hit))
                left = [r for r in left if r is not hit]
    return pairs, left


def _meets(wanted: Gold, given: Gold, *, is_near: bool) -> bool:
    if given["kind"] != wanted["kind"] or label(given) not in {label(wanted), *wanted.get("also", ())}:
        return False
    start, end = wanted["trigger"]
    return (
        overlap(wanted, given["sentence"]) > 0
        if is_near
        else overlap({"start": start, "end": end}, given["trigger"]) > 0
    )


def label(record: Gold) -> str:
    """Return a record's type or state."""
    return record[record["kind"]]


def _count(story: Gold, pairs: Sequence[Pair], mine: Sequence[Gold], count: Counter[str]) -> None:
    for kind in ("event", "state"):
        met = [g for g, _ in pairs if g["kind"] == kind]
        asked = [g for g in story["records"] if g["kind"] == kind and (g.get("sure", True) or any(g is m for m in met))]
        count.update({
            f"{kind} gold": len(asked),
            f"{kind} right": len(met),
            f"{kind} found": sum(r["kind"] == kind for r in mine),
        })  # fmt: skip


def _list_misses(story: Gold, pairs: Sequence[Pair], extra: Sequence[Gold], tally: Tally) -> None:
    for wanted in story["records"]:
        if not wanted.get("sure", True) or any(wanted is g for g, _ in pairs):
            continue
        start, end = wanted["trigger"]
        at = next(
            (
                r
                for r in extra
                if r["kind"] == wanted["kind"] and overlap({"start": start, "end": end}, r["trigger"]) > 0
            ),
            None,
        )
        tally.confusion[label(wanted), label(at) if at else "nothing"] += 1
        where = f"trigger {start}..{end}"
        tally.miss(f"{'wrong type for' if at else 'missed'} {label(wanted)}", story["id"], where, at and label(at), "")
    for given in extra:
        tally.confusion["nothing", label(given)] += 1
        tally.miss(f"false alarm {label(given)}", story["id"], None, given["trigger"]["text"], _sentence(given))


def _sentence(record: Gold) -> str:
    return record["sentence"]["text"]


def _checks(wanted: Gold, given: Gold) -> Mapping[str, Checked]:
    """Compare each field that the gold record has."""
    return dict(_parties(wanted, given)) | dict(_circumstances(wanted, given))


def _parties(wanted: Gold, given: Gold) -> Iterator[tuple[str, Checked]]:
    have = countries(given.get("actors")) | countries(given.get("parties")) | countries(_one(given, "holder"))
    to = countries(given.get("recipients")) | countries(_one(given, "people"))
    for name, said in (("actors", have), ("recipients", to)):
        if want := countries(wanted.get(name)):
            yield name, (want <= said, sorted(want), sorted(said))
    if "speaker" in wanted:
        told, want = given.get("attribution"), wanted["speaker"]
        spoken = _first(told or {}, "speaker").get("country")
        holds = told is None if want is None else spoken == want.get("country")
        yield "speaker", (holds, want and want.get("country"), spoken if told else None)


def _circumstances(wanted: Gold, given: Gold) -> Iterator[tuple[str, Checked]]:
    if place := wanted.get("place"):
        have = _first(given, "place", "from_place").get("country")
        yield "place_country", (have == place["country"], place["country"], have)
    if date := wanted.get("date"):
        edtf = _first(given, "date", "since", "signed").get("edtf")
        yield "date", (edtf == date, date, edtf)
    for name in ("modality", "mode"):
        if wanted.get(name) and (name == "modality" or wanted["kind"] == "event"):
            yield name, (given.get(name) == wanted[name], wanted[name], given.get(name))


def _first(record: Gold, *names: str) -> Gold:
    """Return the first member that is there, else an empty one."""
    empty: Gold = {}
    return next((record[name] for name in names if record.get(name)), empty)


def _one(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [record[name]] if record.get(name) else []
