from pathlib import Path

import pytest

from dateline.cli import run


def test_the_shipped_lexicons_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "check"]) == 0
    assert capsys.readouterr().out.endswith(" checked, 0 at fault\n")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('[[frame]]\nid = "a"\n', "frame a: every frame has an id and an example"),
        ('[[frame]]\nid = "a"\nexample = "x"\nevent_type = "VANISH"\n', "VANISH"),
        ("[[frame]\n", "broken.toml"),
        ('name = "e\u0301"\n', "line 1: not in Unicode's composed form"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, fault: str
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(content, encoding="utf-8")
    assert run(["lexicon", "check", str(file)]) == 1
    assert fault in capsys.readouterr().err
