from importlib.resources import as_file

import numpy as np

from dateline.coding.coders.encoding import ARGUMENTS, Encoded, Encoder
from dateline.coding.coders.network import find_arguments, find_triggers, load_tokenizer
from dateline.lexicon.files import data_path
from dateline.model.text import Span

ENCODED = Encoded(ids=(101, 1, 2, 3, 102), offsets=((0, 0), (0, 3), (4, 7), (8, 12), (0, 0)))
OUTSIDE, FIRST, INSIDE = [0.98, 0.01, 0.01], [0.2, 0.7, 0.1], [0.2, 0.1, 0.7]


def triggers(*rows: list[float]) -> list[list[int]]:
    return [pieces for pieces, _ in find_triggers(np.array([OUTSIDE, *rows, OUTSIDE], np.float32), ENCODED)]


def tagged(*tags: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    likely = np.full((5, 1 + 2 * len(ARGUMENTS)), 0.01, np.float32)
    likely[range(5), (0, *tags, 0)] = 0.8
    return likely


def test_a_piece_that_goes_on_belongs_to_the_trigger_before_it() -> None:
    assert triggers(FIRST, INSIDE, OUTSIDE) == [[1, 2]]
    assert triggers(FIRST, FIRST, OUTSIDE) == [[1], [2]]
    assert triggers(FIRST, OUTSIDE, INSIDE) == [[1], [3]]


def test_an_unlikely_tail_is_no_part_of_a_likely_trigger() -> None:
    assert triggers(FIRST, [0.9, 0.02, 0.08], OUTSIDE) == [[1], [2]]


def test_what_lies_outside_the_sentence_is_no_trigger() -> None:
    assert find_triggers(np.array([FIRST, *[OUTSIDE] * 3, FIRST], np.float32), ENCODED) == []


def test_a_part_of_a_sentence_ends_where_another_begins() -> None:
    first, then = find_arguments(tagged(1, 2, 3), ENCODED)
    assert first[:2] == (ARGUMENTS[0], Span(start=0, end=7))
    assert then[:2] == (ARGUMENTS[1], Span(start=8, end=12))
    assert [round(p, 3) for *_, p in (first, then)] == [0.8, 0.8]
    assert len(find_arguments(tagged(1, 1, 0), ENCODED)) == 2


def test_a_short_sentence_is_not_padded() -> None:
    with as_file(data_path("coder")) as place:
        encoder = Encoder(load_tokenizer(place / "tokenizer.json"))
    assert len(encoder.encode("Rebels attacked.", (0, 16)).ids) < 10
