"""Every frame says of its own example what it claims, and nothing of what only looks like it."""

import pytest

from dateline.coding.actors import find_actors
from dateline.coding.coders.frames import FrameCoder
from dateline.coding.coders.protocol import Finding, Mentions, Role
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.lexicon.actors import load_actors
from dateline.lexicon.constructions import load_constructions
from dateline.lexicon.frames import Frame, load_frames
from dateline.lexicon.ontology import load_ontology
from dateline.model.report import Report

FRAMES = load_frames(load_ontology())
CODER = FrameCoder(FRAMES, load_constructions(), "test")
ACTORS = load_actors()
LISTS = {"actors": Role.ACTOR, "recipients": Role.RECIPIENT, "parties": Role.PARTY}


def coded(text: str) -> tuple[Parsed, list[Finding]]:
    parsed = parse_text(text, load_model())
    report = Report(id="example", text=text, sha256="")
    mentions = Mentions(actors=find_actors(parsed, report, (), ACTORS))
    return parsed, [f for s in parsed.sentences for f in CODER.code(parsed, s.index, mentions)]


def differences(frame: Frame, finding: Finding, parsed: Parsed) -> list[str]:
    """Name each expectation that a finding does not meet."""

    def words(role: Role) -> list[str]:
        return [parsed.text[a.span.start : a.span.end] for a in finding.arguments if a.role is role]

    wrong: list[str] = []
    for key, wanted in frame.expect.items():
        if key in {"modality", "mode"}:
            found: object = getattr(finding, key)
        elif key in {"event", "event_type"}:
            found = finding.event_type
        elif isinstance(wanted, list):
            found = words(LISTS[key])
        else:
            found = " ".join(words(Role(key)))
        if found != wanted:
            wrong.append(f"{key}: expected {wanted!r}, found {found!r}")
    return wrong


@pytest.mark.parametrize("frame", FRAMES.frames, ids=lambda frame: frame.id)
def test_a_frame_codes_its_own_example(frame: Frame) -> None:
    parsed, findings = coded(frame.example)
    mine = [f for f in findings if f.rule == frame.id]
    assert mine, f"{frame.example!r} is coded by {[f.rule for f in findings]}"
    assert not min((differences(frame, f, parsed) for f in mine), key=len), frame.example


NEAR = [(frame, text) for frame in FRAMES.frames for text in frame.near_misses]


@pytest.mark.parametrize(("frame", "text"), NEAR, ids=[f"{frame.id}: {text}" for frame, text in NEAR])
def test_a_frame_is_silent_on_what_only_looks_like_it(frame: Frame, text: str) -> None:
    _, findings = coded(text)
    assert frame.id not in {f.rule for f in findings}, text


def test_one_happening_told_by_two_words_quotes_both() -> None:
    parsed, findings = coded("An attack on the market killed five villagers.")
    assert [parsed.text[f.trigger.start : f.trigger.end] for f in findings] == ["attack on the market killed"]


def test_a_noun_that_only_modifies_another_names_no_attack() -> None:
    assert coded("The army bought attack helicopters.")[1] == []


def test_a_noun_by_itself_names_an_attack() -> None:
    assert [f.rule for f in coded("Nobody knew who was behind the bombing.")[1]] == ["assault.explosives"]
