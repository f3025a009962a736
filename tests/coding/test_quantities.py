"""How many, of what, and to which record the count belongs."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.coders.protocol import Finding
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.coding.quantities import find_quantities, quantities_of
from dateline.lexicon.quantities import QuantityLexicon, load_quantities
from dateline.model.events import EventType, Qualifier, Quantity, QuantityKind, State
from dateline.model.text import Span

Bounds = tuple[float | None, float | None, float | None]


@cache
def lexicon() -> QuantityLexicon:
    return load_quantities()


def parse(text: str) -> Parsed:
    return parse_text(text, load_model())


def finding(parsed: Parsed, words: str, sort: EventType | State, mode: str | None = None) -> Finding:
    start = parsed.text.index(words)
    trigger = Span(start=start, end=start + len(words))
    head = parsed.head_of(trigger)
    if head is None:
        raise ValueError(words)
    event, state = (sort, None) if isinstance(sort, EventType) else (None, sort)
    return Finding(trigger=trigger, head=head.i, sentence=head.sentence, event_type=event, state=state, mode=mode)


def counted(text: str, trigger: str, sort: EventType | State, mode: str | None = None) -> list[Quantity]:
    parsed = parse(text)
    return list(quantities_of(finding(parsed, trigger, sort, mode), parsed, lexicon()))


def kinds(text: str, trigger: str, sort: EventType | State, mode: str | None = None) -> list[tuple[str, float | None]]:
    return [(q.kind.value, q.best or q.low or q.high) for q in counted(text, trigger, sort, mode)]


@pytest.mark.parametrize(
    ("number", "qualifier", "bounds"),
    [
        ("12", Qualifier.EXACT, (12, 12, 12)),
        ("Twenty-five", Qualifier.EXACT, (25, 25, 25)),
        ("Two hundred and ten", Qualifier.EXACT, (210, 210, 210)),
        ("A dozen", Qualifier.EXACT, (12, 12, 12)),
        ("Half a million", Qualifier.EXACT, (500_000, 500_000, 500_000)),
        ("1.5 million", Qualifier.EXACT, (1_500_000, 1_500_000, 1_500_000)),
        ("Two-thirds of the 900", Qualifier.EXACT, (600, 600, 600)),
        ("Nearly 2,000", Qualifier.NEARLY, (None, 2000, 2000)),
        ("Some 1,200", Qualifier.ABOUT, (1200, 1200, 1200)),
        ("At least 40", Qualifier.AT_LEAST, (40, None, None)),
        ("No fewer than seven", Qualifier.AT_LEAST, (7, None, None)),
        ("More than 300", Qualifier.AT_LEAST, (300, None, None)),
        ("As many as 80", Qualifier.AT_MOST, (None, None, 80)),
        ("Between 5 and 8", Qualifier.RANGE, (5, None, 8)),
        ("5-8", Qualifier.RANGE, (5, None, 8)),
        ("5–8", Qualifier.RANGE, (5, None, 8)),
        ("Dozens of", Qualifier.DOZENS, (24, None, None)),
        ("Several hundred", Qualifier.HUNDREDS, (200, None, None)),
        ("Tens of thousands of", Qualifier.THOUSANDS, (20_000, None, None)),
    ],
)
def test_a_hedge_bounds_its_number(number: str, qualifier: Qualifier, bounds: Bounds) -> None:
    (found,) = counted(f"{number} sailors were killed off the coast.", "killed", EventType.ASSAULT)
    assert (found.qualifier, (found.low, found.best, found.high)) == (qualifier, bounds)
    assert found.evidence.text == f"{number} sailors"


@pytest.mark.parametrize(
    ("text", "trigger", "sort", "expected"),
    [
        ("The blast killed 4 and wounded 9.", "killed", EventType.ASSAULT, [("killed", 4), ("injured", 9)]),
        ("The blast left 6 dead.", "blast", EventType.ASSAULT, [("killed", 6)]),
        ("The war that killed 80,000 people is over.", "war", EventType.ASSAULT, [("killed", 80_000)]),
        ("Over 90 men were killed and wounded.", "killed", EventType.ASSAULT, [("casualties", 90)]),
        ("The siege led to the deaths of 300 nuns.", "deaths", EventType.ASSAULT, [("killed", 300)]),
        ("The rebels took 31 hostages.", "took", EventType.ASSAULT, [("captured", 31)]),
        ("Gunners destroyed six tanks.", "destroyed", EventType.ASSAULT, [("vehicles", 6)]),
        ("Gunners shot down a helicopter.", "shot", EventType.ASSAULT, [("vehicles", 1)]),
        ("The army seized four villages.", "seized", EventType.ASSAULT, [("settlements", 4)]),
        ("The army seized 40 square miles of scrub.", "seized", EventType.ASSAULT, [("area", 40)]),
        ("Police arrested 70 farmers.", "arrested", EventType.COERCE, [("arrested", 70)]),
        ("About 5,000 people marched on the palace.", "marched", EventType.PROTEST, [("participants", 5000)]),
        ("Oslo gave $30 million for mine clearance.", "gave", EventType.AID, [("money", 30_000_000)]),
        ("Ghana sent 250 soldiers and 12 trucks.", "sent", EventType.MOBILIZE, [("deployed", 250), ("vehicles", 12)]),
        ("Chad keeps 900 troops there.", "keeps", State.DEPLOYMENT, [("personnel", 900)]),
        ("A population of 7,000 Karens left.", "left", State.DISPLACEMENT, [("displaced", 7000)]),
    ],
)
def test_the_words_around_a_count_tell_its_kind(
    text: str, trigger: str, sort: EventType | State, expected: list[tuple[str, float]]
) -> None:
    assert kinds(text, trigger, sort) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The man was killed on 12 May 2019.",
        "Ana Ruiz, 42, was killed.",
        "A man aged 30 was killed.",
        "A 19-year-old man was killed.",
        "The man was killed 300 km from the border.",
        "The man was killed by an Mi-24.",
        "The man was killed under Resolution 2245.",
        "The man was killed three days later.",
        "Some 40 percent were killed.",
    ],
)
def test_dates_ages_shares_measures_and_designations_are_no_counts(text: str) -> None:
    assert counted(text, "killed", EventType.ASSAULT) == []


def test_a_part_and_a_running_total_are_not_counted_again() -> None:
    text = "Raiders killed 12 people, three of them children, bringing the toll to 40."
    assert kinds(text, "killed", EventType.ASSAULT) == [("killed", 12)]


def test_a_running_total_counts_where_nothing_else_does() -> None:
    assert kinds("The shelling brought the death toll to 40.", "shelling", EventType.ASSAULT) == [("killed", 40)]


def test_a_hedge_holds_for_a_fellow_without_a_verb_of_its_own() -> None:
    found = counted("At least 12 people were killed and 35 injured in clashes.", "clashes", EventType.ASSAULT)
    assert [(q.kind, q.qualifier) for q in found] == [
        (QuantityKind.KILLED, Qualifier.AT_LEAST),
        (QuantityKind.INJURED, Qualifier.AT_LEAST),
    ]


def test_each_verb_that_is_a_trigger_keeps_its_own_count() -> None:
    parsed = parse("The blast killed 4 and wounded 9.")
    killed, wounded = (finding(parsed, verb, EventType.ASSAULT) for verb in ("killed", "wounded"))
    heads = (killed.head, wounded.head)
    own = [[q.best for q in quantities_of(f, parsed, lexicon(), heads)] for f in (killed, wounded)]
    assert own == [[4], [9]]


def test_prisoners_of_an_exchange_are_released() -> None:
    text = "The two sides exchanged 32 soldiers."
    assert kinds(text, "exchanged", EventType.RETREAT, "release") == [("released", 32)]


def test_the_weapons_of_an_attacker_are_not_its_losses() -> None:
    assert kinds("Six tanks attacked the mill.", "attacked", EventType.ASSAULT) == []


WORDS = (
    "at", "least", "nearly", "between", "and", "12", "5-8", "2,000", "-", "dozens", "of", "hundreds", "thousand",
    "million", "half", "a", "two", "thirds", "the", "killed", "people", "were", "wounded", "$", "€", "villages",
    "some", "up", "to", "1.5", "\u202e", "9999999999999", "tens", "them", ".",
)  # fmt: skip
NUMBERS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(NUMBERS | st.text(max_size=60))
def test_counts_of_any_text_quote_it_and_keep_their_bounds_in_order(text: str) -> None:
    parsed = parse(text)
    for count in find_quantities(parsed, lexicon()):
        assert text[count.evidence.span.start : count.evidence.span.end] == count.evidence.text
        given_bounds = [b for b in (count.low, count.best, count.high) if b is not None]
        assert given_bounds == sorted(given_bounds)
        assert given_bounds
    for token in parsed.tokens[:20]:
        any_finding = Finding(
            trigger=token.span, head=token.i, sentence=token.sentence, event_type=EventType.ASSAULT, mode=None
        )
        quantities_of(any_finding, parsed, lexicon(), range(0, len(parsed.tokens), 3))
