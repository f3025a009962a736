"""From files, folders, globs and standard input to reports and issues."""

import gzip
import io
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ReadError
from dateline.model.report import Report
from dateline.read import ReadIssue, read_sources
from dateline.read import sources as module

PAGE = """<!doctype html><html lang="en"><head><title>Ferry talks resume - Northvale Times</title>
<meta property="og:site_name" content="Northvale Times"><link rel="canonical" href="https://northvaletimes.com/ferry">
<meta property="article:published_time" content="2023-03-04T10:00:00Z"><meta name="author" content="Jane Example">
</head>
<body><nav><a href="/">Home</a> <a href="/world">World news and more</a></nav><article><h1>Ferry talks resume</h1>
<p>TESK (Reuters) - Envoys of both banks met on the ferry on Saturday for the first time since the pier was shelled,
and agreed to open two crossings to civilians before the month is over, officials on board told reporters.</p>
<figure><img src="a.jpg"><figcaption>The ferry at its pier. Jo Doe / Reuters</figcaption></figure>
<p>The café on board was closed. A second round is planned for the spring, when the river can be crossed by night,
and the mediators hope that prisoners will be exchanged there as well, one of them said after the meeting.</p></article>
<section id="comments"><p>Reader: I do not believe a word of this, and neither should anybody else here.</p></section>
</body></html>"""


def read(*sources: str, **options: object) -> tuple[list[Report], list[ReadIssue]]:
    found = list(read_sources(sources, **options))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, ReadIssue)]


def lines(*members: object) -> str:
    return "\n".join(json.dumps(m) for m in members) + "\n"


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return str(path)


def test_the_text_of_a_json_line_is_untouched(tmp_path: Path) -> None:
    text = "  BAKU (AFP) - One\u2028two &amp; *three*\n\n\tfour \r\n"
    member = {
        "id": "a:1",
        "text": text,
        "published": "2016-04-02T18:19",
        "authors": ["Jane"],
        "corpus": [1],
        "title": "",
    }
    (report,), issues = read(write(tmp_path / "a.jsonl", "\ufeff" + lines(member)))
    assert not issues
    assert (report.id, report.text, report.published, report.authors, report.title) == (
        "a:1",
        text,
        "2016-04-02T18:19",
        ("Jane",),
        None,
    )
    assert report.dateline.span
    assert text[report.dateline.span.start : report.dateline.span.end] == "BAKU (AFP) -"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x"', "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "Troops left."}', "'id' is missing"),
        ('{"id": "x", "text": "  "}', "'text' is empty"),
        ('{"id": 7, "text": "Troops left."}', "'id' must be a string, not int"),
        ('{"id": "x", "text": "Troops left.", "published": "next week"}', "published is 'next week'"),
        ('{"id": "x", "text": "Troops left.", "authors": "Jane"}', "'authors' must be a list"),
        ('{"id": "x", "text": "Troops \\ud800 left."}', "lone surrogate at character 8"),
        ('{"id": "x", "text": ' + "[" * 100_000, "not JSON"),
        ('{"id": "x", "text": ' + "1" * 10_000 + "}", "not JSON"),
        ('{"id": "ok", "text": "Troops left again."}', "line 2: the id 'ok' was already read from"),
    ],
)
def test_a_bad_line_is_named_and_the_others_come(tmp_path: Path, line: str, message: str) -> None:
    good = [{"id": "ok", "text": "Troops left."}, {"id": "too", "text": "They came back."}]
    reports, (issue,) = read(write(tmp_path / "a.jsonl", lines(good[0]) + line + "\n" + lines(good[1])))
    assert [r.id for r in reports] == ["ok", "too"]
    assert message in issue.message
    assert issue.message.startswith("line 2: ")


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    content = b'{"id": "a", "text": "caf\xe9"}\n' + lines({"id": "b", "text": "Troops left."}).encode()
    reports, (issue,) = read(write(tmp_path / "a.jsonl", content))
    assert [r.id for r in reports] == ["b"]
    assert issue.message == "line 1: not UTF-8: byte 24 is 0xe9"


def test_folders_are_read_sorted_with_all_below_and_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/two.md", "a.txt", "b/c/three.html", ".hidden/four.txt", "picture.png"):
        write(tmp_path / name, PAGE if name.endswith("html") else f"Troops left {name}.")
    reports, issues = read(str(tmp_path))
    assert not issues
    assert [r.id.rsplit("-", 1)[0] for r in reports] == ["a", "three", "two"]


def test_a_file_that_several_sources_name_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Troops left.")
    reports, issues = read(path, str(tmp_path), str(tmp_path / "*.txt"), Path(path).as_uri())
    assert (len(reports), issues) == (1, [])


