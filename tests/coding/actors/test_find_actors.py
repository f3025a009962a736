"""Who a report names: the words, the country and the sectors."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.coding.actors import find_actors
from dateline.coding.parse import load_model, parse_text
from dateline.lexicon.actors import ActorLexicon, load_actors
from dateline.model.actors import ActorMention
from dateline.model.report import Report


@cache
def lexicon() -> ActorLexicon:
    return load_actors()


def actors_in(text: str, published: str | None = "2024-06-12") -> list[ActorMention]:
    report = Report(id="test", text=text, sha256="", published=published)
    return list(find_actors(parse_text(text, load_model()), report, (), lexicon()))


def told(text: str, published: str | None = "2024-06-12") -> dict[str, tuple[str | None, tuple[str, ...]]]:
    return {m.evidence.text: (m.actor.country, m.actor.sectors) for m in actors_in(text, published)}


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Twelve Russian peacekeepers left the base.", "Russian peacekeepers", "RUS", ("MIL",)),
        ("Georgia's Defence Ministry denied it.", "Georgia's Defence Ministry", "GEO", ("GOV", "MIL")),
        ("Dutch Prime Minister Mark Rutte resigned.", "Dutch Prime Minister Mark Rutte", "NLD", ("GOV",)),
        ("The president of Kenya signed the bill.", "president", "KEN", ("GOV",)),
        ("Lawmakers in Kenya passed the bill.", "Lawmakers", "KEN", ("LEG",)),
        ("Masked gunmen fired at a bus.", "Masked gunmen", None, ("UAF",)),
        ("Hamas fighters crossed the fence.", "Hamas fighters", "PSE", ("REB",)),
        ("The Kremlin welcomed the vote.", "Kremlin", "RUS", ("GOV",)),
        ("A spokesman for the State Department resigned.", "spokesman", "USA", ("GOV",)),
        ("Peacekeepers of UNIFIL stayed.", "UNIFIL", "UNO", ("MIL",)),
        ("Aid agencies stopped work.", "Aid agencies", "NGO", ("SOC",)),
        ("Members of Boko Haram burned a school.", "Members", "NGA", ("REB",)),
        ("A former Peruvian president was jailed.", "former Peruvian president", "PER", ("ELI",)),
        ("Chilean opposition lawmakers walked out.", "Chilean opposition lawmakers", "CHL", ("LEG", "OPP")),
        ("A Somalia-based militia advanced.", "Somalia-based militia", "SOM", ("PRM",)),
        ("Jane Roe, a Norwegian diplomat, arrived.", "Jane Roe", "NOR", ("GOV",)),
    ],
)
def test_a_phrase_tells_country_and_sectors(
    text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    assert told(text)[words] == (country, sectors)


def test_coordinated_owners_are_separate_actors_of_one_head() -> None:
    found = [m for m in actors_in("Turkish and Greek soldiers exchanged fire.") if "MIL" in m.actor.sectors]
    assert [(m.evidence.text, m.actor.country) for m in found] == [("Turkish", "TUR"), ("Greek soldiers", "GRC")]
    assert len({m.head for m in found}) == 1


def test_capitals_that_talk_are_governments_and_capitals_where_things_happen_are_not_actors() -> None:
    assert told("Talks between Tehran and Riyadh failed.") == {"Tehran": ("IRN", ("GOV",)), "Riyadh": ("SAU", ("GOV",))}
    assert not actors_in("The snow fell in Tehran and Riyadh.")


def test_a_dateline_in_capitals_is_no_actor() -> None:
    assert "BEIRUT" not in told("BEIRUT Lebanese soldiers closed a road.")


@pytest.mark.parametrize(
    ("published", "sectors"), [("2014-05-01", ("GOV",)), ("2018-05-01", ("ELI",)), ("2022-08-01", ("ELI",))]
)
def test_an_office_is_held_for_a_term(published: str, sectors: tuple[str, ...]) -> None:
    assert told("Obama gave a speech.", published)["Obama"] == ("USA", sectors)


def test_an_armed_group_in_power_is_a_government() -> None:
    assert told("The Taliban closed schools.", "2020-03-01")["Taliban"] == ("AFG", ("REB",))
    assert told("The Taliban closed schools.", "2022-03-01")["Taliban"] == ("AFG", ("GOV",))


def test_a_de_facto_authority_ends_with_its_years() -> None:
    assert "PRE" in told("Nagorno-Karabakh protested.", "2022-01-01")["Nagorno-Karabakh"][1]
    assert "PRE" not in told("Nagorno-Karabakh protested.", "2024-05-01")["Nagorno-Karabakh"][1]


def test_a_surname_means_who_was_introduced_in_the_report() -> None:
    text = "Malian army spokesman Oumar Cissoko spoke first. Later Cissoko left."
    assert [m.actor.country for m in actors_in(text) if m.evidence.text.endswith("Cissoko")] == ["MLI", "MLI"]


def test_a_surname_with_another_country_is_not_the_known_holder() -> None:
    assert told("Swiss engineer Karl Putin spoke.").get("Putin") is None
    assert "RUS" not in {country for country, _ in told("Queen Merkel of Norway spoke.", "2015-01-01").values()}


def test_words_before_a_hyphen_do_not_own_the_phrase() -> None:
    found = told("Iranian-backed militias and pro-Moscow separatists withdrew.")
    assert {country for country, _ in found.values()} == {None}


def test_an_ethnic_name_is_not_a_nationality() -> None:
    assert told("The ethnic Serbs stayed home.")["ethnic Serbs"] == (None, ("CVL",))


def test_initialisms_stand_in_capitals() -> None:
    assert not actors_in("who is it for us")
    assert told("The WHO warned the US.") == {"WHO": ("UNO", ("MED",)), "US": ("USA", ())}


def test_strangers_are_no_actors_by_name_alone() -> None:
    assert not actors_in("Leonard Quimby slept late.")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(["Russian", "president", "of", "U.N.-backed", "Putin's", "and", ",", "the", "“", "two"]),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_mentions_that_quote_it(text: str) -> None:
    for mention in actors_in(text):
        span = mention.evidence.span
        assert text[span.start : span.end] == mention.evidence.text
        assert mention.actor.name
