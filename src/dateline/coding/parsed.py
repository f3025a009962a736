"""A report as its words, sentences and syntax: plain values that know nothing of the parser that made them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.model.text import Evidence, Span


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word: `i` and `head` index `Parsed.tokens`, `start` and `end` are code points of the report's text.

    `pos` is the Universal POS tag, `tag` Penn's, `dep` spaCy's English label (ClearNLP), `entity` spaCy's NER
    label or "".
    `lower` and `lemma` are lower case; the lemma of a proper noun keeps its own form.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str
    sentence: int
    is_quoted: bool = False

    @property
    def span(self) -> Span:
        """Return the token's own span."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one sentence: tokens `first` to `last` (exclusive), its span, and the number of its paragraph."""

    index: int
    first: int
    last: int
    span: Span
    paragraph: int


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """Hold a text parsed: all tokens, its sentences, and ways up and down the dependency tree."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    model: str = field(default="")

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        listed: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                listed[token.head].append(token.i)
        return tuple(tuple(c) for c in listed)

    def children(self, i: int, *deps: str) -> list[Token]:
        """List the dependents of token `i` in text order, those with one of `deps` only where any are given."""
        found = [self.tokens[c] for c in self._children[i]]
        return [t for t in found if t.dep in deps] if deps else found

    def subtree(self, i: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """List the tokens below and including `i` in text order, without branches whose label is in `stop`."""
        found, todo = [i], [i]
        while todo:
            for child in self._children[todo.pop()]:
                if self.tokens[child].dep not in stop:
                    found.append(child)
                    todo.append(child)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Walk from token `i` up to the root of its sentence, without `i` itself."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_tokens(self, sentence: int) -> Sequence[Token]:
        """Return the tokens of one sentence."""
        bounds = self.sentences[sentence]
        return self.tokens[bounds.first : bounds.last]

    def span(self, indices: Iterable[int]) -> Span:
        """Return the shortest span that holds the tokens at `indices`."""
        listed = list(indices)
        return Span(start=self.tokens[min(listed)].start, end=self.tokens[max(listed)].end)

    def evidence(self, indices: Iterable[int]) -> Evidence:
        """Quote the words from the first to the last of `indices`."""
        return Evidence.quote(self.text, self.span(indices))

    def tokens_in(self, span: Span) -> list[Token]:
        """List the tokens that overlap `span`."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= span.start:
                low = middle + 1
            else:
                high = middle
        found: list[Token] = []
        while low < len(self.tokens) and self.tokens[low].start < span.end:
            found.append(self.tokens[low])
            low += 1
        return found

    def head_of(self, span: Span) -> Token | None:
        """Return the token of `span` whose syntactic head lies outside it, the last such, or null for an empty span."""
        inside = self.tokens_in(span)
        indices = {t.i for t in inside}
        outer = [t for t in inside if t.head not in indices or t.head == t.i]
        nominal = [t for t in outer if t.pos not in {"PUNCT", "DET", "ADP"}]
        return (nominal or outer or [None])[-1]

    def noun_phrase(self, i: int) -> list[int]:
        """List the tokens of the noun phrase headed by `i`: without clauses, appositions, coordinates, punctuation."""
        outside = frozenset(
            {
                "relcl",
                "acl",
                "appos",
                "conj",
                "cc",
                "punct",
                "preconj",
                "advcl",
                "prep",
                "case",
                "mark",
                "parataxis",
                "advmod",
            }
        )
        kept = set(self.subtree(i, outside))
        return [k for k in range(min(kept), i + 1) if k in kept] or [i]
