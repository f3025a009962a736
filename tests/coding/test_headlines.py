"""A headline without a verb to the parser has the verb that it shows to a reader."""

import pytest

from dateline.coding.parse import load_model, parse_text


@pytest.mark.parametrize(
    ("headline", "verb", "subjects", "thing"),
    [
        ("Lesotho and Malta ratify agreement on river traffic.", "ratify", {"Lesotho", "Malta"}, "agreement"),
        ("Bolivia thanks Cyprus for vaccines.", "thanks", {"Bolivia"}, "Cyprus"),
        ("Malta and Peru Sign Trade Agreement", "sign", {"Malta", "Peru"}, "agreement"),
    ],
)
def test_a_word_that_is_only_a_verb_is_the_verb_of_its_headline(
    headline: str, verb: str, subjects: set[str], thing: str
) -> None:
    parsed = parse_text(headline, load_model())
    root = next(t for t in parsed.tokens if t.dep == "ROOT")
    subject = next(t for t in parsed.children(root.i) if t.dep == "nsubj")
    assert (root.text, root.pos) == (verb, "VERB")
    assert {subject.text, *(t.text for t in parsed.children(subject.i, "conj"))} == subjects
    assert [t.text for t in parsed.children(root.i, "dobj")] == [thing]


@pytest.mark.parametrize("name", ["Malta trade agreement.", "Peru and Chile border talks.", "Thanks to Malta."])
def test_a_name_has_no_verb(name: str) -> None:
    assert not any(t.pos == "VERB" for t in parse_text(name, load_model()).tokens)


def test_the_small_words_of_a_title_do_not_make_it_running_text() -> None:
    parsed = parse_text("Mayor of Oruro Resigns Amid Inquiry into Wrongdoing", load_model())
    assert next(t for t in parsed.tokens if t.lower == "resigns").pos == "VERB"
