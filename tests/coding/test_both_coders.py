"""The trained coder and the frames together: who decides what, and that neighbours change nothing."""

from dataclasses import replace

import pytest

from dateline.coding.coders.both import Ensemble, combine, load_ensemble
from dateline.coding.coders.model import ModelCoder, finding_of
from dateline.coding.coders.network import Network, Reading
from dateline.coding.coders.protocol import Finding, Mentions
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.model.events import EventType, Modality
from dateline.model.text import Span

TEXT = """Rebels attacked a convoy near the border on Tuesday.
The minister said the troops would withdraw from the valley by June.
Shares fell in Tokyo."""
NUMBERS = Ensemble(
    bias=0.0,
    slope=1.0,
    frame=1.0,
    frame_certainty=0.0,
    keep_frame=0.3,
    keep_event=0.5,
    keep_state=0.5,
    retype=0.8,
    mode=0.6,
    modality=0.8,
    keep_lone=0.2,
)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse_text(TEXT, load_model())


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load()


def reading(label: str, likelihood: float, modality: Modality = Modality.ASSERTED) -> Reading:
    at = TEXT.index("attacked")
    return Reading(
        sentence=0,
        span=Span(start=at, end=at + len("attacked")),
        likelihood=likelihood,
        labels={label: 0.95, "SUPPORT": 0.05},
        mode=None,
        mode_probability=0.9,
        modality=modality,
        modality_probability=0.9,
        arguments=(),
    )


def attack(modality: Modality = Modality.ASSERTED) -> Finding:
    at = TEXT.index("attacked")
    return Finding(
        trigger=Span(start=at, end=at + len("attacked")),
        head=1,
        sentence=0,
        event_type=EventType.ASSAULT,
        modality=modality,
        rule="assault.attack",
        confidence=0.8,
    )


def test_what_both_see_is_one_finding_with_the_frames_roles(parsed: Parsed) -> None:
    (found,) = combine([attack()], [reading("ASSAULT", 0.9)], parsed, NUMBERS)
    assert (found.coder, found.rule, found.event_type) == ("both", "assault.attack", EventType.ASSAULT)


def test_a_frame_that_the_network_did_not_even_read_is_left_out(parsed: Parsed) -> None:
    assert combine([attack()], [], parsed, NUMBERS) == ()


def test_what_the_network_alone_is_sure_of_is_kept(parsed: Parsed) -> None:
    (found,) = combine([], [reading("ASSAULT", 0.9)], parsed, NUMBERS)
    assert found.coder == "model"
    assert combine([], [reading("ASSAULT", 0.3)], parsed, NUMBERS) == ()


def test_a_sure_network_overrules_the_type(parsed: Parsed) -> None:
    (found,) = combine([attack()], [reading("COERCE", 0.9)], parsed, NUMBERS)
    assert (found.event_type, found.rule) == (EventType.COERCE, "model.coerce")
    assert any("overrules" in step for step in found.steps)


def test_a_negation_that_the_rules_saw_stands(parsed: Parsed) -> None:
    (found,) = combine([attack(Modality.NEGATED)], [reading("ASSAULT", 0.9)], parsed, NUMBERS)
    assert found.modality is Modality.NEGATED


def test_the_network_may_give_a_modality_that_the_rules_did_not_see(parsed: Parsed) -> None:
    (found,) = combine([attack()], [reading("ASSAULT", 0.9, Modality.PLANNED)], parsed, NUMBERS)
    assert found.modality is Modality.PLANNED


def test_a_planned_aid_that_the_network_reads_becomes_a_finding_with_its_words(parsed: Parsed) -> None:
    made = finding_of(replace(reading("AID", 0.9), modality=Modality.PLANNED), parsed)
    assert made is not None
    assert TEXT[made.trigger.start : made.trigger.end] == "attacked"


def test_a_sentence_reads_the_same_whatever_stands_around_it(parsed: Parsed, network: Network) -> None:
    alone = parse_text(TEXT.split("\n", maxsplit=1)[0], load_model())
    first = [r for r in network.read_report(parsed) if r.sentence == 0]
    assert first == network.read_report(alone)
    backwards = [r for i in (2, 1, 0) for r in network.read_sentence(parsed, i)]
    assert sorted(backwards, key=lambda r: (r.sentence, r.span.start, r.span.end, r.label)) == network.read_report(
        parsed
    )


def test_the_trained_coder_finds_an_attack_and_leaves_the_market_alone(parsed: Parsed, network: Network) -> None:
    coded = ModelCoder(network, "test").code_report(parsed, Mentions())
    assert EventType.ASSAULT in {f.event_type for f in coded[0]}
    assert coded[2] == ()


def test_the_shipped_numbers_are_probabilities_and_finite_weights() -> None:
    shipped = load_ensemble()
    assert 0 <= shipped.keep_event <= 1
    assert 0 <= shipped.keep_state <= 1
    assert shipped.slope > 0


def test_in_a_lone_text_a_frame_stands_without_the_network(parsed: Parsed) -> None:
    (found,) = combine([attack()], [], parsed, NUMBERS, is_lone=True)
    assert found.confidence == attack().confidence


def test_in_a_lone_text_a_frames_type_stands_and_the_network_adds_what_it_half_believes(parsed: Parsed) -> None:
    (found,) = combine([attack()], [reading("COERCE", 0.9)], parsed, NUMBERS, is_lone=True)
    assert (found.event_type, found.rule) == (EventType.ASSAULT, "assault.attack")
    assert len(combine([], [reading("ASSAULT", 0.3)], parsed, NUMBERS, is_lone=True)) == 1


def test_in_a_lone_text_the_main_clause_ranks_first() -> None:
    text = "Kenya expelled the envoy after rebels attacked the camp."
    parsed = parse_text(text, load_model())

    def at(word: str, event_type: EventType) -> Finding:
        start, head = text.index(word), next(t.i for t in parsed.tokens if t.text == word)
        span = Span(start=start, end=start + len(word))
        return replace(attack(), trigger=span, head=head, event_type=event_type, rule=word)

    both = [at("expelled", EventType.SANCTION), at("attacked", EventType.ASSAULT)]
    first, second = combine(both, [], parsed, NUMBERS, is_lone=True)
    assert (first.rule, second.rule) == ("expelled", "attacked")
    assert first.confidence > second.confidence
