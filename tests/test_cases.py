"""Hold the coder to the sentences of `cases/*.toml`: what each must be coded as, and what it must not.

A case that is not met yet stands in `cases/known_gaps.toml` under the kind of its fault. Once it is met its test fails
until the entry is taken out, so that the list only shrinks. The cases of dates and quotes have runners of their own.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

import pytest

from dateline.coding.pipeline import Pipeline
from dateline.config import Config
from dateline.lexicon.ontology import load_ontology
from dateline.model.events import AttributionKind, EventType, Modality, Qualifier, QuantityKind, State
from dateline.model.report import Report
from dateline.publish.jsonl import record_to_json
from dateline.read.fingerprint import fingerprint

Table: TypeAlias = Mapping[str, object]

FOLDER = Path(__file__).parent / "cases"
ELSEWHERE = {"dates", "quotes", "known_gaps"}
GAP_KINDS = {
    "missed",
    "type",
    "mode",
    "actors",
    "place",
    "date",
    "quantity",
    "modality",
    "attribution",
    "state",
    "false_alarm",
}
CASE_KEYS = {"id", "text", "published", "expect", "never", "nothing"}
CODES = {"actors", "recipients", "parties"}  # all that are named must be among those coded; elsewhere one suffices
PATHS = {  # where a field that an expectation names stands in a printed record
    "event": ("event",), "mode": ("mode",), "state": ("state",), "modality": ("modality",),
    "actors": ("actors.country",), "actor_sectors": ("actors.sectors",),
    "recipients": ("recipients.country",), "recipient_sectors": ("recipients.sectors",),
    "place_country": ("place.country",), "place_name": ("place.name", "place.text"),
    "from_name": ("from_place.name", "from_place.text"), "to_country": ("to_place.country",),
    "holder": ("holder.country",), "holder_sectors": ("holder.sectors",), "parties": ("parties.country",),
    "as_part_of": ("as_part_of.country",), "date": ("date.edtf",), "since": ("since.edtf",),
    "until": ("until.edtf",), "signed": ("signed.edtf",),
    "speaker": ("attribution.speaker.country",), "attribution_kind": ("attribution.kind",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold one sentence with what is expected of it; `gap` is the kind of its known fault."""

    id: str
    text: str
    published: str
    expect: tuple[Table, ...]
    never: tuple[str, ...]
    nothing: bool
    keys: frozenset[str]
    gap: str | None


def tables(value: object) -> list[Table]:
    return cast("list[Table]", value)


def listed(value: object) -> list[str]:
    """Return a value or a list of values as a list of strings."""
    return [str(v) for v in cast("list[object]", value)] if isinstance(value, list) else [str(value)]


def known_gaps() -> dict[str, str]:
    document = tomllib.loads((FOLDER / "known_gaps.toml").read_text(encoding="utf-8"))
    return {name: kind for kind, names in document.items() for name in listed(names)}


def load_cases() -> Iterator[Case]:
    gaps = known_gaps()
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem in ELSEWHERE:
            continue
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in tables(document["case"]):
            yield Case(
                id=str(entry["id"]),
                text=str(entry["text"]),
                published=str(entry.get("published", document["published"])),
                expect=tuple(tables(entry.get("expect", []))),
                never=tuple(listed(entry.get("never", []))),
                nothing=bool(entry.get("nothing", False)),
                keys=frozenset(entry),
                gap=gaps.get(str(entry["id"])),
            )


CASES = list(load_cases())


def dig(value: object, path: str) -> list[str]:
    """List what stands at a dotted path of a printed record, through lists and past nulls."""
    if isinstance(value, list):
        return [found for one in cast("list[object]", value) for found in dig(one, path)]
    if value is None or not path:
        return [] if value is None else [str(value)]
    first, _, rest = path.partition(".")
    return dig(cast("Table", value).get(first), rest)


def counts_as(found: Table, wanted: Table) -> bool:
    return all(found[key] == value for key, value in wanted.items())


def is_right(record: Table, field: str, wanted: object) -> bool:
    """Tell whether a printed record holds what an expectation asks of one field."""
    if field == "attributed":
        return (record["attribution"] is not None) == wanted
    if field == "quantity":
        return any(counts_as(q, cast("Table", wanted)) for q in tables(record.get("quantities", [])))
    found = [value for path in PATHS[field] for value in dig(record, path)]
    if field in CODES:
        return set(listed(wanted)) <= set(found)
    if field.endswith("_name"):
        return any(want.lower() in value.lower() for want in listed(wanted) for value in found)
    return bool(set(listed(wanted)) & set(found))


def shown(record: Table, field: str) -> object:
    if field in {"quantity", "attributed"}:
        return record.get("quantities" if field == "quantity" else "attribution")
    return [value for path in PATHS[field] for value in dig(record, path)] or None


def overlaps(record: Table, text: str, words: str) -> bool:
    """Tell whether a record's trigger shares a code point with `words`, wherever these stand in the text."""
    trigger = cast("Mapping[str, int]", record["trigger"])
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return any(trigger["start"] < start + len(words) and start < trigger["end"] for start in starts)


