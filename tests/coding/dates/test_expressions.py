"""Time expressions: found, placed and written as the cases say; nothing else is found in those sentences."""

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import NotRequired, TypedDict

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.dates import find_dates
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.lexicon.dates import load_dates
from dateline.model.dates import DateMention
from dateline.model.report import Report

CASES = Path(__file__).parents[2] / "cases" / "dates.toml"
PUBLISHED = "2024-06-12"


class Case(TypedDict):
    published: NotRequired[str]
    sentence: str
    expect: list[list[str]]


def cases() -> list[Case]:
    listed: list[Case] = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return listed


@cache
def parsed(text: str) -> Parsed:
    return parse_text(text, load_model())


def dates_in(text: str, published: str = PUBLISHED) -> tuple[DateMention, ...]:
    report = Report(id="r", text=text, sha256="", published=published or None)
    return find_dates(parsed(text), report, load_dates())


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["sentence"])[:60])
def test_a_sentence_gives_the_dates_its_case_lists(case: Case) -> None:
    found = dates_in(case["sentence"], case.get("published", PUBLISHED))
    assert [[d.evidence.text, d.value, d.edtf or ""] for d in found] == case["expect"]


def test_the_cases_hold_at_least_120_expressions() -> None:
    assert sum(len(case["expect"]) for case in cases()) >= 120


@pytest.mark.parametrize("rule", load_dates().rules, ids=lambda rule: rule.id)
def test_every_rule_finds_its_own_example(rule: object) -> None:
    assert getattr(rule, "id", "") in {d.rule for d in dates_in(str(getattr(rule, "example", "")))}


def test_every_edtf_form_is_valid() -> None:
    for case in cases():
        for _, _, edtf in case["expect"]:
            assert not edtf or parse_edtf(edtf)


WORDS = [
    *load_dates().words,
    "1994",
    "31",
    "13",
    "June 5",
    "2,000",
    "-",
    ",",
    ".",
    "\n",
    "'94",
    "Fridays",
    "31/12/9999",
]


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
def test_whatever_the_text_every_date_quotes_it_and_never_ends_before_it_starts(text: str) -> None:
    found = dates_in(text, "9999-12-30")
    spans = [d.evidence.span for d in found]
    assert all(text[d.evidence.span.start : d.evidence.span.end] == d.evidence.text for d in found)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(d.earliest <= d.latest for d in found if d.earliest and d.latest)


@pytest.mark.parametrize("unit", ["one ", "twenty-", "1,111,", "Monday ", "a year and a half ", "first half of ", "'"])
def test_a_long_line_of_hostile_words_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        taken: list[float] = []
        for _ in range(3):  # the least of three: the collector of garbage may come in between
            started = process_time()
            find_dates(Parsed(text=text, tokens=(), sentences=()), Report(id="r", text=text, sha256=""), load_dates())
            taken.append(process_time() - started)
        return min(taken)

    assert seconds(80_000) < 8 * (seconds(20_000) + 0.05)
