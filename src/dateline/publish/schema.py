"""Generate the JSON Schema (2020-12) of the records from the types that the writers fill and from the ontology."""

from collections.abc import Mapping
from enum import Enum
from types import NoneType
from typing import Annotated, Literal, NotRequired, cast, get_args, get_origin, get_type_hints, is_typeddict

from dateline.lexicon.ontology import Ontology
from dateline.model.events import State
from dateline.publish.wire import SCHEMA_VERSION, STATE_MEMBERS, EventJson, RecordJson, StateJson

Schema = dict[str, object]
ATOMS: Mapping[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def record_schema(ontology: Ontology) -> Schema:
    """Return the schema of one line of `dateline code`; members it does not name may be added later."""
    definitions: dict[str, Schema] = {}
    event = _object(EventJson, definitions)
    _narrow(event, ontology)
    definitions["Event"] = event
    for state in State:
        definitions[f"State.{state}"] = _state(state, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dateline:record:{SCHEMA_VERSION}",
        "title": "A record of Dateline",
        "description": "One coded statement of one sentence. Spans count code points of the report's text.",
        "oneOf": [{"$ref": "#/$defs/Event"}, *({"$ref": f"#/$defs/State.{state}"} for state in State)],
        "$defs": dict(sorted(definitions.items())),
    }


def _narrow(event: Schema, ontology: Ontology) -> None:
    """Close the lists that the ontology closes: modes and contexts."""
    properties = cast("dict[str, Schema]", event["properties"])
    modes = sorted({mode for facts in ontology.types.values() for mode in facts.scores if mode})
    properties["mode"] = {"enum": [*modes, None]}
    properties["contexts"] = {"type": "array", "items": {"enum": list(ontology.contexts)}}


def _state(state: State, definitions: dict[str, Schema]) -> Schema:
    schema = _object(StateJson, definitions)
    cast("dict[str, Schema]", schema["properties"])["state"] = {"const": state.value}
    schema["required"] = ["kind", "state", *get_type_hints(RecordJson), *STATE_MEMBERS[state]]
    return schema


def _object(shape: type, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "description": " ".join((shape.__doc__ or "").split()),
        "properties": {name: _schema(hint, definitions) for name, hint in hints.items()},
        "required": [name for name, hint in hints.items() if get_origin(hint) is not NotRequired],
    }


def _schema(hint: object, definitions: dict[str, Schema]) -> Schema:
    if hint in ATOMS:
        return {"type": ATOMS[hint]}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [str(member.value) for member in hint]}
    origin, arguments = get_origin(hint), get_args(hint)
    return _composed(origin, arguments, definitions) if origin else _reference(cast("type", hint), definitions)


def _composed(origin: object, arguments: tuple[object, ...], definitions: dict[str, Schema]) -> Schema:
    if origin is Literal:
        return {"const": arguments[0]}
    if origin is Annotated:
        keywords = cast("tuple[tuple[str, object], ...]", arguments[1:])
        return _schema(arguments[0], definitions) | dict(keywords)
    inner = [_schema(argument, definitions) for argument in arguments]
    if origin is list:
        return {"type": "array", "items": inner[0]}
    return inner[0] if origin is NotRequired else _either(inner)


def _either(options: list[Schema]) -> Schema:
    """Join the options of a union: plain types into one list of types, null into an enumeration."""
    if all(set(option) == {"type"} for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


def _reference(shape: type, definitions: dict[str, Schema]) -> Schema:
    if not is_typeddict(shape):
        raise TypeError(f"no schema for {shape!r}")
    name = shape.__name__.removesuffix("Json")
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}
