"""What exists is documented: commands, settings, codes, states, modalities, kinds."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dateline.cli import COMMANDS
from dateline.config import PREFIX, Config
from dateline.lexicon.ontology import load_ontology
from dateline.model.dates import DateBasis
from dateline.model.events import AttributionKind, EventType, Modality, Qualifier, QuantityKind, State
from dateline.model.places import Precision

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MODES = {(str(t), mode) for t, facts in load_ontology().types.items() for mode in facts.scores if mode}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_reference(command: str) -> None:
    assert f"## `dateline {command}`" in (DOCS / "reference" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("setting", [f.name for f in fields(Config)])
def test_every_setting_stands_in_the_reference(setting: str) -> None:
    page = (DOCS / "reference" / "settings.md").read_text("utf-8")
    assert f"`{setting}`" in page
    assert f"`{PREFIX}{setting.upper()}`" in page


@pytest.mark.parametrize("codes", [State, Modality, QuantityKind, Qualifier, AttributionKind, DateBasis, Precision])
def test_every_code_is_defined_in_the_codebook(codes: type[State]) -> None:
    book = (DOCS / "codebook.md").read_text("utf-8")
    assert [code for code in codes if f"`{code}`" not in book] == []


@pytest.mark.parametrize("event_type", EventType)
def test_every_event_type_and_mode_is_defined_in_the_codebook(event_type: str) -> None:
    book = (DOCS / "codebook.md").read_text("utf-8")
    section = re.search(rf"### {event_type}\n(.*?)\n##", book, re.DOTALL)
    assert section
    assert [mode for of, mode in sorted(MODES) if of == event_type and f"`{mode}`" not in section[1]] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in (*DOCS.rglob("*.md"), *ROOT.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
