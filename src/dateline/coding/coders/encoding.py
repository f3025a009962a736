"""Encode a sentence for the trained coder: word pieces, their offsets, the sentence before, and the marks around a trigger."""

from dataclasses import dataclass
from typing import Protocol

MAX_PIECES = 128
MAX_BEFORE = 48
ARGUMENTS = ("actor", "recipient", "place", "from", "to", "date", "until", "quantity", "agreement", "speaker")
OPEN, CLOSE = "[unused1]", "[unused2]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """Hold word pieces: `offsets` in the report's text ((0, 0) for marks), `segments` 0 for the sentence, 1 for the one before.

    `trigger` lists the positions of the pieces between the marks, none in pass one.
    """

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    trigger: tuple[int, ...] = ()


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
        self._first, self._parting, self._open, self._close = (self._id(t) for t in ("[CLS]", "[SEP]", OPEN, CLOSE))

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token}")
        return found

    def encode(
        self, text: str, sentence: tuple[int, int], before: tuple[int, int] | None, trigger: tuple[int, int] | None = None
    ) -> Encoded:
        """Encode one sentence of `text`, with the one before it, and with marks around `trigger` in pass two."""
        pieces = self._pieces(text, sentence)
        inside = [i for i, (_, (start, end)) in enumerate(pieces) if trigger and start < trigger[1] and trigger[0] < end]
        pieces = _window(pieces, inside)
        inside = [i for i, (_, (start, end)) in enumerate(pieces) if trigger and start < trigger[1] and trigger[0] < end]
        own = [(self._first, (0, 0))]
        marked: list[int] = []
        for i, piece in enumerate(pieces):
            if inside and i == inside[0]:
                own.append((self._open, (0, 0)))
            if inside and inside[0] <= i <= inside[-1]:
                marked.append(len(own))
            own.append(piece)
            if inside and i == inside[-1]:
                own.append((self._close, (0, 0)))
        own.append((self._parting, (0, 0)))
        earlier = [*self._pieces(text, before)[-MAX_BEFORE:], (self._parting, (0, 0))] if before else []
        both = own + earlier
        return Encoded(
            ids=tuple(i for i, _ in both), offsets=tuple(o for _, o in both),
            segments=(0,) * len(own) + (1,) * len(earlier), trigger=tuple(marked),
        )

    def _pieces(self, text: str, span: tuple[int, int]) -> list[tuple[int, tuple[int, int]]]:
        cut = self._tokenizer.encode(text[span[0] : span[1]], add_special_tokens=False)
        return [(i, (span[0] + start, span[0] + end)) for i, (start, end) in zip(cut.ids, cut.offsets, strict=True)]


def _window(pieces: list[tuple[int, tuple[int, int]]], inside: list[int]) -> list[tuple[int, tuple[int, int]]]:
    """Keep at most `MAX_PIECES` pieces, those around the trigger where there is one."""
    if len(pieces) <= MAX_PIECES:
        return pieces
    first = max(0, min(inside[0] - MAX_PIECES // 2, len(pieces) - MAX_PIECES)) if inside else 0
    return pieces[first : first + MAX_PIECES]
