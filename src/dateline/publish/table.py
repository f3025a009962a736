"""Show records on a terminal: each sentence with its words coloured by role, and beneath it what was coded."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.coding.explain import fields_of
from dateline.model.events import EventRecord, Record
from dateline.model.report import Report
from dateline.model.text import Evidence
from dateline.publish.words import code_words, coded_words, quoted, visible

STYLES = {
    "trigger": "bold underline",
    "actor": "cyan",
    "holder": "cyan",
    "from holder": "cyan",
    "party": "cyan",
    "by": "cyan",
    "recipient": "magenta",
    "people": "magenta",
    "as part of": "magenta",
    "place": "green",
    "from place": "green",
    "to place": "green",
    "date": "yellow",
    "since": "yellow",
    "until": "yellow",
    "signed": "yellow",
    "quantity": "blue",
    "speaker": "italic",
}


def render_report(report: Report, records: Sequence[Record]) -> Iterator[RenderableType]:
    """Yield what a terminal shows of one report."""
    header = visible(" · ".join(filter(None, (report.title, report.publisher, report.agency, report.published))))
    yield Rule(Text(header or report.id, style="bold"), align="left", style="dim")
    if not records:
        yield Text("  nothing coded", style="dim")
    for _, grouped in groupby(records, key=lambda record: record.sentence.span):
        sentence = list(grouped)
        yield Padding(_coloured(sentence), (1, 0, 0, 0))
        for record in sentence:
            yield Padding(_fields(record), (0, 0, 0, 2))
    yield Text()


def _coloured(records: Sequence[Record]) -> Text:
    """Colour the words of a sentence by the roles its records give them; the trigger's mark comes last."""
    sentence = records[0].sentence
    text = Text(visible(sentence.text))
    for record in records:
        for field in fields_of(record):
            _mark(text, sentence, field.evidence, STYLES.get(field.role, ""))
    for record in records:
        _mark(text, sentence, record.trigger, STYLES["trigger"])
    return text


def _mark(text: Text, sentence: Evidence, evidence: Evidence | None, style: str) -> None:
    if evidence and style and sentence.span.contains(evidence.span):
        text.stylize(style, evidence.span.start - sentence.span.start, evidence.span.end - sentence.span.start)


def _fields(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    code = Text(f"{code_words(record)}", style="bold")
    table.add_row(Text("event" if isinstance(record, EventRecord) else "state"), code, Text(record.id))
    table.add_row(
        Text("modality"), Text(f"{record.modality}, confidence {record.confidence:.2f}"), Text(record.coder.rule)
    )
    for field in fields_of(record):
        words = quoted(field.evidence) if field.evidence else ""
        table.add_row(Text(field.role), Text(coded_words(field.value), style=STYLES.get(field.role, "")), Text(words))
    return table
