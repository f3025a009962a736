"""Where a report's events happened."""

import pytest

from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.parse import load_model, parse_text
from dateline.coding.places import find_places, place_of
from dateline.lexicon.gazetteer import load_gazetteer
from dateline.model.events import EventType
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Span


def placed(
    text: str, trigger: str, event_type: EventType, arguments: dict[Role, str] | None = None
) -> PlaceMention | None:
    parsed = parse_text(text, load_model())
    report = Report(id="r", text=text, sha256="")
    places = find_places(parsed, report, load_gazetteer())

    def span_of(words: str) -> Span:
        start = text.rindex(words)
        return Span(start=start, end=start + len(words))

    def head_of(words: str) -> int:
        head = parsed.head_of(span_of(words))
        return head.i if head else 0

    head = head_of(trigger)
    finding = Finding(
        trigger=span_of(trigger),
        head=head,
        sentence=parsed.tokens[head].sentence,
        event_type=event_type,
        arguments=tuple(
            Argument(role=role, span=span_of(words), head=head_of(words)) for role, words in (arguments or {}).items()
        ),
    )
    return place_of(finding, parsed, places, report)


def name(mention: PlaceMention | None) -> str | None:
    return mention.place.name if mention and mention.place else None


def test_the_place_argument_of_the_coder_comes_first() -> None:
    text = "In Geneva, diplomats said that soldiers killed six farmers near El Fasher."
    found = placed(text, "killed", EventType.ASSAULT, {Role.PLACE: "near El Fasher"})
    assert name(found) == "El Fasher"


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "place"),
    [
        ("Police beat marchers in Minsk after talks in Warsaw failed.", "beat", EventType.ASSAULT, "Minsk"),
        ("The Mariupol siege ended in May.", "siege", EventType.COERCE, "Mariupol"),
        ("Insurgents seized Maiduguri on Friday.", "seized", EventType.ASSAULT, "Maiduguri"),
        ("A bomb exploded in the suburbs of Damascus.", "exploded", EventType.ASSAULT, "Damascus"),
        ("The two ministers met in Ankara.", "met", EventType.CONSULT, "Ankara"),
        (
            "Negotiations between both camps went on for a third night in Lisbon.",
            "Negotiations",
            EventType.CONSULT,
            "Lisbon",
        ),
    ],
)
def test_a_locative_of_the_trigger_is_its_place(text: str, trigger: str, event_type: EventType, place: str) -> None:
    assert name(placed(text, trigger, event_type)) == place


def test_a_definite_noun_points_back_and_quotes_itself() -> None:
    text = "Darfur has seen months of war. On Monday militiamen burned markets in the region."
    found = placed(text, "burned", EventType.ASSAULT)
    assert found is not None
    assert (found.evidence.text, name(found)) == ("the region", "Darfur")
    assert "points back" in found.reason


def test_force_without_a_place_happens_where_the_story_stands() -> None:
    text = "Clashes broke out in Goma on Tuesday. At least nine people were killed."
    found = placed(text, "killed", EventType.ASSAULT)
    assert name(found) == "Goma"
    assert found is not None
    assert "where the story stands" in found.reason


def test_a_story_stands_in_a_town_rather_than_in_its_whole_country() -> None:
    text = "Gunmen took El Geneina. The town is a part of Sudan. Dozens were killed."
    assert name(placed(text, "killed", EventType.ASSAULT)) == "El Geneina"


def test_words_without_a_place_have_none() -> None:
    text = "Clashes broke out in Goma on Tuesday. The minister condemned them."
    assert placed(text, "condemned", EventType.ACCUSE) is None


def test_a_government_is_not_where_its_deed_was_done() -> None:
    text = "Fighting raged in Kharkiv. Moscow attacked again."
    assert name(placed(text, "attacked", EventType.ASSAULT)) == "Kharkiv"


def test_here_is_where_the_report_was_filed() -> None:
    text = "ADDIS ABABA (Wire) - Delegates met here on Monday."
    found = placed(text, "met", EventType.CONSULT)
    assert found is not None
    assert (found.evidence.text, name(found)) == ("here", "Addis Ababa")
