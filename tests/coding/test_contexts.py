"""What a happening is about, beside what it is."""

from functools import cache

import pytest

from dateline.coding.coders.protocol import Finding
from dateline.coding.contexts import contexts_of
from dateline.coding.parse import load_model, parse_text
from dateline.lexicon.contexts import ContextLexicon, load_contexts
from dateline.lexicon.ontology import load_ontology
from dateline.model.events import EventType


@cache
def lexicon() -> ContextLexicon:
    return load_contexts()


def contexts(text: str, event_type: EventType, mode: str | None = None) -> tuple[str, ...]:
    parsed = parse_text(text, load_model())
    first = parsed.sentences[0]
    root = parsed.tokens[first.first]
    whole = Finding(trigger=root.span, head=root.i, sentence=0, event_type=event_type, mode=mode)
    return contexts_of(whole, parsed, lexicon())


def test_every_context_and_every_record_is_one_of_the_ontology() -> None:
    ontology = load_ontology()
    named = {name for listed in lexicon().phrases.values() for _, name in listed}
    assert named == set(ontology.contexts)
    for record in lexicon().records:
        event_type, _, mode = record.partition(":")
        assert mode in ontology.types[EventType(event_type)].scores


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana raised tariffs on rice.", ("economic",)),
        ("Smugglers moved heroin through the pass.", ("illegal_drugs", "trafficking")),
        ("The blue helmets left the hills.", ("peacekeeping",)),
        ("He denied using chemical weapons.", ("cbrn",)),
        ("The children went home.", ()),
    ],
)
def test_words_and_phrases_of_the_sentence_set_contexts(text: str, expected: tuple[str, ...]) -> None:
    assert contexts(text, EventType.AID) == expected


def test_a_mode_carries_its_own_context() -> None:
    assert contexts("He looked into it.", EventType.ACCUSE, "investigate") == ("legal",)


def test_the_sentence_beside_it_sets_none() -> None:
    assert contexts("He went home. The tariffs rose.", EventType.AID) == ()
