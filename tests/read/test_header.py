"""Dates, bylines, publishers and wire headers."""

from datetime import date

import pytest

from dateline.errors import ReadError
from dateline.lexicon.reading import load_reading
from dateline.read.header import parse_byline, parse_date_line, parse_published
from dateline.read.publisher import publisher_of
from dateline.read.wire import find_wire_header

LEXICON = load_reading()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 12, 2024", "2024-06-12"),
        ("Wednesday, 12th June 2024", "2024-06-12"),
        ("Published: 12.06.2024 at 10:15 a.m. EDT", "2024-06-12"),
        ("6:49 AM EDT, Wed June 12, 2024", "2024-06-12"),
        ("Updated Feb. 3, 2020, 8:38 p.m. ET", "2020-02-03"),
        ("25/12/2023", "2023-12-25"),
        ("2024-06-12T18:19:00+02:00", "2024-06-12T18:19:00+02:00"),
        ("3/4/2024", None),
        ("31 June 2024", None),
        ("The truce of June 12, 2024 holds", None),
    ],
)
def test_a_date_line_holds_a_full_date_and_nothing_else(line: str, day: str | None) -> None:
    assert parse_date_line(line, LEXICON) == day


@pytest.mark.parametrize(
    "value", ["2016-04-02", "2016-04-02T18:19", "2016-04-02 18:19:05Z", " 2016-04-02T18:19:05.5+04:00 "]
)
def test_iso_dates_and_date_times_are_published_dates(value: str) -> None:
    assert parse_published(value) == value.strip()


@pytest.mark.parametrize(
    "value", ["", "2016", "2016-13-02", "2016-W13-6", "20160402", "2 April 2016", "2016-04-02Tnoon"]
)
def test_anything_else_is_no_published_date(value: str) -> None:
    with pytest.raises(ReadError, match="ISO date"):
        parse_published(value)


def test_a_byline_gives_people_and_agency() -> None:
    byline = parse_byline("By Jane van Doe and Juan Pérez, Foreign Correspondent, Reuters", LEXICON)
    assert byline
    assert (byline.authors, byline.agency) == (("Jane van Doe", "Juan Pérez"), "Reuters")


@pytest.mark.parametrize(
    "line", ["By noon the city was quiet", "Jane Doe", "By the river, soldiers wait.", "Troops leave"]
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert parse_byline(line, LEXICON) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("http://in.reuters.com/article/x", "Reuters"),
        ("https://www.thenorthvaletimes.co.uk/a", "The Northvale Times"),
        ("https://ostravaindependent.com", "Ostrava Independent"),
        ("https://xyz.org/a", "XYZ"),
        ("https://192.168.0.1/a", None),
        ("http://[broken", None),
    ],
)
def test_an_address_names_its_publisher(url: str, name: str | None) -> None:
    assert publisher_of(url, LEXICON) == name


@pytest.mark.parametrize(
    ("header", "text", "place", "day", "agency"),
    [
        ("BAKU, June 12 (AFP) -", " Troops left.", "BAKU", "2024-06-12", "AFP"),
        ("GENEVA (Reuters) —", " Talks opened.", "GENEVA", None, "Reuters"),
        ("MOSCOW, Jan 3. /TASS/.", " Talks opened.", "MOSCOW", "2024-01-03", "TASS"),
        ("MOSCOW. Dec 30 (Interfax) -", " Talks opened.", "MOSCOW", "2023-12-30", "Interfax"),
        ("Baku. 12 June. APA -", " Troops left.", "Baku", "2024-06-12", "APA"),
        ("Tehran, IRNA –", " Talks opened.", "Tehran", None, "IRNA"),
        ("Lviv, Ukraine (CNN)", " Shells fell.", "Lviv, Ukraine", None, "CNN"),
        ("SEOUL, South Korea", " North Korea fired a rocket.", "SEOUL, South Korea", None, None),
        ("DHAKA/NEW DELHI", " Police stormed a hall.", "DHAKA/NEW DELHI", None, None),
        ("BRUSSELS", " NATO Secretary Jane Doe spoke.", "BRUSSELS", None, None),
        ("BALI, Indonesia –", " Leaders met.", "BALI, Indonesia", None, None),
        ("NEW DELHI:", " Their talks failed.", "NEW DELHI", None, None),
        ("(Reuters) -", " Talks opened.", None, None, "Reuters"),
        ("CNN —", "\n\nTalks opened.", None, None, "CNN"),
    ],
)
def test_a_wire_header_gives_place_day_and_agency(
    header: str, text: str, place: str | None, day: str | None, agency: str | None
) -> None:
    found = find_wire_header(header + text, "2024-06-13", LEXICON)
    assert (found.place, found.agency) == (place, agency)
    assert found.date == (date.fromisoformat(day) if day else None)
    assert found.span
    assert (header + text)[found.span.start : found.span.end] == header


@pytest.mark.parametrize(
    "text",
    [
        "NATO Secretary General Jane Doe spoke on Monday.",
        "THIS is the first picture of the bridge.",
        "US President Jane Doe - a lawyer - spoke.",
        "Moscow — which has troops there — said nothing.",
        "BREAKING: Troops left.",
        "A Baku court (of appeal) sat on Monday.",
        "Putin: We will talk.",
        "",
        "\n\n",
    ],
)
def test_a_text_that_opens_with_a_sentence_has_no_wire_header(text: str) -> None:
    assert find_wire_header(text, None, LEXICON).span is None


def test_a_day_without_a_year_takes_the_year_nearest_to_publication() -> None:
    text = "BAKU, Dec 31 (AFP) - Troops left."
    assert find_wire_header(text, "2024-01-01T00:10", LEXICON).date == date(2023, 12, 31)
    assert find_wire_header(text, None, LEXICON).date is None


def test_a_header_below_a_printed_date_keeps_both() -> None:
    found = find_wire_header("Oct. 9, 2023, 2:25 p.m. ET\n\nBEIRUT — Talks opened.", None, LEXICON)
    assert (found.place, found.date) == ("BEIRUT", date(2023, 10, 9))
