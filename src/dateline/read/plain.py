"""Sort an exported page, plain or Markdown, into the fields of a report and its body."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Report
from dateline.read.blocks import Block, BlockKind, clean_text, ends_sentence, join_lines, squeeze
from dateline.read.fingerprint import fingerprint, report_id
from dateline.read.header import (
    PIECES,
    is_caption,
    is_furniture,
    opens_with,
    parse_address,
    parse_byline,
    parse_date_line,
    parse_label,
    publisher_of,
)
from dateline.read.markdown import find_markdown_blocks, looks_like_markdown, split_front_matter
from dateline.read.wire import find_wire_header

HEADER_BLOCKS = 12
MAX_TITLE_WORDS = 30
WIDTHS = range(40, 121)


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


def read_plain(text: str, name: str, lexicon: ReadingLexicon, *, is_markdown: bool | None = None) -> Report:
    """Read a plain or Markdown export called `name`; whether it is Markdown is judged by its look where it is not said.

    Raises: ReadError if nothing is left for a body.
    """
    matter, text = split_front_matter(clean_text(text))
    marked = looks_like_markdown(text) if is_markdown is None else is_markdown
    blocks = find_markdown_blocks(text) if marked else find_plain_blocks(text)
    sorter = Sorter(lexicon, blocks)
    for line in matter:
        sorter.take_label(line)
    for block in blocks:
        sorter.take(block)
    return _compose(sorter.draft, name, lexicon)


def find_plain_blocks(text: str) -> list[Block]:
    """Find the groups of lines between blank lines; those broken to a fixed width flow."""
    groups = [g for g in ([squeeze(line) for line in group.split("\n")] for group in re.split(r"\n[^\S\n]*\n\s*", text.strip())) if any(g)]
    width = _page_width(groups)
    return [Block(kind=BlockKind.PARAGRAPH, lines=tuple(piece)) for group in groups for piece in [_rejoin([g for g in group if g], width)]]


def _page_width(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the width at which lines were broken: where the next word would not have fitted in most of them."""
    pairs = [(a, b) for group in groups for a, b in zip(group, group[1:], strict=False) if a and b]
    lengths = sorted(len(a) for a, _ in pairs)
    if len(pairs) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    broken = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > width for a, b in pairs)
    return width if width in WIDTHS and broken >= 0.7 * len(pairs) else None