def faults(expected: Table, records: list[Table], text: str) -> list[str]:
    """Say which fields of the best matching record differ from an expectation; nothing where one meets it."""
    wanted = {field: value for field, value in expected.items() if field != "trigger"}
    words = str(expected.get("trigger", ""))
    kind = "state" if "state" in expected else "event"
    called = f"{words or '(any words)'!r} as {kind} {' or '.join(listed(expected[kind]))}"
    near = [r for r in records if r["kind"] == kind and (not words or overlaps(r, text, words))]
    if not near:
        return [f"missed: no {kind} record for {called}"]
    wrong = [[f for f, value in wanted.items() if not is_right(r, f, value)] for r in near]
    best = min(range(len(near)), key=lambda i: (kind in wrong[i], len(wrong[i])))
    return [f"{called}: {f} is {shown(near[best], f)}, not {wanted[f]}" for f in wrong[best]]


def differences(case: Case, records: list[Table]) -> list[str]:
    """List every way in which the records of a case differ from what it asks."""
    found = [fault for expected in case.expect for fault in faults(expected, records, case.text)]
    for record in records:
        code = str(record.get("event") or record.get("state"))
        if case.nothing or code in case.never:
            trigger = cast("Table", record["trigger"])["text"]
            found.append(f"false alarm: {trigger!r} coded as {code} ({record['modality']})")
    return found


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline.load(
        Config(coder="frames")
    )  # cases hold what the rules do; the trained coder is measured in bench/


def code(pipeline: Pipeline, case: Case) -> list[Table]:
    report = Report(id=case.id, text=case.text, sha256=fingerprint(case.text), published=case.published)
    return [cast("Table", record_to_json(record)) for record in pipeline.code(report)]


def marked(case: Case) -> object:
    """Mark what the coder is known to get wrong: a target written down, which fails the day it is met.

    Leaving such sentences out would hide the fault; `strict` makes the list shrink.
    """
    reason = f"the coder does not meet this yet: {case.gap} (cases/known_gaps.toml)"
    marks = [pytest.mark.xfail(reason=reason, raises=pytest.fail.Exception, strict=True)] if case.gap else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_sentence_is_coded_as_a_careful_reader_would(case: Case, pipeline: Pipeline) -> None:
    wrong = differences(case, code(pipeline, case))
    if wrong:
        pytest.fail("\n".join([case.text, *wrong]), pytrace=False)


def test_cases_have_names_of_their_own_and_gaps_name_cases() -> None:
    assert [name for name, n in Counter(c.id for c in CASES).items() if n > 1] == []
    gaps = known_gaps()
    assert set(gaps) - {c.id for c in CASES} == set()
    assert set(gaps.values()) <= GAP_KINDS


def test_cases_ask_for_something_and_use_known_keys() -> None:
    assert [c.id for c in CASES if not c.keys <= CASE_KEYS] == []
    assert [c.id for c in CASES if c.nothing == bool(c.expect or c.never)] == []
    known = {"trigger", "attributed", "quantity", *PATHS}
    assert [c.id for c in CASES for e in c.expect if set(e) - known or ("event" in e) == ("state" in e)] == []


def test_triggers_stand_in_their_sentences() -> None:
    assert [c.id for c in CASES for e in c.expect if str(e.get("trigger", "")) not in c.text] == []


def test_cases_use_the_codes_of_the_ontology() -> None:
    ontology = load_ontology()
    legal = {
        "event": set(EventType), "state": set(State), "modality": set(Modality),
        "attribution_kind": set(AttributionKind),
        "actor_sectors": set(ontology.sectors), "recipient_sectors": set(ontology.sectors),
        "holder_sectors": set(ontology.sectors),
    }  # fmt: skip
    for case in CASES:
        assert set(case.never) <= {*EventType, *State}, case.id
        for expected in case.expect:
            for field in legal.keys() & expected.keys():
                assert set(listed(expected[field])) <= legal[field], (case.id, field)
            types = [EventType(e) for e in listed(expected.get("event", []))]
            modes = {mode for t in types for mode in ontology.types[t].scores}
            assert set(listed(expected.get("mode", []))) <= modes, case.id
            amount = cast("Table", expected.get("quantity", {}))
            assert amount.get("kind", QuantityKind.OTHER) in set(QuantityKind), case.id
            assert amount.get("qualifier", Qualifier.EXACT) in set(Qualifier), case.id


def test_cases_cover_every_mode_state_and_modality() -> None:
    expected = [e for c in CASES for e in c.expect]
    for event_type, facts in load_ontology().types.items():
        of_type = [e for e in expected if event_type in listed(e.get("event", []))]
        assert len(of_type) >= 9, event_type
        assert facts.scores.keys() - {""} <= {m for e in of_type for m in listed(e.get("mode", []))}, event_type
    assert set(State) <= {s for e in expected for s in listed(e.get("state", []))}
    assert set(Modality) <= {m for e in expected for m in listed(e.get("modality", []))}
    assert sum(c.nothing for c in CASES) >= 70
    assert len(CASES) >= 320
