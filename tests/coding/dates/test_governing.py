"""Which date is an event's: the one its verb hangs on, or the speech's, or none; never just the nearest."""

from datetime import date
from functools import cache

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates import date_of, dates_under, find_dates, to_event_date
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.lexicon.dates import load_dates
from dateline.model.dates import DateBasis, DateMention, EventDate
from dateline.model.events import EventType, Modality, State
from dateline.model.report import Report
from dateline.model.text import Span

PUBLISHED = "2024-06-12"


@cache
def read(text: str, published: str | None = PUBLISHED) -> tuple[Parsed, Report, tuple[DateMention, ...]]:
    report = Report(id="r", text=text, sha256="", published=published)
    parsed = parse_text(text, load_model())
    return parsed, report, find_dates(parsed, report, load_dates())


def dated(
    text: str,
    words: str,
    state: State | None = None,
    modality: Modality = Modality.ASSERTED,
    published: str | None = PUBLISHED,
) -> EventDate:
    parsed, report, dates = read(text, published)
    start = text.index(words)
    span = Span(start=start, end=start + len(words))
    head = parsed.head_of(span)
    assert head
    event_type = None if state else EventType.ASSAULT
    finding = Finding(
        trigger=span, head=head.i, sentence=head.sentence, event_type=event_type, state=state, modality=modality
    )
    found = date_of(finding, parsed, dates, report)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("On Monday the rebels left the fort, which they had seized last year.", "left", "2024-06-10"),
        ("On Monday the rebels left the fort, which they had seized last year.", "seized", "2023"),
        ("Last month the army handed back the hills that it had occupied in the 1980s.", "handed back", "2024-05"),
        ("Last month the army handed back the hills that it had occupied in the 1980s.", "occupied", "198X"),
        ("The pullout, which began in April, had been approved by both presidents.", "pullout", "2024-04"),
        ("The pullout, which began in April, had been approved by both presidents.", "began", "2024-04"),
        ("The generals broke a 1994 ceasefire on Tuesday.", "broke", "2024-06-11"),
        ("Both sides blamed each other for breaking a 1994 ceasefire.", "blamed", "2024-06-12"),
        ("On Tuesday the minister flew to the capital and signed the accord.", "signed", "2024-06-11"),
        ("Guards opened fire on the crowd and arrested ten students on Friday.", "opened fire", "2024-06-07"),
        ("The army said on Saturday that it had shelled the port.", "shelled", "2024-06-08"),
        ("The war of 2020 left thousands dead.", "war", "2020"),
        ("Gunmen killed ten people during an Oct. 7 assault on the town.", "killed", "2023-10-07"),
        ("The truce held from 1994 to 2008.", "held", "1994/2008"),
        ("The militia has shelled the town since 2014.", "shelled", "2014/.."),
        ("The two countries traded freely until last month.", "traded", "../2024-05"),
        ("Fighters killed forty villagers in the past two weeks.", "killed", "2024-05-29/2024-06-12"),
    ],
)
def test_an_event_takes_the_date_that_governs_its_verb(text: str, words: str, edtf: str) -> None:
    found = dated(text, words)
    assert found.edtf == edtf
    assert parse_edtf(edtf)


def test_two_wars_told_by_two_times_take_one_of_them() -> None:
    found = dated("The two states had fought two wars, first from 1988 to 1994 and then again in 2020.", "fought")
    assert found.edtf in {"1988/1994", "2020"}


def test_a_range_quotes_both_its_ends() -> None:
    found = dated("The truce held from 1994 to 2008.", "held")
    assert found.evidence
    assert found.evidence.text == "1994 to 2008"


def test_an_event_told_without_a_date_happened_no_later_than_the_report() -> None:
    found = dated("Rebels seized the airport.", "seized")
    assert found.evidence is None
    assert (found.edtf, found.earliest, found.latest) == (PUBLISHED, None, date(2024, 6, 12))
    assert found.basis is DateBasis.PUBLICATION_FALLBACK


def test_what_was_said_on_a_day_happened_no_later() -> None:
    found = dated("The army said on Saturday that it had shelled the port.", "shelled")
    assert (found.earliest, found.latest) == (None, date(2024, 6, 8))


def test_a_quotation_that_goes_on_is_of_the_day_its_speaker_spoke() -> None:
    text = '"This land is ours," the president said last month. "We reject every claim to it."'
    assert dated(text, "reject").edtf == "2024-05"


@pytest.mark.parametrize(
    ("text", "words", "state", "modality"),
    [
        ("Some 900 soldiers had been stationed in the valley.", "stationed", None, Modality.ASSERTED),
        ("The enclave is run by separatists.", "run", State.CONTROL, Modality.ASSERTED),
        ("The enclave was held by rebels for three decades.", "held", None, Modality.ASSERTED),
        ("The army plans to storm the town.", "storm", None, Modality.PLANNED),
        ("Settlers once burnt the village.", "burnt", None, Modality.HISTORICAL),
    ],
)
def test_background_states_lengths_and_plans_stay_undated_and_say_why(
    text: str, words: str, state: State | None, modality: Modality
) -> None:
    found = dated(text, words, state, modality)
    assert (found.edtf, found.earliest, found.latest) == (None, None, None)
    assert found.reason


def test_without_a_day_of_the_report_nothing_is_made_up() -> None:
    found = dated("Rebels seized the airport.", "seized", published=None)
    assert found.edtf is None
    assert found.latest is None


@pytest.mark.parametrize(
    ("text", "words", "under"),
    [
        ("They had a mandate to remain until 2025.", "remain", [("until", "2025")]),
        ("The town has been in rebel hands since 2014.", "been", [("since", "2014")]),
        ("It has run its own affairs since the war ended in 1994.", "run", [("since", "1994")]),
        ("They fought from 1988 to 1994.", "fought", [("from", "1988"), ("to", "1994")]),
        ("The accord was signed in November 2020.", "signed", [("in", "November 2020")]),
    ],
)
def test_dates_under_a_word_come_with_their_prepositions(text: str, words: str, under: list[tuple[str, str]]) -> None:
    parsed, _, dates = read(text)
    head = parsed.head_of(Span(start=text.index(words), end=text.index(words) + len(words)))
    assert head
    assert [(preposition, d.evidence.text) for preposition, d in dates_under(parsed, dates, head.i)] == under


def test_a_mention_dates_an_event_with_its_own_words() -> None:
    _, _, dates = read("The accord was signed in November 2020.")
    found = to_event_date(dates[0])
    assert found.evidence == dates[0].evidence
    assert (found.edtf, found.earliest, found.latest) == ("2020-11", date(2020, 11, 1), date(2020, 11, 30))


PIECES = [
    "said",
    "on Friday",
    "since 1994",
    "that it had left",
    ",",
    "which fell in May",
    "and",
    "The army",
    "war",
    ".",
]


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=60), st.lists(st.sampled_from(PIECES), min_size=1).map(" ".join)))
def test_whatever_the_trigger_its_date_never_ends_before_it_starts(text: str) -> None:
    parsed, report, dates = read(text)
    for token in parsed.tokens:
        finding = Finding(trigger=token.span, head=token.i, sentence=token.sentence, event_type=EventType.ASSAULT)
        found = date_of(finding, parsed, dates, report)
        assert found
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
        assert not found.edtf or parse_edtf(found.edtf)
