"""Encode a sentence for the trained coder: word pieces and their offsets."""

from dataclasses import dataclass
from typing import Protocol

MAX_PIECES = 128
ARGUMENTS = ("actor", "recipient", "place", "from", "to", "date", "until", "quantity", "agreement", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """Hold word pieces: `offsets` in the report's text ((0, 0) for [CLS] and [SEP])."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def inside(self, span: tuple[int, int]) -> list[int]:
        """List the pieces that overlap `span`."""
        return [i for i, (start, end) in enumerate(self.offsets) if end > start and start < span[1] and span[0] < end]


class Pieces(Protocol):
    """Hold what the `tokenizers` library gives for a text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Tokenizer(Protocol):
    """Ask of the `tokenizers` library no more than this."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Pieces:
        """Cut a text into word pieces."""
        ...

    def token_to_id(self, token: str) -> int | None:
        """Return the id of a word piece."""
        ...


class Encoder:
    """Encode sentences with one tokenizer; the same for training and for coding."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Look up the special pieces once."""
        self._tokenizer = tokenizer
        self._first, self._parting = self._id("[CLS]"), self._id("[SEP]")

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token}")
        return found

    def encode(self, text: str, sentence: tuple[int, int]) -> Encoded:
        """Encode one sentence of `text`, its first `MAX_PIECES` pieces."""
        nowhere = (0, 0)
        pieces = [(self._first, nowhere), *self._pieces(text, sentence)[:MAX_PIECES], (self._parting, nowhere)]
        return Encoded(ids=tuple(i for i, _ in pieces), offsets=tuple(o for _, o in pieces))

    def _pieces(self, text: str, span: tuple[int, int]) -> list[tuple[int, tuple[int, int]]]:
        cut = self._tokenizer.encode(text[span[0] : span[1]], add_special_tokens=False)
        return [(i, (span[0] + start, span[0] + end)) for i, (start, end) in zip(cut.ids, cut.offsets, strict=True)]
