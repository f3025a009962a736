from dataclasses import replace
from datetime import date

from rich.console import Console

from dateline.model.dates import DateBasis
from dateline.model.events import EventRecord, Modality, Record, StateRecord
from dateline.model.report import Report
from dateline.model.text import Evidence, Span
from dateline.publish.chronology import chronology
from dateline.publish.table import render_report


def shown(report: Report, *records: Record, color: bool = False) -> str:
    console = Console(width=100, force_terminal=color, color_system="standard" if color else None)
    with console.capture() as capture:
        console.print(*render_report(report, records), sep="\n")
    return capture.get()


def test_a_table_tells_code_actor_place_date_count_and_speaker(departure: EventRecord) -> None:
    table = shown(departure.report, departure)
    for words in (
        "Observers leave · Shore News · 2021-03-01",
        "RETREAT:withdraw",
        "asserted, confidence 0.75",
        "Fiji (FJI MIL)",
        "Naqoura (LBN, city)",
        "nearly 40 people (personnel)",
        "United Nations (UNO), indirect",
        "“a UN official”",
    ):
        assert words in table


def test_the_words_of_the_sentence_are_coloured_by_role(departure: EventRecord) -> None:
    assert "\x1b[36mFijian observers\x1b[0m" in shown(departure.report, departure, color=True)


def test_a_report_cannot_steer_the_terminal(departure: EventRecord) -> None:
    text = "Go \x1b[2J\u202eaway"
    evidence = Evidence.quote(text, Span(start=0, end=len(text)))
    table = shown(replace(departure.report, title="\x1b]0;owned\x07"), replace(departure, sentence=evidence))
    assert not {"\x1b", "\x07", "\u202e"} & set(table)


def test_a_report_without_records_says_so(departure: EventRecord) -> None:
    assert "nothing coded" in shown(departure.report)


def test_a_chronology_runs_by_date_and_names_its_evidence(departure: EventRecord) -> None:
    assert departure.date
    november = replace(departure.date, edtf="2020-11", earliest=date(2020, 11, 1), latest=date(2020, 11, 30))
    earlier = replace(departure, id="e0", modality=Modality.PLANNED, date=november)
    lines = "\n".join(chronology([departure, earlier]))
    assert lines.index("2020-11\n") < lines.index("2021-03-01\n")
    assert "RETREAT:withdraw [planned]" in lines
    assert "— Shore News, per a UN official" in lines


def test_what_several_reports_say_of_one_day_stands_once(departure: EventRecord) -> None:
    other = replace(departure, report=replace(departure.report, id="r2", publisher="Hill Post"))
    lines = "\n".join(chronology([departure, other]))
    assert lines.count("RETREAT") == 1
    assert "Shore News; Hill Post" in lines


def test_undated_records_are_counted_not_dropped_silently(deployment: StateRecord) -> None:
    last = list(chronology([deployment]))[-1]
    assert last == "0 dated records, 0 dated only by when they were told, 1 undated, in 0 lines."


def test_what_has_no_date_of_its_own_stands_under_the_day_it_was_told_by(departure: EventRecord) -> None:
    assert departure.date
    told = replace(departure.date, evidence=None, earliest=None, basis=DateBasis.PUBLICATION_FALLBACK)
    lines = list(chronology([replace(departure, id="e0", date=told), departure]))
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "2021-03-01",
        "by 2021-03-01",
        "1 dated records, 1 dated only by when they were told, 0 undated, in 2 lines.",
    ]
