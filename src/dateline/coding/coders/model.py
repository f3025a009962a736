"""Code with the trained coder: what the network reads of a sentence, as findings."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from dateline.coding.coders.network import EVEN, STATES, Network, Reading
from dateline.coding.coders.protocol import Argument, Finding, Mentions, Role
from dateline.coding.dates.attachment import BEFORE_NOUN, NOUNS
from dateline.coding.parsed import Parsed
from dateline.model.events import EventType, State
from dateline.model.text import Span

# What the network calls "from" and "to" is wrong more often than right (training/MODEL_CARD.md): syntax finds them.
EVENT_ROLES = {"actor": Role.ACTOR, "recipient": Role.RECIPIENT, "place": Role.PLACE}
PLACES = {"place": Role.PLACE}
STATE_ROLES = {
    State.DEPLOYMENT: {"actor": Role.HOLDER, "agreement": Role.UNDER, **PLACES},
    State.CONTROL: {"actor": Role.HOLDER, "recipient": Role.FROM_HOLDER, **PLACES},
    State.DISPLACEMENT: {"recipient": Role.PEOPLE, **PLACES},
    State.AGREEMENT: {"actor": Role.PARTY, **PLACES},
    State.MANDATE: {"actor": Role.HOLDER, "agreement": Role.UNDER, **PLACES},
    State.RECOGNITION: {"actor": Role.BY, "recipient": Role.AS_PART_OF, **PLACES},
}


GAP = 2  # characters


class ModelCoder:
    """Code reports with the trained network alone."""

    name = "model"

    def __init__(self, network: Network, version: str) -> None:
        """Take the loaded network."""
        self.version = version
        self._network = network

    def read_report(self, parsed: Parsed) -> list[Reading]:
        """Read every likely trigger of a report, in text order, each thing's words together."""
        by_sentence = groupby(self._network.read_report(parsed), key=lambda r: r.sentence)
        return [reading for _, listed in by_sentence for reading in _whole(listed, parsed)]

    def code_report(self, parsed: Parsed, mentions: Mentions) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings of each sentence in text order: what the network is more sure of than not."""
        del mentions
        found: list[list[Finding]] = [[] for _ in parsed.sentences]
        for reading in self.read_report(parsed):
            if reading.likelihood >= EVEN and (finding := finding_of(reading, parsed)):
                found[reading.sentence].append(finding)
        return tuple(tuple(sorted(listed, key=lambda f: (f.trigger.start, f.trigger.end, f.rule))) for listed in found)


def _whole(readings: Iterable[Reading], parsed: Parsed) -> list[Reading]:
    """Join the runs of words of one sentence that tell one thing."""
    whole: list[Reading] = []
    for reading in readings:
        before = next((k for k, r in enumerate(whole) if _belongs(r, reading, parsed)), None)
        whole.append(reading if before is None else _together(whole.pop(before), reading))
    return whole


def _together(first: Reading, last: Reading) -> Reading:
    """Read two runs of words as one: what the last tells, as likely as the likelier."""
    span = Span(start=first.span.start, end=last.span.end)
    return replace(last, span=span, likelihood=max(first.likelihood, last.likelihood))


def _belongs(before: Reading, reading: Reading, parsed: Parsed) -> bool:
    """Tell whether the words just before a trigger say which thing it is: "local" of "local ceasefire deal"."""
    is_next = 0 <= reading.span.start - before.span.end <= GAP
    head = parsed.head_of(before.span) if is_next and before.label == reading.label else None
    if head is None or parsed.text[before.span.end : reading.span.start].strip():
        return False
    return (head.dep in BEFORE_NOUN or head.pos in NOUNS) and any(
        t.i == head.head for t in parsed.tokens_in(reading.span)
    )


def finding_of(reading: Reading, parsed: Parsed) -> Finding | None:
    """Return a reading as a coder's finding; null where its words are no token of the report."""
    head = parsed.head_of(reading.span)
    if head is None:
        return None
    label = reading.label
    state = State(label) if label in STATES else None
    return Finding(
        trigger=reading.span,
        head=head.i,
        sentence=reading.sentence,
        event_type=None if state else EventType(label),
        mode=None if state else reading.mode,
        state=state,
        arguments=tuple(arguments_of(reading, parsed)),
        modality=reading.modality,
        rule=f"model.{label.lower()}",
        coder="model",
        confidence=round(reading.likelihood * reading.labels[label], 4),
        steps=(
            f"trigger {reading.likelihood:.2f}",
            f"{label} {reading.labels[label]:.2f}",
            f"{reading.modality} {reading.modality_probability:.2f}",
        ),
    )


def arguments_of(reading: Reading, parsed: Parsed) -> list[Argument]:
    """Return the arguments of a reading, each with its head token and the role it has for that type or state."""
    label = reading.label
    roles = STATE_ROLES[State(label)] if label in STATES else EVENT_ROLES
    found: list[Argument] = []
    for name, span, probability in reading.arguments:
        head = parsed.head_of(span)
        if head is not None and name in roles:
            inside = parsed.tokens_in(span)
            whole = Span(start=inside[0].start, end=inside[-1].end)
            found.append(Argument(role=roles[name], span=whole, head=head.i, step=f"model {probability:.2f}"))
    return found
