"""Sort the blocks of an exported page into the fields of a report and its body."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.lexicon.reading import ReadingLexicon
from dateline.read.blocks import Block, BlockKind, ends_sentence
from dateline.read.furniture import is_caption, is_furniture, opens_with
from dateline.read.header import MAX_HEADER_LINE, PIECES, parse_address, parse_byline, parse_date_line, parse_label
from dateline.read.wire import find_wire_header

HEADER_BLOCKS = 12
MAX_TITLE_WORDS = 30
MAX_TITLE_LETTERS = 200
MAX_RUNNING_LETTERS = 100
MIN_REPEATS = 3  # a line that stands so often in a page is its running head
NO_TITLE_END = re.compile(r"[.…:;,][\"”’)]*$")


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gather the fields of a report while its page is sorted."""

    fields: dict[str, str] = field(default_factory=dict[str, str])
    authors: list[str] = field(default_factory=list[str])
    captions: list[str] = field(default_factory=list[str])
    related: list[str] = field(default_factory=list[str])
    body: list[Block] = field(default_factory=list[Block])

    def set(self, name: str, value: str | None) -> None:
        """Set a field that is not set yet."""
        if value and name not in self.fields:
            self.fields[name] = value


class Sorter:
    """Take the blocks of one page in order and put each where it belongs."""

    def __init__(self, lexicon: ReadingLexicon, blocks: Sequence[Block]) -> None:
        """Prepare to sort `blocks`."""
        self.draft = Draft()
        self._lexicon = lexicon
        self._blocks = blocks
        self._at = 0
        self._expects = ""
        self._has_heading = any(b.kind is BlockKind.HEADING for b in blocks[:HEADER_BLOCKS])
        texts = (block.text for block in blocks)
        short = Counter(text for text in texts if len(text) < MAX_RUNNING_LETTERS and not ends_sentence(text))
        self._running = {text for text, n in short.items() if n >= MIN_REPEATS}

    def take(self, block: Block) -> None:
        """Put one block into the draft's fields or its body."""
        self._at += 1
        if block.kind is BlockKind.IMAGE:
            if " " in block.text:  # one word is a file's name or "image"
                self.draft.captions.append(block.text)
            return
        block = self._without_furniture(block)
        if not block.lines or self._is_address(block) or self._is_related(block) or self._is_title(block):
            return
        block = self._without_header(block)
        if not block.lines or self._is_signature(block):
            return
        if block.kind is BlockKind.PARAGRAPH and is_caption(block, self._lexicon):
            self.draft.captions.append(block.text)
            return
        self.draft.body.append(block)

    def take_label(self, line: str) -> bool:
        """Take a line "label: value" of the header."""
        found = parse_label(line, self._lexicon)
        if not found:
            return False
        name, value = found
        if name == "published":
            if not (date := parse_date_line(value, self._lexicon)):
                return False
            value = date
        elif name == "byline":
            return self._take_byline(value if value.lower().startswith("by ") else f"By {value}")
        elif name == "url" or parse_address(value):
            name, value = "url", parse_address(value) or ""
        elif name == "agency":
            value = self._lexicon.agency(value) or value
        self.draft.set(name, value)
        return bool(value)

    def _without_furniture(self, block: Block) -> Block:
        title = self.draft.fields.get("title")
        dropped = {*self._running, title}
        return _with_lines(
            block, tuple(x for x in block.lines if x not in dropped and not is_furniture(x, self._lexicon))
        )

    def _is_address(self, block: Block) -> bool:
        """Take the original address: labelled, or bare above the body or at its end."""
        label, _, rest = block.lines[0].partition(":")
        is_labelled = label.strip(" *_").lower() in self._lexicon.original_cues
        value = rest.strip() or (block.lines[1] if len(block.lines) > 1 else "")
        address = parse_address(value) or next((t for _, t in block.links if parse_address(t)), None)
        if is_labelled and (address or not value):
            self._expects = "" if address else "url"
            self.draft.set("url", address)
            return True
        text = block.text
        bare = parse_address(text) or next((t for w, t in block.links[:1] if w == text and parse_address(t)), None)
        if bare and (self._expects == "url" or not self.draft.body or self._at == len(self._blocks)):
            self.draft.set("url", bare)
        self._expects = "" if bare else self._expects
        return bool(bare)

    def _is_related(self, block: Block) -> bool:
        """Take pointers to other reports: after a cue, or a block that is nothing but links."""
        rest = opens_with(block.lines[0], self._lexicon.related_cues)
        titles = [words for words, _ in block.links if words]
        if rest is not None:
            listed = titles or [x for x in (rest, *block.lines[1:]) if x]
            self._expects = "" if listed else "related"
            self.draft.related += listed
            return True
        text = block.text
        is_linked = bool(titles) and sum(map(_letters, titles)) >= _letters(text)
        is_pointer = is_linked and bool(self.draft.body) and not parse_byline(text, self._lexicon)
        is_listed = self._expects == "related" and not ends_sentence(text) and len(text) < MAX_TITLE_LETTERS
        if is_pointer or is_listed:
            self.draft.related += titles or list(block.lines)
            return True
        self._expects = ""
        return False

    def _is_title(self, block: Block) -> bool:
        """Take the first heading, or a first line that is short and no sentence, as the title."""
        if (
            "title" in self.draft.fields
            or self.draft.body
            or (self._has_heading and block.kind is not BlockKind.HEADING)
        ):
            return False
        first = block.text if block.is_flowing else block.lines[0]
        following = block.lines[1] if len(block.lines) > 1 and not block.is_flowing else ""
        if self._is_header_line(first) or parse_label(first, self._lexicon):
            return False
        if following and not self._is_header_line(following):
            return False
        if block.kind is not BlockKind.HEADING and not self._may_be_title(block, first):
            return False
        self.draft.set("title", first)
        if following:
            left = self._without_header(_with_lines(block, block.lines[1:]))
            if left.lines:
                self.draft.body.append(left)
        return True

    def _may_be_title(self, block: Block, first: str) -> bool:
        is_short = len(first) <= MAX_TITLE_LETTERS and len(first.split()) <= MAX_TITLE_WORDS
        is_all = self._at == len(self._blocks) and len(block.lines) == 1
        if is_all or not is_short or (NO_TITLE_END.search(first[-8:]) and not self._is_above_header(block)):
            return False
        return find_wire_header(f"{first}\n", None, self._lexicon).span is None

    def _is_above_header(self, block: Block) -> bool:
        below = block.lines[1:2] or (self._blocks[self._at].lines[:1] if self._at < len(self._blocks) else ())
        return any(map(self._is_header_line, below))

    def _is_header_line(self, line: str) -> bool:
        pieces = PIECES.split(line) if len(line) <= MAX_HEADER_LINE else [line]
        return all(parse_date_line(p, self._lexicon) or parse_byline(p, self._lexicon) for p in pieces if p.strip())

    def _without_header(self, block: Block) -> Block:
        """Take bylines, dates and labels out of a block near the top of the page."""
        if self._at > HEADER_BLOCKS:
            return block
        return _with_lines(block, tuple(line for line in block.lines if not self._take_header_line(line)))

    def _take_header_line(self, line: str) -> bool:
        if self.take_label(line):
            return True
        if not self._is_header_line(line):
            return False
        for piece in filter(str.strip, PIECES.split(line)):
            if date := parse_date_line(piece, self._lexicon):
                self.draft.set("published", date)
            else:
                self._take_byline(piece)
        return True

    def _take_byline(self, line: str) -> bool:
        byline = parse_byline(line, self._lexicon)
        if byline:
            self.draft.set("byline", byline.text)
            self.draft.set("agency", byline.agency)
            self.draft.authors += [a for a in byline.authors if a not in self.draft.authors]
        return byline is not None

    def _is_signature(self, block: Block) -> bool:
        """Take an agency's name that stands alone under the body."""
        agency = self._lexicon.agency(block.text)
        self.draft.set("agency", agency)
        return agency is not None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _with_lines(block: Block, lines: tuple[str, ...]) -> Block:
    return replace(block, lines=lines)