def test_a_copy_of_a_report_is_a_duplicate(tmp_path: Path) -> None:
    paths = [write(tmp_path / folder / "a.txt", "Troops left.") for folder in ("x", "y")]
    reports, (issue,) = read(*paths)
    assert len(reports) == 1
    assert issue.input == paths[1]
    assert f"already read from {paths[0]}" in issue.message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nothing.txt", "no such file"),
        ("nothing-*.txt", "no file matches"),
        ("https://example.org/a.html", "not a file on this disk"),
        ("a\0b", "null character"),
    ],
)
def test_a_source_that_is_not_there_is_named(source: str, message: str) -> None:
    reports, (issue,) = read(source)
    assert not reports
    assert message in issue.message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF-1.7\n", "PDF is not read yet"),
        ("a.txt", b"%PDF-1.7\n", "PDF is not read yet"),
        ("a", b"WARC/1.0\r\nWARC-Type: response\r\n", "WARC is not read yet"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "RSS is not read yet"),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><feed xmlns='a'></feed>", "Atom is not read yet"),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'x'><nitf></nitf>", "NITF is not read yet"),
        ("a.txt", b"", "empty"),
        ("a.md", b"# Only a heading\n", "the body is empty"),
        ("a.txt", bytes(range(256)) * 20, "not text"),
        ("a.txt", b"\xff\xfeA", "UTF-16"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    good = write(tmp_path / "good.txt", "Troops left.")
    reports, (issue,) = read(write(tmp_path / name, content), good)
    assert message in issue.message
    assert len(reports) == 1


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    _, (issue,) = read(str(tmp_path / "a.txt"))
    assert issue.message == "cannot be read: No such file or directory"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_in_common_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "The café owner’s brother said that the shelling of the Señor Núñez school had stopped at noon."
    (report,), _ = read(write(tmp_path / "a.txt", text.encode(encoding)))
    assert report.text == text


def test_standard_input_is_told_by_its_content() -> None:
    (one,), _ = read("-", stdin=io.BytesIO(lines({"id": "a", "text": "Troops left."}).encode()))
    (two,), _ = read("-", stdin=io.BytesIO(b"Troops left."))
    (three,), _ = read("-", stdin=io.BytesIO(PAGE.encode()))
    assert (one.id, two.text, three.title) == ("a", "Troops left.", "Ferry talks resume")


def test_an_unknown_format_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match="'pdf' is not read"):
        read_sources(["-"], input_format="pdf")


def test_a_page_gives_its_article_and_what_its_head_says(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path / "a.html.gz", gzip.compress(PAGE.encode())))
    assert (report.title, report.publisher, report.url) == (
        "Ferry talks resume",
        "Northvale Times",
        "https://northvaletimes.com/ferry",
    )
    assert (report.published, report.authors, report.language) == ("2023-03-04", ("Jane Example",), "en")
    assert (report.dateline.place, report.agency) == ("TESK", "Reuters")
    assert report.text.startswith("TESK (Reuters) - Envoys")
    assert "A second round" in report.text
    assert not any(words in report.text for words in ("World news", "Jo Doe", "do not believe"))


def test_reports_and_lines_over_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REPORT_BYTES", 100_000)
    long = {"id": "long", "text": "word " * 30_000}
    reports, issues = read(
        write(tmp_path / "a.jsonl", lines({"id": "a", "text": "Troops left."}, long, {"id": "b", "text": "They did."})),
        write(tmp_path / "b.txt", "word " * 30_000),
    )
    assert [r.id for r in reports] == ["a", "b"]
    assert [i.message.split(":")[0] for i in issues] == ["line 2", "larger than 0 MB"]


def test_json_lines_come_one_by_one() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            Endless.asked += 1
            return (lines({"id": str(Endless.asked), "text": "Troops left."}) * 100).encode()

        asked = 0

    stream = read_sources(["-"], input_format="jsonl", stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(stream), Report)
    assert Endless.asked <= 2


def is_sound(found: Sequence[Report | ReadIssue]) -> bool:
    for one in found:
        if isinstance(one, Report):
            one.text.encode("utf-8")
            span = one.dateline.span
            if not one.text.strip() or not one.id or (span and span.end > len(one.text)):
                return False
        elif not one.message:
            return False
    return bool(found)


SCRAPS = [
    *(
        "# ",
        "**",
        "*",
        "_",
        "[",
        "](",
        ")",
        "`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "|",
        "---\n",
        "\n\n",
        "word",
        ". ",
        "é",
        " / ",
    ),
    *("<p>", "</p>", "<!--", "<html>", "&amp;", "&#x110000;", "\r\n", "\r", "\u2028", "\x0c", "\u202e", "\x00"),
    *("By ", "AFP", "June 12, 2024", "BAKU (", "https://", "Read more:"),
]
MARKUP = st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join)
ANYTHING = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "ignore")),
    MARKUP.map(str.encode),
)


@settings(max_examples=120, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda t: t.encode("utf-8", "ignore")),
        MARKUP.map(str.encode),
    )
)
@pytest.mark.parametrize("input_format", [None, "jsonl", "text", "markdown", "html"])
def test_any_bytes_end_in_reports_or_issues(input_format: str | None, content: bytes) -> None:
    found = list(read_sources(["-"], input_format=input_format, stdin=io.BytesIO(content)))
    assert is_sound(found) or not content.strip()


@settings(max_examples=60, deadline=2000)
@given(text=st.text(min_size=1, max_size=300).filter(lambda t: bool(t.strip())))
def test_any_text_survives_json_lines(text: str) -> None:
    line = json.dumps({"id": "a", "text": text})
    (found,) = read_sources(["-"], input_format="jsonl", stdin=io.BytesIO(line.encode()))
    if any("\ud800" <= c <= "\udfff" for c in text):
        assert isinstance(found, ReadIssue)
    else:
        assert isinstance(found, Report)
        assert found.text == text


@pytest.mark.parametrize(
    "unit", ["[", "*a_", "[a](b", "<a ", "`a", "AAAA/", "June 12, 2024 ", "&amp", "(Reuters) ", "![", "a\u2028"]
)
@pytest.mark.parametrize("input_format", ["text", "markdown", "html"])
def test_a_megabyte_of_anything_ends_in_a_report_or_an_issue(unit: str, input_format: str) -> None:
    content = (unit * (1_000_000 // len(unit))).encode()
    started = time.monotonic()
    assert is_sound(list(read_sources(["-"], input_format=input_format, stdin=io.BytesIO(content))))
    assert time.monotonic() - started < 10
