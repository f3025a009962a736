"""Turn coded reports into what the network learns from: sentences as word pieces, trigger tags, and records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.reports import CodedRecord, CodedReport
from dateline.coding.coders.encoding import ARGUMENTS, Encoded, Encoder

ROLE_OF = {
    "actor": "actor",
    "holder": "actor",
    "party": "actor",
    "by": "actor",
    "recipient": "recipient",
    "people": "recipient",
    "as_part_of": "recipient",
    "from_holder": "recipient",
    "place": "place",
    "to": "to",
    "from": "from",
    "speaker": "speaker",
    "date": "date",
    "since": "date",
    "signed": "date",
    "until": "until",
    "qty": "quantity",
    "agreement": "agreement",
}
ORDER = (
    "speaker",
    "agreement",
    "quantity",
    "until",
    "date",
    "from",
    "to",
    "place",
    "recipient",
    "actor",
)  # the last wins
DONT_CARE = -100


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExample:
    """Hold one record: the pieces of its trigger, its labels, and an argument tag for each piece."""

    trigger: tuple[int, ...]
    label: str
    mode: str | None
    modality: str
    arguments: tuple[int, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceExample:
    """Hold one sentence; `events` and `states` tag each piece 0 outside, 1 first, 2 inside; -100 where not asked."""

    encoded: Encoded
    events: tuple[int, ...]
    states: tuple[int, ...]
    records: tuple[RecordExample, ...]


def sentence_examples(reports: Iterable[CodedReport], encoder: Encoder) -> Iterator[SentenceExample]:
    """Yield every sentence of the reports."""
    for report in reports:
        for number, sentence in enumerate(report.sentences, start=1):
            encoded = encoder.encode(report.text, sentence)
            mine = [r for r in report.records if r.sentence == number]
            yield SentenceExample(
                encoded=encoded,
                events=_tags(encoded, [r for r in mine if r.event_type]),
                states=_tags(encoded, [r for r in mine if r.state]),
                records=tuple(e for e in (_record(encoded, r) for r in mine) if e),
            )


def _record(encoded: Encoded, record: CodedRecord) -> RecordExample | None:
    trigger = tuple(encoded.inside(record.trigger))
    if not trigger:  # past the end of a very long sentence
        return None
    return RecordExample(
        trigger=trigger,
        label=record.label,
        mode=record.mode,
        modality=record.modality,
        sure=record.sure,
        arguments=_arguments(encoded, record),
    )


def _tags(encoded: Encoded, records: Sequence[CodedRecord]) -> tuple[int, ...]:
    tags = [0 if end > start else DONT_CARE for start, end in encoded.offsets]
    for record in sorted(records, key=lambda r: r.sure):
        for place, i in enumerate(encoded.inside(record.trigger)):
            tags[i] = 1 if place == 0 else 2
    return tuple(tags)


def _arguments(encoded: Encoded, record: CodedRecord) -> tuple[int, ...]:
    tags = [0 if end > start else DONT_CARE for start, end in encoded.offsets]
    listed = [(ROLE_OF[p.role], p.span) for p in record.parts if p.role in ROLE_OF and p.span]
    for role, span in sorted(listed, key=lambda pair: ORDER.index(pair[0])):
        for place, i in enumerate(encoded.inside(span)):
            tags[i] = 1 + 2 * ARGUMENTS.index(role) + (place > 0)
    return tuple(tags)
