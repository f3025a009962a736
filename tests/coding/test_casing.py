"""Headlines are read as the sentences they are."""

import pytest

from dateline.coding.casing import restore_case
from dateline.coding.parse import load_model, parse_text
from dateline.coding.pipeline import Pipeline
from dateline.config import Config
from dateline.lexicon.casing import load_ordinary_words
from dateline.model.report import Report


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Rebels Seize Village Near Goma", "Rebels seize village near Goma"),
        ("Peru Expels Two Dozen Diplomats", "Peru expels two dozen diplomats"),
        ("REBELS SEIZE VILLAGE NEAR GOMA", "REBELS seize village near GOMA"),
        ("Goma Airport", "Goma Airport"),
        (
            "On Friday the rebels seized Goma Airport, officials said.",
            "On Friday the rebels seized Goma Airport, officials said.",
        ),
    ],
)
def test_ordinary_words_of_a_title_are_written_small(headline: str, read: str) -> None:
    assert " ".join(restore_case(headline.split(), load_ordinary_words())) == read


def test_a_title_is_coded_and_pinned_to_its_own_letters() -> None:
    text = "Chad Expels Dozens of Sudanese Diplomats"
    records = Pipeline.load(Config(coder="frames")).code(Report(id="t", text=text, sha256=""))
    assert [r.trigger.text for r in records] == ["Expels"]
    assert (records[0].trigger.span.start, records[0].trigger.span.end) == (5, 11)


def test_a_name_in_title_case_is_no_headline() -> None:
    parsed = parse_text("Rural Medical Services Alliance Northern Territory", load_model())
    assert {t.pos for t in parsed.tokens} == {"PROPN"}
