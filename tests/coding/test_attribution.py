"""Who says it: quotations, indirect speech, and whose claim a deed is."""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.attribution import attribute, find_quotes
from dateline.coding.attribution.marks import find_stretches
from dateline.coding.coders.protocol import Finding
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.lexicon.attribution import AttributionLexicon, load_attribution
from dateline.model.actors import Actor, ActorMention
from dateline.model.events import Attribution, AttributionKind, EventType
from dateline.model.text import Evidence, Span

Case = Mapping[str, str]


def cases() -> list[Case]:
    source = Path(__file__).parents[1] / "cases" / "quotes.toml"
    return cast("list[Case]", tomllib.loads(source.read_text("utf-8"))["case"])


@cache
def lexicon() -> AttributionLexicon:
    return load_attribution()


def parse(text: str) -> Parsed:
    return parse_text(text, load_model())


def deed(parsed: Parsed, words: str) -> Finding:
    start = parsed.text.rindex(words)
    trigger = Span(start=start, end=start + len(words))
    head = parsed.head_of(trigger)
    if head is None:
        raise ValueError(words)
    return Finding(trigger=trigger, head=head.i, sentence=head.sentence, event_type=EventType.ASSAULT)


def claim(text: str, words: str, known: Mapping[str, Actor] | None = None) -> Attribution | None:
    parsed = parse(text)

    def resolve(span: Span, head: int) -> tuple[ActorMention, ...]:
        actor = (known or {}).get(parsed.text[span.start : span.end])
        return (ActorMention(evidence=Evidence.quote(text, span), actor=actor, head=head),) if actor else ()

    return attribute(deed(parsed, words), parsed, find_quotes(parsed, lexicon()), resolve)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_each_case_names_the_right_speaker(case: Case) -> None:
    found = claim(case["text"], case["deed"])
    if not case["speaker"]:
        assert found is None
        return
    assert found is not None
    cue = found.cue.text if found.cue else ""
    assert (found.evidence.text, cue, found.kind.value) == (case["speaker"], case["cue"], case["kind"])


def test_a_speaker_nobody_knows_keeps_the_words_as_name() -> None:
    found = claim("The ferrymen said the bridge had been bombed.", "bombed")
    assert found is not None
    assert found.speaker == Actor(name="The ferrymen")


def test_a_pronoun_means_the_speaker_before_it() -> None:
    known = {"The Omani navy": Actor(name="Oman", country="OMN"), "it": Actor(name="the tanker")}
    found = claim("The Omani navy said a tanker had sunk. Pirates had boarded it, it said.", "boarded", known)
    assert found is not None
    assert (found.evidence.text, found.speaker.country) == ("it", "OMN")


def test_a_name_without_country_takes_that_of_the_office_beside_it() -> None:
    known = {"head of the Polish mission": Actor(name="Poland", country="POL"), "head": Actor(name="x", country="POL")}
    text = "The talks collapsed and the camp was shelled, said Ewa Nowak, head of the Polish mission."
    found = claim(text, "shelled", known)
    assert found is not None
    assert found.speaker.country == "POL"


def test_news_media_are_known_by_the_sector_of_the_actor() -> None:
    known = {"The Lagoon Courier": Actor(name="The Lagoon Courier", sectors=("JRN",))}
    found = claim("The Lagoon Courier reported that troops had shelled the wharf.", "shelled", known)
    assert found is not None
    assert found.kind is AttributionKind.OTHER_MEDIA


def quoted(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in find_stretches(text)]


def test_an_apostrophe_closes_no_quotation() -> None:
    assert quoted("He called the soldiers' raid 'a warning to the boys' fathers', then left.") == [
        "a warning to the boys' fathers"
    ]


def test_an_inch_mark_opens_no_quotation() -> None:
    assert quoted('The 12" shell hit the mast.') == []


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quoted("“We stay.\nThe crowd left.") == ["We stay."]


def test_a_quotation_within_a_quotation_belongs_to_the_outer_one() -> None:
    assert quoted("“He said ‘no’ twice,” she wrote.") == ["He said ‘no’ twice,"]


MARKED = st.text(alphabet="\"'“”‘’«»„ \n,.:said we X’s\u202e\U0001f600", max_size=120)


@settings(max_examples=60, deadline=None)
@given(MARKED | st.text(max_size=80))
def test_quotes_of_any_text_quote_the_text(text: str) -> None:
    for quote in find_quotes(parse(text), lexicon()):
        for words in (quote.evidence, quote.speaker, quote.cue):
            assert words is None or text[words.span.start : words.span.end] == words.text
        assert all(part.end <= len(text) for part in quote.scope)


@given(st.text(alphabet="\"'“”‘’«»ab \n", max_size=200))
def test_stretches_never_overlap(text: str) -> None:
    spans = [s.span for s in find_stretches(text)]
    assert all(left.end <= right.start for left, right in pairwise(spans))
