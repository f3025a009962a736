"""The corpus's notation: one record a line, words copied from the sentence, codes in brackets (GUIDELINES.md, 6).

`parse_line` reads a line strictly; `locate` finds its words in the sentences. Every fault names line, field and remedy.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.lexicon.ontology import Ontology
from dateline.model.events import EventType, Modality, Qualifier, QuantityKind, State

PARTIES = ("actor", "recipient", "holder", "from_holder", "people", "party", "as_part_of", "by", "speaker")
PLACES = ("place", "from", "to")
WORDS = ("date", "since", "until", "signed", "agreement", "cue", "cause", "provision")
EVENT_FIELDS = frozenset({"actor", "recipient", "place", "from", "to", "date", "until", "agreement"})
STATE_FIELDS: Mapping[State, frozenset[str]] = {
    State.DEPLOYMENT: frozenset({"holder", "place", "since", "until", "agreement", "date"}),
    State.CONTROL: frozenset({"holder", "place", "from_holder", "since", "until", "date"}),
    State.DISPLACEMENT: frozenset({"people", "from", "to", "cause", "date", "place", "since"}),
    State.AGREEMENT: frozenset({"party", "signed", "agreement", "place", "provision", "date"}),
    State.MANDATE: frozenset({"holder", "place", "until", "since", "agreement", "date"}),
    State.RECOGNITION: frozenset({"place", "as_part_of", "by", "holder", "date", "since"}),
}
COMMON = frozenset({"qty", "speaker", "cue", "mod", "also", "ctx"})
CODED = re.compile(r"^(.*?)\s*\[([^\[\]]*)\]$", re.DOTALL)
NTH = re.compile(r"^(.*)#([1-9])$", re.DOTALL)


class NotationError(ValueError):
    """Refuse a line of the corpus; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Hold copied words: their text, which occurrence is meant, and whether they stand in the sentence before."""

    text: str
    nth: int = 1
    before: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one record as written; `fields` maps a field to its words in order."""

    sentence: int
    trigger: Words | None = None
    event_type: EventType | None = None
    mode: str | None = None
    state: State | None = None
    sure: bool = True
    also: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    contexts: tuple[str, ...] = ()
    fields: Mapping[str, tuple[Words, ...]] = field(default_factory=dict[str, tuple[Words, ...]])


def parse_line(text: str, ontology: Ontology) -> Line:
    """Read one line.

    Raises: NotationError if it breaks the notation or names a code that PLOVER has not.
    """
    parts = [part.strip() for part in text.strip().split(" | ")]
    if not parts[0].isdigit():
        raise NotationError(f"a line begins with the sentence's number: {text[:60]!r}")
    number = int(parts[0])
    if parts[1:] == ["-"]:
        return Line(sentence=number)
    if len(parts) < 3:  # noqa: PLR2004 - number, trigger, code
        raise NotationError(f"a record has a number, a trigger and a code: {text[:60]!r}")
    event_type, mode, state, sure = _code(parts[2], ontology)
    fields: dict[str, list[Words]] = {}
    for part in parts[3:]:
        name, equals, value = part.partition("=")
        if not equals or not value.strip():
            raise NotationError(f"{part!r} is no field=words")
        fields.setdefault(name.strip(), []).append(_value(name.strip(), value.strip(), ontology))
    allowed = COMMON | (STATE_FIELDS[state] if state else EVENT_FIELDS)
    if unknown := sorted(set(fields) - allowed):
        raise NotationError(f"field {unknown[0]!r} does not go with {parts[2]}")
    return Line(
        sentence=number,
        trigger=_words(parts[1]),
        event_type=event_type,
        mode=mode,
        state=state,
        sure=sure,
        also=tuple(c for w in fields.pop("also", []) for c in w.codes),
        modality=Modality(fields.pop("mod")[0].text) if "mod" in fields else Modality.ASSERTED,
        contexts=tuple(c for w in fields.pop("ctx", []) for c in w.codes),
        fields={name: tuple(words) for name, words in fields.items()},
    )


def _code(text: str, ontology: Ontology) -> tuple[EventType | None, str | None, State | None, bool]:
    sure = not text.endswith("?")
    name, _, mode = text.removesuffix("?").partition(":")
    if name == "state":
        if mode not in State.__members__.values():
            raise NotationError(f"no state {mode!r}")
        return None, None, State(mode), sure
    if name not in EventType.__members__:
        raise NotationError(f"no event type {name!r}")
    if mode not in ontology.types[EventType(name)].scores:
        raise NotationError(f"{name} has no mode {mode!r}")
    return EventType(name), mode or None, None, sure


