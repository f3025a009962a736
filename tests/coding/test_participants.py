"""Parties that a frame has no words for: further down in the sentence, in the words for the same deed, or unsaid."""

from typing import TYPE_CHECKING

import pytest

from dateline.model.events import EventRecord, EventType
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.coding.pipeline import Pipeline


def events(pipeline: "Pipeline", text: str, event_type: EventType) -> list[EventRecord]:
    report = Report(id="r", text=text, sha256="0" * 64, published="2024-06-12")
    found = [r for r in pipeline.code(report) if isinstance(r, EventRecord)]
    return [r for r in found if r.event_type is event_type]


def test_those_whom_the_attack_killed_are_those_attacked(pipeline: "Pipeline") -> None:
    coded = events(pipeline, "Hamas launched an attack that killed 40 Israelis.", EventType.ASSAULT)
    assert coded
    assert all({a.actor.country for a in r.recipients} == {"ISR"} for r in coded)


def test_the_police_of_the_place_made_an_arrest_that_names_nobody(pipeline: "Pipeline") -> None:
    (arrest,) = events(pipeline, "Two suspects were arrested in Jakarta on Monday.", EventType.COERCE)
    (police,) = arrest.actors
    assert arrest.actor_implicit
    assert (police.actor.country, police.actor.sectors) == ("IDN", ("COP",))
    assert police.inferred_from is not None
    assert police.inferred_from.text == "Jakarta"


def test_an_unnamed_attacker_is_of_no_country_where_the_report_names_foreign_forces(pipeline: "Pipeline") -> None:
    text = "Israeli troops advanced on Saturday. Five people were killed in Gaza."
    coded = [r for r in events(pipeline, text, EventType.ASSAULT) if "killed" in r.trigger.text]
    assert coded
    assert not any(a.actor.country == "PSE" for r in coded for a in r.actors)


@pytest.mark.parametrize("text", ["Fighting raged in Aleppo on Friday.", "Clashes broke out in Goma on Friday."])
def test_a_battle_has_no_other_party_than_those_who_fight_it(pipeline: "Pipeline", text: str) -> None:
    assert not any(r.recipients for r in events(pipeline, text, EventType.ASSAULT))


def test_ones_own_troops_are_no_other_party(pipeline: "Pipeline") -> None:
    coded = events(pipeline, "Kenya said it was ready to deploy its troops.", EventType.AGREE)
    assert not any(r.recipients for r in coded)


def test_a_minister_threatens_somebody_else_than_the_state_that_acts(pipeline: "Pipeline") -> None:
    text = "Israeli Prime Minister Benjamin Netanyahu warned that Israel would strike again if Hezbollah rearmed."
    threats = events(pipeline, text, EventType.THREATEN)
    assert threats
    assert "ISR" not in {a.actor.country for threat in threats for a in threat.recipients}
