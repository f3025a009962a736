"""Hold the example reports to what their README says of them."""

from pathlib import Path

from dateline.model.report import Report
from dateline.read.sources import read_sources


def read_examples(root: Path) -> dict[str, Report]:
    read = list(read_sources([str(root / "examples" / "reports")]))
    assert [one for one in read if not isinstance(one, Report)] == []
    return {one.title or one.id: one for one in read if isinstance(one, Report)}


def test_every_example_report_is_read_with_title_and_day(root: Path) -> None:
    examples = read_examples(root)
    assert len(examples) == 11
    assert [title for title, report in examples.items() if report.published_on is None] == []
    assert [title for title, report in examples.items() if not 120 <= len(report.text.split()) <= 300] == []


def test_the_readme_names_the_sources_of_every_example(root: Path) -> None:
    readme = (root / "examples" / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (root / "examples" / "reports").iterdir())
    assert [name for name in files if f"`reports/{name}`" not in readme] == []


def test_the_wire_copy_of_a_withdrawal_keeps_the_agency_and_loses_the_tail(root: Path) -> None:
    examples = read_examples(root)
    wire = examples["UN Peacekeepers Complete Withdrawal from Mali"]
    copy = examples["Blue Helmets Leave Mali After Ten Years"]
    assert wire.agency == copy.agency == "Example Wire"
    body = copy.text.partition(" — ")[2]
    assert body
    assert wire.text.partition(" - ")[2].startswith(body)
    assert copy.captions
