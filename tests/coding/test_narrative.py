"""What a report takes up again has the date it was given before; what it begins anew has not."""

from typing import TYPE_CHECKING

import pytest

from dateline.model.dates import DateBasis, EventDate
from dateline.model.events import EventRecord, State, StateRecord
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.coding.pipeline import Pipeline

STRIKE = "A drone strike on the port of Odesa killed nine people on Tuesday, officials said. The mayor spoke of war. "
ACCOUNT = "Fighting killed 3,500 civilians in Kunduz last year, the United Nations said. "


def records(pipeline: "Pipeline", text: str) -> list[EventRecord | StateRecord]:
    return list(pipeline.code(Report(id="r", text=text, sha256="", published="2024-06-14")))


def date_of_last(pipeline: "Pipeline", text: str, sentence: str) -> EventDate:
    events = [r for r in records(pipeline, text + sentence) if isinstance(r, EventRecord)]
    found = next(r.date for r in events if r.sentence.text == sentence)
    assert found
    return found


@pytest.mark.parametrize(
    ("before", "sentence", "edtf"),
    [
        (STRIKE, "The strike destroyed two warehouses.", "2024-06-11"),
        (STRIKE, "Rescuers said the strike had wounded a guard.", "2024-06-11"),
        (ACCOUNT, "Roadside bombs killed 300 women.", "2023"),
        (ACCOUNT, "Gunmen attacked a clinic on Friday.", "2024-06-14"),
    ],
)
def test_what_is_taken_up_again_has_the_date_it_was_given(
    pipeline: "Pipeline", before: str, sentence: str, edtf: str
) -> None:
    assert date_of_last(pipeline, before, sentence).edtf == edtf


def test_a_date_taken_from_another_sentence_quotes_its_words(pipeline: "Pipeline") -> None:
    found = date_of_last(pipeline, STRIKE, "The strike destroyed two warehouses.")
    assert found.basis is DateBasis.RELATIVE_TO_EVENT
    assert found.evidence
    assert found.evidence.text == "Tuesday"
    assert "dated before" in found.reason


def test_another_strike_does_not_take_up_the_first(pipeline: "Pipeline") -> None:
    assert date_of_last(pipeline, STRIKE, "Another strike wounded a guard.").basis is not DateBasis.RELATIVE_TO_EVENT


def test_what_has_lasted_for_three_years_began_three_years_ago(pipeline: "Pipeline") -> None:
    found = date_of_last(pipeline, "", "Government forces have besieged the town for three years.")
    assert (found.edtf, found.latest) == ("2021/..", None)
    assert found.evidence
    assert found.evidence.text == "three years"


def test_a_state_has_the_date_of_the_event_that_its_words_tell(pipeline: "Pipeline") -> None:
    text = "Rebels captured the town of Sarmin on Monday. They reached a truce with the army on Wednesday."
    states = [r for r in records(pipeline, text) if isinstance(r, StateRecord)]
    since = [r.since.edtf for r in states if r.state is State.CONTROL and r.since]
    assert since == ["2024-06-10"]


def last_event(pipeline: "Pipeline", text: str) -> EventRecord:
    return [r for r in records(pipeline, text) if isinstance(r, EventRecord)][-1]


def test_the_invasion_is_his_who_was_said_to_invade(pipeline: "Pipeline") -> None:
    text = "Russia began an invasion of Ukraine on Monday. Shops closed in Kyiv. The invasion has shocked Europe."
    last = last_event(pipeline, text)
    assert [m.actor.country for m in last.actors] == ["RUS"]
    assert last.actor_implicit
    assert [m.inferred_from.text for m in last.actors if m.inferred_from] == ["Russia"]


def test_who_halts_trade_again_halts_it_with_the_same(pipeline: "Pipeline") -> None:
    text = (
        "Turkey suspended trade with Israel on Thursday. Exporters were told that Turkey had suspended trade at once."
    )
    assert [m.actor.country for m in last_event(pipeline, text).recipients] == ["ISR"]


def test_who_attacks_again_may_attack_others(pipeline: "Pipeline") -> None:
    text = "Russia bombed Ukraine on Monday. Russia has also carried out airstrikes abroad."
    assert not [m for m in last_event(pipeline, text).recipients if m.actor.country == "UKR"]
