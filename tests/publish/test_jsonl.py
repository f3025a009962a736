import json
from dataclasses import replace
from typing import Any

from dateline.model.events import EventRecord, State, StateRecord
from dateline.publish.jsonl import record_to_json, to_line
from dateline.publish.wire import STATE_MEMBERS

EVENT_ORDER = """
kind id report sentence trigger event mode contexts quad score actors recipients place date quantities
modality attribution confidence coder actor_implicit
"""


def test_an_event_prints_its_members_in_the_order_of_the_contract(departure: EventRecord) -> None:
    assert list(record_to_json(departure)) == EVENT_ORDER.split()


def test_every_printed_span_quotes_the_report(departure: EventRecord) -> None:
    text = departure.report.text

    def check(span: dict[str, Any]) -> dict[str, Any]:
        if {"start", "end", "text"} <= span.keys():
            assert text[span["start"] : span["end"]] == span["text"]
            checked.append(span["text"])
        return span

    checked: list[str] = []
    json.loads(to_line(record_to_json(departure)), object_hook=check)
    assert len(checked) == 8


def test_nearly_forty_has_no_lower_bound(departure: EventRecord) -> None:
    assert '"low": null, "best": 40, "high": 40, "qualifier": "nearly"' in to_line(record_to_json(departure))


def test_a_date_that_the_text_does_not_give_has_no_words(deployment: StateRecord) -> None:
    printed = record_to_json(deployment)
    assert printed["kind"] == "state"
    assert printed.get("until") == {
        "start": None, "end": None, "text": None, "edtf": None, "earliest": None, "latest": "2021-03-01",
        "basis": "publication_fallback", "reason": None,
    }  # fmt: skip


def test_a_state_prints_its_own_members_even_where_they_are_unknown(deployment: StateRecord) -> None:
    for state in State:
        printed = record_to_json(replace(deployment, state=state))
        assert set(STATE_MEMBERS[state]) <= set(printed), state
    assert "parties" not in record_to_json(deployment)


def test_an_unresolved_place_says_why(departure: EventRecord) -> None:
    assert departure.place
    lost = replace(departure, place=replace(departure.place, place=None, reason="ambiguous: 3 Naqouras"))
    printed = record_to_json(lost)
    assert printed["kind"] == "event"
    place = printed["place"]
    assert place is not None
    assert (place["text"], place["name"], place.get("reason")) == ("Naqoura", None, "ambiguous: 3 Naqouras")


def test_a_lone_surrogate_is_escaped_and_the_rest_stays_readable() -> None:
    assert to_line({"text": "Нақура"}) == '{"text": "Нақура"}'
    assert to_line({"text": "\ud83d"}).encode("utf-8") == b'{"text": "\\ud83d"}'
