"""Whatever comes in ends in records that quote it or in a named error, in time; `make fuzz` tries ten thousand."""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.coding.pipeline import Pipeline
from dateline.errors import DatelineError
from dateline.model.report import Report
from dateline.publish.jsonl import record_to_json, to_line
from dateline.publish.layers import LAYERS, annotation_to_json
from dateline.read import ReadIssue, read_sources

MOST_SECONDS = 10
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "160"))
LAWS = 4
law = settings(
    max_examples=EXAMPLES // LAWS,
    deadline=MOST_SECONDS * 1000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
ODD = (
    "\x00\x07\x1b\r\x0b\x0c\x85\u200b\u200f\u202e\u2028\u2066\u2069\ufeff\ufffd\u0301\U0001f4a5\U0001f1fa\U0001f1f3"
    "“”‘’«»\"'()[]{}*_#|<>&;—–…"
)
NEWS = (
    "Troops", "rebels", "the", "president", "of", "Kenya", "France", "and", "Baku", "in", "from", "said", "that",
    "killed", "withdrew", "have", "not", "agreed", "to", "will", "on", "May", "12", "last", "year", "Monday", "2,000",
    "nearly", "at least", "soldiers", ".", ",", "(", ")", "\"", "“", "”", "\n", "\n\n", "by", "its", "their", "U.N.",
    "peacekeepers", "attack", "ceasefire", "who", "was", "were", "if", "near", "town", "between", "half", "million",
    "according", "denied", "-", "2024-02-30", "31 April", "he", "it", "the two sides", "until", "1990s",
)  # fmt: skip
characters = st.characters() | st.sampled_from(ODD)
texts = st.text(characters, max_size=400)
news = st.lists(st.sampled_from(NEWS) | st.text(characters, max_size=6), max_size=80).map(" ".join)


def assert_quotes(printed: object, text: str) -> None:
    """Walk a printed record or annotation: each span quotes the text."""

    def check(span: dict[str, Any]) -> dict[str, Any]:
        if span.get("start") is not None and "end" in span:
            assert text[span["start"] : span["end"]] == span["text"]
        return span

    json.loads(json.dumps(printed), object_hook=check)


def go_through(pipeline: Pipeline, report: Report) -> None:
    """Take a report through the whole path."""
    try:
        records = pipeline.code(report)
        annotation = pipeline.annotate(report)
    except DatelineError:
        return
    for record in records:
        printed = record_to_json(record)
        to_line(printed).encode("utf-8")
        assert_quotes(printed, report.text)
    layers = annotation_to_json(annotation, tuple(LAYERS))
    to_line(layers).encode("utf-8")
    assert_quotes(layers, report.text)


def read_and_code(pipeline: Pipeline, folder: Path, name: str, data: bytes, input_format: str | None = None) -> None:
    path = folder / name
    path.write_bytes(data)
    for found in read_sources([str(path)], input_format=input_format):
        if isinstance(found, ReadIssue):
            assert found.message
        else:
            go_through(pipeline, found)


@law
@given(data=st.binary(max_size=600), ending=st.sampled_from(["", ".txt", ".md", ".jsonl", ".html", ".gz", ".pdf"]))
def test_arbitrary_bytes_end_in_records_or_a_named_error(
    pipeline: Pipeline, tmp_path: Path, data: bytes, ending: str
) -> None:
    read_and_code(pipeline, tmp_path, f"given{ending}", data)


@law
@given(text=texts)
def test_arbitrary_unicode_ends_in_records_or_a_named_error(pipeline: Pipeline, tmp_path: Path, text: str) -> None:
    line = json.dumps({"id": "x", "text": text, "published": "2024-02-29"}).encode()
    read_and_code(pipeline, tmp_path, "given.jsonl", line)
    for input_format in ("text", "markdown", "html"):
        read_and_code(pipeline, tmp_path, "given", text.encode("utf-8", "surrogatepass"), input_format)


@law
@given(text=news, published=st.sampled_from(["2024-02-29", "0001-01-01", "9999-12-31T23:59:59Z", "2024-13-01", ""]))
def test_scrambled_news_ends_in_records_that_quote_it(
    pipeline: Pipeline, tmp_path: Path, text: str, published: str
) -> None:
    line = json.dumps({"id": "x", "text": text, "published": published, "title": text[:50]}).encode()
    read_and_code(pipeline, tmp_path, "given.jsonl", line)


@law
@given(
    pieces=st.lists(st.sampled_from(NEWS) | texts, max_size=20),
    breaks=st.lists(st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028"])),
)
def test_pages_with_mixed_line_ends_end_in_records_or_a_named_error(
    pipeline: Pipeline, tmp_path: Path, pieces: Sequence[str], breaks: Sequence[str]
) -> None:
    ends = (*breaks, "\n")
    text = "".join(piece + ends[i % len(ends)] for i, piece in enumerate(pieces))
    read_and_code(pipeline, tmp_path, "given.md", text.encode("utf-8", "surrogatepass"))


HUGE = {
    "one letter": "a" * 1_000_000,
    "one line of words": "The troops withdrew from Baku on Monday and " * 23_000,
    "one line of sentences": "Troops withdrew from Baku on Monday. " * 27_000,
    "brackets": "[(" * 500_000,
    "quotation marks": '"“' * 500_000,
    "digits": "1" * 1_000_000,
    "numbers": "12,000 " * 143_000,
    "dates": "on May 12 " * 100_000,
    "commas": ", " * 500_000,
    "spaces": " " * 1_000_000 + "x",
    "markup": "<p>*[" * 200_000,
    "combining marks": "e" + "\u0301" * 500_000,
    "emoji": "\U0001f4a5" * 250_000,
    "line ends": "a\n" * 500_000,
}
LONG = {
    "one sentence of 5,000 words": "the troops who left the town that " * 714,
    "a list of 5,000 names": "Kenya, France, " * 2_500 + "and Chad met.",
    "5,000 words in brackets": "(" + "rebels said " * 2_500 + ")",
    "5,000 words quoted": "“" + "we will attack " * 1_700 + "”, he said.",
    "5,000 of and": "Kenya and " * 2_500,
    "5,000 of of": "the president of " * 1_700,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_of_thousands_of_words_is_coded_in_time(pipeline: Pipeline, kind: str) -> None:
    began = time.perf_counter()
    go_through(pipeline, Report(id="x", text=LONG[kind], sha256="0" * 64, published="2024-02-29"))
    assert time.perf_counter() - began < MOST_SECONDS


@pytest.mark.parametrize("kind", HUGE)
@pytest.mark.parametrize("name", ["given.jsonl", "given.txt"])
def test_a_megabyte_ends_in_records_or_a_named_error_in_time(
    pipeline: Pipeline, tmp_path: Path, kind: str, name: str
) -> None:
    data = json.dumps({"id": "x", "text": HUGE[kind]}) if name.endswith("jsonl") else HUGE[kind]
    began = time.perf_counter()
    read_and_code(pipeline, tmp_path, name, data.encode())
    assert time.perf_counter() - began < MOST_SECONDS
