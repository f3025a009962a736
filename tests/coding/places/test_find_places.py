"""Which words of a report are places, and which places they mean."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.parse import load_model, parse_text
from dateline.coding.places import find_adjectives, find_places
from dateline.lexicon.gazetteer import load_gazetteer
from dateline.model.places import PlaceMention, Precision
from dateline.model.report import Dateline, Report


def places(text: str, **header: object) -> tuple[PlaceMention, ...]:
    report = Report(id="r", text=text, sha256="", **header)  # pyright: ignore[reportArgumentType] - header fields only
    return find_places(parse_text(text, load_model()), report, load_gazetteer())


def found(text: str) -> dict[str, str | None]:
    """Give each toponym with the country of its place."""
    return {m.evidence.text: m.place.country if m.place else None for m in places(text)}


def only(text: str, words: str) -> PlaceMention:
    return next(m for m in places(text) if words in m.evidence.text)


def test_towns_regions_and_countries_are_found_with_their_countries() -> None:
    text = "Shelling hit Kramatorsk and Sloviansk overnight. Aid reached Port Sudan from Saudi Arabia."
    assert found(text) == {"Kramatorsk": "UKR", "Sloviansk": "UKR", "Port Sudan": "SDN", "Saudi Arabia": "SAU"}


def test_an_adjective_or_a_people_is_no_place() -> None:
    text = "Turkish soldiers and two Azeris met French diplomats."
    assert places(text) == ()
    adjectives = find_adjectives(parse_text(text, load_model()), load_gazetteer())
    assert [m.place.country for m in adjectives if m.place] == ["TUR", "AZE", "FRA"]


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of England raised its rate.",
        "She studied at the University of Manchester for years.",
        "The New York Times published the list.",
        "Fighters of the Islamic State of Iraq claimed it.",
    ],
)
def test_a_place_inside_the_name_of_an_organisation_is_none(text: str) -> None:
    assert places(text) == ()


def test_a_region_that_lends_its_name_as_an_adjective_is_a_place() -> None:
    assert found("Some 40 observers were stationed in Karabakh.") == {"Karabakh": "AZE"}


def test_a_street_named_after_a_city_leaves_the_city_where_it_is() -> None:
    text = "A convoy left Baghdad. Guards then blocked Baghdad Street, which runs from the river through Mosul."
    assert found(text)["Mosul"] == "IRQ"


def test_the_same_name_many_times_over_is_resolved_in_seconds() -> None:
    text = "Washington, Springfield, Paris, Texas. " * 400
    started = time.perf_counter()
    assert len(places(text)) > 400
    assert time.perf_counter() - started < 10


def test_a_person_named_like_a_place_is_none() -> None:
    text = "Michael Jordan spoke first. Then Jordan thanked the crowd and Paris Hilton left."
    assert "Paris" not in found(text)
    assert "Michael" not in " ".join(found(text))


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("Two men were hurt in Paris, Texas, on Monday.", "Texas"),
        ("Two men were hurt in London, Ontario, on Monday.", "Ontario"),
        ("A fire broke out in Springfield, Ill. on Sunday.", "Illinois"),
        ("The plant in Columbus, GA will close.", "Georgia"),
    ],
)
def test_the_state_after_a_comma_decides(text: str, admin1: str) -> None:
    place = places(text)[0].place
    assert place is not None
    assert place.admin1 == admin1


def test_the_reason_names_what_decided_and_the_others_are_kept() -> None:
    mention = places("Two men were hurt in Paris, Texas.")[0]
    assert "Texas" in mention.reason
    assert any(p.country == "FRA" for p in mention.rejected)


def test_the_other_places_of_a_report_decide() -> None:
    near = "Tripoli was calm. Shots were heard in Beirut, Sidon and Baalbek, and the Lebanese army sent patrols."
    far = "Tripoli was calm. Shots were heard in Misrata, Sirte and Benghazi, and the Libyan army sent patrols."
    assert found(near)["Tripoli"] == "LBN"
    assert found(far)["Tripoli"] == "LBY"


def test_the_dateline_decides_where_the_text_says_nothing() -> None:
    text = "Protesters blocked the main square in Valencia on Friday."
    in_venezuela = places(text, dateline=Dateline(place="CARACAS"))
    assert [m.place.country for m in in_venezuela if m.place][-1] == "VEN"


def test_a_country_outweighs_its_namesake_inside_it() -> None:
    assert (
        only("The caravan crossed Mexico from Oaxaca to Tijuana.", "Mexico").place == only("In Mexico.", "Mexico").place
    )


def test_the_words_beside_a_name_set_its_precision() -> None:
    region = only("Drones struck the Kherson region.", "Kherson").place
    town = only("Drones struck the city of Kherson.", "Kherson").place
    assert region is not None
    assert town is not None
    assert (region.precision, town.precision) == (Precision.PROVINCE, Precision.CITY)


def test_a_village_that_no_gazetteer_has_lies_where_the_text_puts_it() -> None:
    mention = only("Gunmen attacked Qarabulakli, a village near Idlib.", "Qarabulakli")
    assert mention.place is not None
    assert mention.place.country == "SYR"
    assert mention.place.geonames_id is None
    assert "not in the gazetteer" in mention.reason


@pytest.mark.parametrize(
    ("text", "words", "is_government"),
    [
        ("Baku said it would respond.", "Baku", True),
        ("The agreement between Yerevan and Baku was signed.", "Yerevan", True),
        ("The agreement between Yerevan and Baku was signed.", "Baku", True),
        ("The Kremlin denied the report.", "Kremlin", True),
        ("Two officials met in Baku.", "Baku", False),
        ("Rebels captured Kinshasa at dawn.", "Kinshasa", False),
        ("Three people died in Ukraine.", "Ukraine", False),
        ("US troops left the base.", "US", True),
        ("Troops went to the Mexico border.", "Mexico", False),
        ("A crowd gathered in Aleppo.", "Aleppo", False),
        ("Thousands of villagers left for Chad.", "Chad", False),
        ("Moscow-backed forces pulled out.", "Moscow", True),
    ],
)
def test_a_capital_or_country_that_acts_is_its_government(text: str, words: str, *, is_government: bool) -> None:
    assert only(text, words).is_government is is_government


def test_a_report_in_capitals_keeps_its_places() -> None:
    assert found("BEIRUT (AP) - Fighting eased on Monday.") == {"BEIRUT": "LBN"}


def test_weekdays_months_and_common_words_are_no_places() -> None:
    assert places("Of those, many left in March. Nice work, she said on Sunday. Reading helps.") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("ABC aeiou,.'’-\n()")),
        max_size=200,
    )
)
def test_any_text_gives_spans_that_quote_it(text: str) -> None:
    for mention in places(text):
        span = mention.evidence.span
        assert text[span.start : span.end] == mention.evidence.text


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Paris", "Jordan", ",", "in", "the", "of", "Texas", "US", "said", "New", "York", "'s", "."]),
        max_size=40,
    )
)
def test_names_in_any_order_give_spans_in_order_that_do_not_overlap(tokens: list[str]) -> None:
    spans = [m.evidence.span for m in places(" ".join(tokens))]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
