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


PLACES = "name,variants,country,parent,latitude,longitude,radius_km,precision,valid_from,valid_to,geonames_id,source\n"
HEAD = '[[frame]]\nid = "x"\nevent_type = "AID"\nexample = "x"\n'
FRAME = """[[frame]]
id = "{id}"
event_type = "{event_type}"
verbs = ["{verb}"]
requires.object = ["@{filler}"]
example = "Troops encircled the rebels."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for folder in ("frames", "actors"):
        (tmp_path / folder).mkdir()
    frame = FRAME.format(id="mine.zemble", event_type="COERCE", verb="zemble", filler="zemblans")
    (tmp_path / "frames" / "mine.toml").write_text(frame, "utf-8")
    (tmp_path / "fillers.toml").write_text('[zemblans]\nwords = ["zemblan"]\n[troops]\nwords = ["zembler"]\n', "utf-8")
    groups = "name,aliases,country,sectors,from,to\nZembla Legion,Zemblan Legion,KEN,REB,2001-01-01,\n"
    (tmp_path / "actors" / "armed_groups.csv").write_text(groups, "utf-8")
    places = (
        "Zembla Heights,Mount Zembla,KEN,Nakuru,-0.3,36.07,5,sub_city,,,,own notes\nKidal,,KEN,,1,36,5,city,,,,own\n"
    )
    (tmp_path / "places.csv").write_text(PLACES + places, "utf-8")
    return tmp_path


def test_a_folder_of_your_own_is_checked_and_shown(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "check", str(own)]) == 0
    for words, shown in (
        ("zemble", "COERCE  mine.zemble"),
        ("zembler", "@troops"),
        ("Zemblan Legion", "KEN REB"),
        ("Mount Zembla", "Zembla Heights  KEN"),
        ("Kidal", "Kidal  KEN"),
    ):
        assert run(["lexicon", "show", *words.split(), "--lexicon-path", str(own)]) == 0
        assert shown in capsys.readouterr().out
    assert run(["lexicon", "show", "soldier", "--lexicon-path", str(own)]) == 0
    assert "@troops" in capsys.readouterr().out


def test_a_frame_of_your_own_codes_and_overrides(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = FRAME.format(id="retreat.withdraw.leave", event_type="MOBILIZE", verb="zemble", filler="troops")
    (own / "frames" / "other.toml").write_text(frame, "utf-8")
    told = tmp_path / "told.txt"
    told.write_text("The army withdrew from Kidal. The army zembled the zembler.", "utf-8")
    given = ["code", str(told), "--coder", "frames", "--output-format", "jsonl", "--quiet"]
    assert run([*given, "--lexicon-path", str(own)]) == 0
    coded = capsys.readouterr().out
    assert run(given) == 0
    assert '"rule": "retreat.withdraw.leave"' in capsys.readouterr().out
    assert '"event": "RETREAT"' not in coded
    assert '"event": "MOBILIZE"' in coded


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("frames/bad.toml", "\n" + FRAME.format(id="x", event_type="VANISH", verb="go", filler="troops"), "line 2"),
        (
            "frames/bad.toml",
            FRAME.format(id="x", event_type="AID", verb="go", filler="nobody"),
            "no filler class '@nobody'",
        ),
        ("frames.toml", "", "never read; a folder of your own holds frames/*.toml"),
        ("actors/groups.csv", "", "lists of actors are called armed_groups.csv"),
        ("actors/organisations.csv", "name,country\nx,y\n", "no column"),
        ("places.csv", "name\nx\n", "no column"),
        ("places.csv", PLACES + "X,,KEN,,99,36,5,city,,,,own\n", "line 2: no point of the globe"),
        ("places.csv", PLACES + "X,,KEN,,nan,36,5,city,,,,own\n", "line 2: 'nan' is no number"),
        ("places.csv", PLACES + "X,,KEN,,1,36,5,city,,,seven,own\n", "line 2: 'seven' is no number"),
        ("frames/bad.toml", FRAME.format(id="x", event_type="AID", verb="", filler="troops"), "an empty trigger"),
        ("frames/bad.toml", HEAD + 'verbs = ["go"]\nrequires = "x"\n', "must be a table"),
        ("frames/bad.toml", HEAD + 'verbs = ["go"]\nby_content = { AID = "VANISH" }\n', "which PLOVER has not"),
        ("fillers.toml", 'mine = "x"\n', "mine must be a table"),
        ("fillers.toml", '[mine]\nincludes = ["nobody"]\n', "no filler class 'nobody'"),
    ],
)
def test_a_fault_in_a_folder_of_your_own_is_named(
    own: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, fault: str
) -> None:
    (own / name).write_text(content, "utf-8")
    assert run(["lexicon", "check", str(own)]) == 1
    assert fault in capsys.readouterr().err
