"""What the lists of actors hold, and how users add to them."""

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.actor_lists import plural_forms
from dateline.lexicon.actors import Kind, load_actors
from dateline.lexicon.files import data_path
from dateline.lexicon.ontology import load_ontology
from dateline.lexicon.phrases import PhraseIndex, atoms
from dateline.lexicon.rows import listed, load_rows

LISTS = [p.name for p in data_path("actors").iterdir() if p.name.endswith(".csv")]
NO_SECTOR = {"NGO", "IGO"}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_sector_of_a_list_is_one_of_plovers(name: str) -> None:
    known = {*load_ontology().sectors, *NO_SECTOR}
    assert {s for _, row in load_rows(data_path("actors", name), ("sectors",)) for s in listed(row["sectors"])} <= known


@pytest.mark.parametrize("name", ["offices.csv", "armed_groups.csv", "organisations.csv", "officials_to_2014.csv"])
def test_no_term_ends_before_it_begins(name: str) -> None:
    for where, row in load_rows(data_path("actors", name), ("from", "to")):
        assert not (row["from"] and row["to"]) or row["from"] <= row["to"], where


def test_armed_groups_are_many() -> None:
    files = ("armed_groups.csv", "armed_groups_to_2013.csv")
    names = {row["name"] for f in files for _, row in load_rows(data_path("actors", f), ("name",))}
    assert len(names) >= 400


def test_a_surname_means_the_holder_of_the_day() -> None:
    lexicon = load_actors()
    holder = lexicon.surname("Johnson", date(2020, 1, 1))
    assert holder is not None
    assert holder.country == "GBR"
    assert lexicon.surname("Johnson", date(1991, 1, 1)) is None


def test_the_longest_name_is_taken_whatever_its_spacing_and_accents() -> None:
    index = PhraseIndex([("Islamic State", "group", False), ("Islamic State West Africa Province", "branch", False)])
    assert index.longest(atoms("Islamic-State West  Africa Province"), 0) == (5, ["branch"])
    assert index.longest(atoms("Islamic State fell"), 0) == (2, ["group"])
    assert index.longest(atoms("islamic state"), 0) == (0, [])


def test_plurals_follow_english() -> None:
    assert [plural_forms(w) for w in ("army", "gunman", "coach")] == [("armies",), ("gunmen",), ("coaches",)]


def test_a_folder_of_ones_own_lists_comes_before_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "armed_groups.csv").write_text(
        "name,aliases,country,sectors,from,to\nBlue Sabres,Sabres,NOR,PRM,,\n", "utf-8"
    )
    (found,) = load_actors([tmp_path]).names.named("Blue Sabres")
    assert (found.kind, found.country, found.sectors) == (Kind.GROUP, "NOR", ("PRM",))


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("roles.csv", "phrase,sectors,strength,kind\nwizard,CVL,huge,person\n", "line 2"),
        ("offices.csv", "person,aliases,country,office,sectors,from,to\nA B,,NOR,king,GOV,yesterday,\n", "no date"),
        ("organisations.csv", "name,aliases\nA,B\n", "no column"),
    ],
)
def test_a_faulty_list_is_refused_by_name(tmp_path: Path, file: str, text: str, fault: str) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=fault):
        load_actors([tmp_path])
