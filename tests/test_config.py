import json
from pathlib import Path

import pytest

from dateline.cli import run
from dateline.config import Config, load_config
from dateline.errors import ConfigError


def test_a_flag_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text('min_confidence = 0.2\nspacy_model = "from_file"\noutput_format = "json"\n', encoding="utf-8")
    environment = {"DATELINE_SPACY_MODEL": "from_environment", "DATELINE_MIN_CONFIDENCE": "0.4", "HOME": "/"}
    resolved = load_config({"min_confidence": 0.6, "coder": None}, environment, file)
    assert resolved.config == Config(spacy_model="from_environment", min_confidence=0.6, output_format="json")
    assert resolved.origins == {
        "coder": "default",
        "jobs": "default",
        "lexicon_path": "default",
        "min_confidence": "flag --min-confidence",
        "output_format": str(file),
        "spacy_model": "environment DATELINE_SPACY_MODEL",
    }


def test_the_file_of_the_current_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config({}, {}).config == Config()
    (tmp_path / "dateline.toml").write_text("min_confidence = 1", encoding="utf-8")
    assert load_config({}, {}).config.min_confidence == 1


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"DATELINE_SPACY_MODLE": "x"}, "no setting is called 'spacy_modle'; did you mean 'spacy_model'"),
        ({"DATELINE_MIN_CONFIDENCE": "high"}, "min_confidence = 'high'"),
        ({"DATELINE_MIN_CONFIDENCE": "nan"}, "must be a number from 0 to 1"),
        ({"DATELINE_LEXICON_PATH": "no/such"}, "must be a folder"),
        ({"DATELINE_CODER": "oracle"}, "must be both or model or frames"),
        ({"DATELINE_CONFIG": "no/such.toml"}, "no/such.toml"),
    ],
)
def test_an_unknown_or_unfit_setting_is_named_with_its_remedy(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config({}, environment)


@pytest.mark.parametrize("broken", ["min_confidence = ", "[a]\nb = 1", "min_confidence = true", "\udcff"])
def test_a_broken_file_is_named(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(broken.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match=r"broken\.toml"):
        load_config({}, {}, file)


def test_config_prints_each_value_and_its_origin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_MIN_CONFIDENCE", "0.25")
    assert run(["config", "--output-format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["min_confidence"] == {"value": 0.25, "origin": "environment DATELINE_MIN_CONFIDENCE"}
    assert run(["config"]) == 0
    assert "environment DATELINE_MIN_CONFIDENCE" in capsys.readouterr().out


def test_an_unknown_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATELINE_COLOUR", "red")
    assert run(["config"]) == 2
    assert "dateline: environment DATELINE_COLOUR: no setting is called 'colour'" in capsys.readouterr().err