def _rejoin(lines: Sequence[str], width: int | None) -> list[str]:
    """Join the lines that the page broke; a line that the next word would still have fitted into ends its paragraph."""
    joined: list[list[str]] = []
    for line in lines:
        before = joined[-1][-1] if joined else ""
        is_broken = width is not None and len(before) + 1 + len(line.split(" ", 1)[0]) > width
        if joined and (is_broken or (not ends_sentence(before) and line[:1].islower())):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [join_lines(group) for group in joined]


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
        short = Counter(b.text for b in blocks if len(b.text) < 100 and not ends_sentence(b.text))
        self._running = {text for text, n in short.items() if n >= 3}

    def take(self, block: Block) -> None:
        """Put one block into the draft's fields or its body."""
        self._at += 1
        if block.kind is BlockKind.IMAGE:
            if len(block.text.split()) > 2:
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
        kept = tuple(x for x in block.lines if not is_furniture(x, self._lexicon) and x not in self._running and x != title)
        return _with_lines(block, kept)

    def _is_address(self, block: Block) -> bool:
        """Take the original address: labelled, or bare above the body or at its end."""
        label, _, rest = block.lines[0].partition(":")
        is_labelled = label.strip(" *_").lower() in self._lexicon.original_cues
        value = rest.strip() or (block.lines[1] if len(block.lines) > 1 else "")
        address = parse_address(value) or next((t for w, t in block.links if is_labelled and parse_address(t)), None)
        if is_labelled and (address or not value):
            self._expects = "" if address else "url"
            self.draft.set("url", address)
            return True
        bare = parse_address(block.text) or next((t for w, t in block.links if w == block.text and parse_address(w)), None)
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
        outside = block.text
        for words in titles:
            outside = outside.replace(words, "", 1)
        is_pointer = bool(titles) and not re.search(r"\w", outside) and bool(self.draft.body) and not parse_byline(block.text, self._lexicon)
        is_listed = self._expects == "related" and not ends_sentence(block.text) and len(block.text) < 200
        if is_pointer or is_listed:
            self.draft.related += titles or list(block.lines)
            return True
        self._expects = ""
        return False

    def _is_title(self, block: Block) -> bool:
        """Take the first heading, or a first line that is short and no sentence, as the title."""
        if "title" in self.draft.fields or self.draft.body or (self._has_heading and block.kind is not BlockKind.HEADING):
            return False
        first = block.text if block.is_flowing else block.lines[0]
        following = block.lines[1] if len(block.lines) > 1 and not block.is_flowing else ""
        if self._is_header_line(first) or parse_label(first, self._lexicon) or (following and not self._is_header_line(following)):
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
        is_short = len(first) <= 200 and len(first.split()) <= MAX_TITLE_WORDS
        is_last = self._at == len(self._blocks) and len(block.lines) == 1
        return is_short and not re.search(r"[.…:;,][\"”’)]*$", first) and not is_last and not find_wire_header(f"{first}\n", None, self._lexicon).span

    def _is_header_line(self, line: str) -> bool:
        return all(parse_date_line(p, self._lexicon) or parse_byline(p, self._lexicon) for p in PIECES.split(line) if p.strip())

    def _without_header(self, block: Block) -> Block:
        """Take bylines, dates and labels out of a block near the top of the page."""
        if self._at > HEADER_BLOCKS:
            return block
        return _with_lines(block, tuple(line for line in block.lines if not self._take_header_line(line)))

    def _take_header_line(self, line: str) -> bool:
        if self.take_label(line):
            return True
        pieces = [p for p in PIECES.split(line) if p.strip()]
        if not self._is_header_line(line):
            return False
        for piece in pieces:
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


def _with_lines(block: Block, lines: tuple[str, ...]) -> Block:
    return Block(kind=block.kind, lines=lines, links=block.links, emphasised=block.emphasised, is_flowing=block.is_flowing)


def _paragraphs(body: Sequence[Block], lexicon: ReadingLexicon) -> list[str]:
    """List the paragraphs of the body, those that a page break cut in two joined."""
    known = frozenset(w.lower() for block in body for line in block.lines for w in re.findall(r"\w+", line))
    paragraphs: list[str] = []
    is_open = False
    for block in body:
        for text in [join_lines(block.lines, known)] if block.is_flowing else block.lines:
            last = re.findall(r"\w+$", paragraphs[-1][-40:]) if paragraphs else []
            goes_on = text[:1].islower() or bool(last and last[0] in lexicon.dangling)
            if is_open and block.kind is BlockKind.PARAGRAPH and goes_on:
                paragraphs[-1] = join_lines([paragraphs[-1], text], known)
            else:
                paragraphs.append(text)
            is_open = block.kind is BlockKind.PARAGRAPH and not ends_sentence(paragraphs[-1])
    return paragraphs


def _compose(draft: Draft, name: str, lexicon: ReadingLexicon) -> Report:
    text = "\n\n".join(_paragraphs(draft.body, lexicon))
    if not text.strip():
        raise ReadError("the body is empty")
    fields = draft.fields
    url = fields.get("url")
    dateline = find_wire_header(text, fields.get("published"), lexicon)
    return Report(
        id=fields.get("id") or report_id(name, text), text=text, sha256=fingerprint(text), title=fields.get("title"), url=url,
        publisher=fields.get("publisher") or (publisher_of(url, lexicon) if url else None),
        agency=fields.get("agency") or dateline.agency, published=fields.get("published"), language=fields.get("language"),
        byline=fields.get("byline"), authors=tuple(draft.authors), dateline=dateline,
        captions=tuple(draft.captions), related=tuple(draft.related),
    )  # fmt: skip
