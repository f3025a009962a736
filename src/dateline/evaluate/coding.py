"""Score coded sentences: is the best record's type right, is any, and do actors, recipients and mode agree?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.evaluate.gold import Gold
from dateline.evaluate.tally import Tally, share

STANDS_FOR = {"YIELD": frozenset({"CONCEDE", "RETREAT"}), "AGREE": frozenset({"AGREE", "CONCEDE"})}
CODE = 3  # letters of a country's code


def right_types(event: str) -> frozenset[str]:
    """Return the types that count as right: YIELD is either of two; under CAMEO a promise to yield was AGREE."""
    return STANDS_FOR.get(event, frozenset({event}))


def countries(actors: Iterable[Mapping[str, Any]] | None) -> set[str]:
    """Return the countries that actors have."""
    return {a["country"] for a in actors or () if a and a.get("country")}


def score_coding(gold: Sequence[Gold], found: Iterable[Gold]) -> Tally:
    """Score the records of sentences, ranked by confidence; a sentence without a record is wrong."""
    records: dict[str, list[Gold]] = defaultdict(list)
    for record in found:
        if record["kind"] == "event":
            records[record["report"]["id"]].append(record)
    labels: dict[str, set[str]] = defaultdict(set)  # one sentence may stand in several gold records
    for entry in gold:
        labels[entry["text"]] |= right_types(entry["event"])
    tally, count = Tally(), Counter[str]()
    for entry in gold:
        mine = sorted(records[entry["id"]], key=lambda r: -r.get("confidence", 0))
        _score_types(entry, [r["event"] for r in mine], labels[entry["text"]], tally, count)
        _score_fields(entry, [r for r in mine if r["event"] in labels[entry["text"]]], mine, tally, count)
    tally.figures = {"sentences": len(gold)} | {
        name: share(count[name], count[f"{name} asked"])
        for name in ("coded", "top", "any", "type_precision", "actor_country", "recipient_country", "triple", "mode")
    }
    return tally


def _score_types(entry: Gold, coded: list[str], right: set[str], tally: Tally, count: Counter[str]) -> None:
    each = list(dict.fromkeys(coded))
    best = each[0] if each else None
    count.update(["coded asked", "top asked", "any asked"])
    count.update({"coded": bool(each), "top": best in right, "any": bool(right & set(each))})
    count.update({"type_precision asked": len(each), "type_precision": len(right & set(each))})
    if best in right:
        return
    kind = "no record" if best is None else "wrong type" if not right & set(each) else "right type ranked lower"
    tally.confusion[entry["event"], best or "nothing"] += 1
    tally.miss(kind, entry["id"], entry["event"], best, entry["text"])


def _score_fields(entry: Gold, hits: list[Gold], mine: list[Gold], tally: Tally, count: Counter[str]) -> None:
    actors, recipients = (
        {c for c in countries(entry.get(role)) if len(c) == CODE} for role in ("actors", "recipients")
    )
    asked = {
        "actor_country": (actors, any(actors & countries(r["actors"]) for r in mine)),
        "recipient_country": (recipients, any(recipients & countries(r["recipients"]) for r in mine)),
        "triple": (actors, any(_is_triple(r, actors, recipients) for r in hits)),
        "mode": (entry.get("mode"), any(r.get("mode") == entry.get("mode") for r in hits)),
    }
    for name, (wanted, holds) in asked.items():
        if not wanted:
            continue
        count.update({f"{name} asked": 1, name: holds})
        if not holds and hits and name != "triple":
            said = [_said(r, name) for r in hits]
            tally.miss(name.replace("_", " "), entry["id"], _listed(wanted), _listed(said), entry["text"])


def _is_triple(record: Gold, actors: set[str], recipients: set[str]) -> bool:
    to = countries(record["recipients"])
    return bool(actors & countries(record["actors"])) and (not recipients or bool(recipients & to))


def _said(record: Gold, name: str) -> str:
    if name == "mode":
        return record.get("mode") or "none"
    return _listed(countries(record[f"{name.removesuffix('_country')}s"])) or "none"


def _listed(values: str | Iterable[str]) -> str:
    return values if isinstance(values, str) else ", ".join(sorted(set(values)))
