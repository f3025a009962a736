"""Who the words of a role mean, also where they only point back."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.coding.actors import find_actors, resolve_actors
from dateline.coding.parse import load_model, parse_text
from dateline.lexicon.actors import ActorLexicon, load_actors
from dateline.model.actors import ActorMention
from dateline.model.report import Report
from dateline.model.text import Span


@cache
def lexicon() -> ActorLexicon:
    return load_actors()


def meant(text: str, words: str, published: str = "2024-06-12") -> tuple[ActorMention, ...]:
    """Resolve the last occurrence of `words`."""
    start = text.rindex(words)
    span = Span(start=start, end=start + len(words))
    report = Report(id="test", text=text, sha256="", published=published)
    parsed = parse_text(text, load_model())
    head = parsed.head_of(span)
    assert head is not None
    return resolve_actors(span, head.i, parsed, find_actors(parsed, report, (), lexicon()), report, lexicon())


def countries(text: str, words: str) -> set[str | None]:
    return {m.actor.country for m in meant(text, words)}


BORDER = "Chad and Libya reopened their border on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Russian troops left the valley. They had held it for years.", "They", "RUS"),
        ("Ethiopia said its jets hit a depot.", "its jets", "ETH"),
        ("President Paul Kagame spoke. He blamed the rebels.", "He", "RWA"),
        ("The Malian army advanced. The army took two towns.", "The army", "MLI"),
        ("Hezbollah fired rockets at a town. The group lost a commander.", "The group", "LBN"),
        ("Peru recalled its envoy, and the country closed its consulate.", "the country", "PER"),
        ("Turkish soldiers who guarded the post fled.", "who", "TUR"),
        ("Dozens of Ugandan soldiers died.", "Dozens of Ugandan soldiers", "UGA"),
        ("“We will answer,” Iranian general Hossein Salami said.", "We", "IRN"),
        ("Yemen lies in ruins, and Japan's decision helped.", "Japan's decision", "JPN"),
        ("NATO met as Islamic State advanced. The alliance gave no help.", "The alliance", "IGO"),
        ("Ghana has accused the Chadian government of using gas against its people.", "its people", "TCD"),
        ("Police in Nairobi, Kenya, shot at students.", "students", "KEN"),
    ],
)
def test_words_that_point_back_find_their_actor(text: str, words: str, country: str) -> None:
    assert countries(text, words) == {country}


def test_a_minister_who_chairs_a_league_for_a_year_is_still_his_states() -> None:
    (found,) = meant("Frank-Walter Steinmeier called on both to stop.", "Frank-Walter Steinmeier", "2016-04-02")
    assert found.actor.country == "DEU"


def test_they_are_all_of_whom_a_list_names() -> None:
    text = "The Bahamas, Bangladesh, Benin, Chad and Jamaica met on Monday. They will send police."
    assert countries(text, "They") == {"BHS", "BGD", "BEN", "TCD", "JAM"}


@pytest.mark.parametrize("words", ["Both sides", "The two countries"])
def test_two_sides_are_the_two_that_the_text_speaks_of(words: str) -> None:
    assert countries(f"{BORDER}{words} will lift tariffs.", words) == {"TCD", "LBY"}


def test_what_is_inferred_quotes_what_it_was_inferred_from() -> None:
    (found,) = meant("Sudan closed its embassy.", "its")
    assert found.inferred_from is not None
    assert found.inferred_from.text == "Sudan"


def test_joined_actors_are_several() -> None:
    assert countries("Aid came from Norway, Qatar and Japan.", "Norway, Qatar and Japan") == {"NOR", "QAT", "JPN"}


def test_an_international_force_is_of_no_country() -> None:
    assert countries("Somalia asked international troops to leave.", "international troops") == {None}


@pytest.mark.parametrize(("words", "sectors"), [("a mysterious stranger", ("UNK",)), ("a roadside bomb", ("UAF",))])
def test_nobody_known_is_unknown_and_never_dropped(words: str, sectors: tuple[str, ...]) -> None:
    (found,) = meant(f"The house was destroyed by {words}.", words)
    assert (found.actor.country, found.actor.sectors) == (None, sectors)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(min_size=1, max_size=60)
    | st.lists(
        st.sampled_from(["We", "said", "their", "the country", "both sides", "who", "Iran", "each other", "."]),
        min_size=1,
        max_size=20,
    ).map(" ".join)
)
def test_every_token_resolves_to_somebody_whose_words_quote_the_text(text: str) -> None:
    report = Report(id="test", text=text, sha256="")
    parsed = parse_text(text, load_model())
    actors = find_actors(parsed, report, (), lexicon())
    for token in parsed.tokens:
        found = resolve_actors(token.span, token.i, parsed, actors, report, lexicon())
        assert found
        assert all(text[m.evidence.span.start : m.evidence.span.end] == m.evidence.text for m in found)
