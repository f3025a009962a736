import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest

from dateline.lexicon.ontology import load_ontology
from dateline.model.events import EventRecord, State, StateRecord
from dateline.publish.jsonl import record_to_json, to_line
from dateline.publish.schema import record_schema

Validate = Callable[[object], None]


@pytest.fixture(scope="module")
def validate() -> Validate:
    schema = record_schema(load_ontology())
    jsonschema.Draft202012Validator.check_schema(schema)
    return lambda record: jsonschema.validate(record, schema, jsonschema.Draft202012Validator)


def printed(record: EventRecord | StateRecord) -> dict[str, object]:
    return json.loads(to_line(record_to_json(record)))


def test_printed_events_and_states_are_what_the_schema_says(
    validate: Validate, departure: EventRecord, deployment: StateRecord
) -> None:
    validate(printed(departure))
    validate(printed(replace(departure, place=None, date=None, attribution=None, mode=None, score=None)))
    for state in State:
        validate(printed(replace(deployment, state=state)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "WITHDRAW"},
        {"mode": "sideways"},
        {"contexts": ["gossip"]},
        {"quad": 5},
        {"confidence": 1.5},
        {"modality": "maybe"},
        {"trigger": {"start": -1, "end": 4, "text": "left"}},
        {"date": {"edtf": "2021"}},
    ],
)
def test_the_schema_refuses_what_is_no_record(
    validate: Validate, departure: EventRecord, wrong: dict[str, object]
) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate(printed(departure) | wrong)


def test_a_state_without_one_of_its_members_is_refused(validate: Validate, deployment: StateRecord) -> None:
    record = printed(deployment)
    del record["until"]
    with pytest.raises(jsonschema.ValidationError):
        validate(record)