def _value(name: str, value: str, ontology: Ontology) -> Words:
    if name in {"also", "ctx"}:
        codes = tuple(c.strip().partition(":")[0] for c in value.split(",") if c.strip())
        legal = set(ontology.contexts) if name == "ctx" else {*EventType.__members__, *(s.value for s in State)}
        if wrong := [c for c in codes if c not in legal]:
            raise NotationError(f"{name}: no such code {wrong[0]!r}")
        return Words(text=value, codes=codes)
    if name == "mod":
        if value not in Modality.__members__.values():
            raise NotationError(f"no modality {value!r}")
        return Words(text=value)
    words = _words(value)
    if name in PARTIES:
        if words.codes and words.codes[0] in ontology.sectors:  # `[UAF]` is short for `[- UAF]`
            words = replace(words, codes=("-", *words.codes))
        _check_party(words, ontology, value)
    elif name == "qty":
        _check_quantity(words, value)
    elif name not in PLACES and name not in WORDS:
        raise NotationError(f"no field {name!r}")
    return words


def _check_party(words: Words, ontology: Ontology, value: str) -> None:
    if not words.codes:
        raise NotationError(f"{value!r} needs its codes: words [RUS MIL], words [- CVL]")
    country, *sectors = words.codes
    if not (country == "-" or re.fullmatch("[A-Z]{3}", country)):
        raise NotationError(f"{value!r}: the first code is a country or -")
    if wrong := [s for s in sectors if s not in ontology.sectors]:
        raise NotationError(f"{value!r}: no sector {wrong[0]!r}")


def _check_quantity(words: Words, value: str) -> None:
    five = 5
    if len(words.codes) != five:
        raise NotationError(f"{value!r} needs [kind low best high qualifier]")
    kind, *bounds, qualifier = words.codes
    if kind not in QuantityKind.__members__.values() or qualifier not in Qualifier.__members__.values():
        raise NotationError(f"{value!r}: no such kind or qualifier")
    numbers = [float(b) for b in bounds if b != "-" and re.fullmatch(r"\d+(\.\d+)?", b)]
    if len(numbers) != sum(b != "-" for b in bounds) or numbers != sorted(numbers):
        raise NotationError(f"{value!r}: bounds are numbers or -, low <= best <= high")


def _words(text: str) -> Words:
    codes: tuple[str, ...] = ()
    if match := CODED.match(text):
        text, codes = match[1].strip(), tuple(match[2].split())
    before = text.startswith("^")
    text = text.removeprefix("^").strip()
    nth = 1
    if match := NTH.match(text):
        text, nth = match[1], int(match[2])
    if not text:
        raise NotationError("words are missing")
    return Words(text=text, nth=nth, before=before, codes=codes)


def locate(words: Words, sentences: Sequence[tuple[int, int]], number: int, text: str) -> tuple[int, int] | None:
    """Return the offsets of copied words in `text`, null for `~` (nowhere said); sentences are numbered from 1.

    Raises: NotationError if the words do not stand where they should.
    """
    if words.text == "~":
        return None
    for candidate in range(number - 1, max(0, number - 4), -1) if words.before else (number,):
        if 1 <= candidate <= len(sentences):
            start, end = sentences[candidate - 1]
            at = _occurrence(words, text[start:end])
            if at is not None:
                return start + at, start + at + len(words.text)
    raise NotationError(f"sentence {number} does not hold {words.text!r}" + (" before it" if words.before else ""))


def _occurrence(words: Words, sentence: str) -> int | None:
    """Return where the words stand: the one counted by `#`, else the first that cuts no other word."""
    places = [m.start() for m in re.finditer(re.escape(words.text), sentence)]
    if words.nth > 1:
        return places[words.nth - 1] if len(places) >= words.nth else None
    return next((at for at in places if _is_whole(words.text, sentence, at)), places[0] if places else None)


def _is_whole(words: str, sentence: str, at: int) -> bool:
    before, after = sentence[at - 1 : at], sentence[at + len(words) : at + len(words) + 1]
    return not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum())
