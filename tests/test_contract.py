"""What Dateline prints is what the contract beside the repository says."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from dateline.lexicon.ontology import load_ontology
from dateline.model.dates import DateBasis, TimexType
from dateline.model.events import AttributionKind, EventType, Modality, State
from dateline.model.places import Precision
from dateline.publish.schema import record_schema
from dateline.publish.wire import STATE_MEMBERS, QuoteJson, TimexJson

Check = Callable[[object], None]
SCHEMA = record_schema(load_ontology())
CONTRACT_FIELDS = {"modality": Modality, "basis": DateBasis, "precision": Precision, "kind": AttributionKind}


@pytest.fixture
def contract(shared: Path) -> str:
    return (shared / "CONTRACT.md").read_text("utf-8")


def examples(contract: str) -> list[dict[str, object]]:
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", contract, re.DOTALL)]


def check_against(definition: str) -> Check:
    schema = {"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]}
    return lambda record: jsonschema.validate(record, schema, jsonschema.Draft202012Validator)


@pytest.mark.shared
def test_the_contracts_event_is_one_by_our_schema(contract: str) -> None:
    check_against("Event")(examples(contract)[0])


@pytest.mark.shared
def test_the_contracts_state_has_no_member_that_our_schema_lacks(contract: str) -> None:
    known = set(json.loads(json.dumps(SCHEMA))["$defs"]["State.deployment"]["properties"])
    example = examples(contract)[1]
    assert set(example) - {"…"} <= known
    assert set(STATE_MEMBERS[State.DEPLOYMENT]) <= set(example)


@pytest.mark.shared
def test_each_state_has_the_members_that_the_contract_lists(contract: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", contract, re.MULTILINE)
    listed = {state: tuple(re.findall(r"`(\w+)`", members)) for state, members in rows if state != "state"}
    assert listed == {str(state): members for state, members in STATE_MEMBERS.items()}


@pytest.mark.shared
@pytest.mark.parametrize("field", CONTRACT_FIELDS)
def test_closed_lists_hold_what_the_contract_lists(contract: str, field: str) -> None:
    line = re.search(rf"`(?:\w+\.)?{field}`: (`.*)", contract)
    assert line
    listed = re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", line[1]))
    assert set(CONTRACT_FIELDS[field]) == set(listed)


@pytest.mark.shared
def test_annotations_have_the_contracts_members_in_order(contract: str) -> None:
    found = re.search(r"one JSON object a report\n\n```json\n(.*?)```", contract, re.DOTALL)
    assert found
    example = json.loads(found[1])
    assert list(example["dates"][0]) == list(TimexJson.__annotations__)
    assert set(example["quotes"][0]) == set(QuoteJson.__annotations__)
    assert example["dates"][0]["type"] in set(TimexType)


@pytest.mark.shared
def test_the_ontology_is_the_projects(shared: Path) -> None:
    text = (shared / "plover.yaml").read_text("utf-8")
    types = re.search(r"^event_types:\n(.*?)^auxiliary_modes", text, re.DOTALL | re.MULTILINE)
    assert types
    assert re.findall(r"^  ([A-Z]+):$", types[1], re.MULTILINE) == [str(t) for t in EventType]
