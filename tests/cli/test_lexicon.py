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


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("withdraw", ["verb      withdraw  RETREAT:withdraw  retreat.withdraw"]),
        ("pull out", ["verb      pull out  RETREAT:withdraw"]),
        ("aid delivery", ["noun      aid delivery  AID"]),
        ("Wagner", ["actor     Wagner", "RUS"]),
        ("Artsakh", ["place     Nagorno-Karabakh  AZE  province"]),
        ("Goma", ["place     Goma  COD  city  -1.6"]),
    ],
)
def test_what_is_known_of_a_word_is_shown(capsys: pytest.CaptureFixture[str], words: str, lines: list[str]) -> None:
    assert run(["lexicon", "show", *words.split()]) == 0
    shown = capsys.readouterr().out
    assert [line for line in lines if line not in shown] == []


def test_a_word_that_is_not_known_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "show", "xyzzy"]) == 2
    assert "nothing is known of 'xyzzy'" in capsys.readouterr().err
