"""Read an exported page, plain or Markdown, to a report."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Report
from dateline.read.blocks import Block, BlockKind, clean_text, ends_sentence, join_lines, squeeze
from dateline.read.fingerprint import fingerprint, report_id
from dateline.read.markdown import find_markdown_blocks, is_parsable, looks_like_markdown, split_front_matter
from dateline.read.publisher import publisher_of
from dateline.read.sorter import Draft, Sorter
from dateline.read.wire import find_wire_header

WIDTHS = range(40, 121)  # characters: narrower is verse or a list, wider is no printed page
MIN_PAIRS = 3
MIN_BROKEN = 0.7
BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
WORD = re.compile(r"\w+")


def read_plain(text: str, name: str, lexicon: ReadingLexicon, *, is_markdown: bool | None = None) -> Report:
    """Read a plain or Markdown export called `name`; whether it is Markdown is judged by its look where it is not said.

    Raises: ReadError if nothing is left for a body.
    """
    matter, text = split_front_matter(clean_text(text))
    marked = looks_like_markdown(text) if is_markdown is None else is_markdown
    blocks = find_markdown_blocks(text) if marked and is_parsable(text) else find_plain_blocks(text, lexicon)
    sorter = Sorter(lexicon, blocks)
    for line in matter:
        sorter.take_label(line)
    for block in blocks:
        sorter.take(block)
    return _compose(sorter.draft, name, lexicon)


def find_plain_blocks(text: str, lexicon: ReadingLexicon) -> list[Block]:
    """Find the groups of lines between blank lines; those broken to a fixed width flow."""
    groups = [[line for line in map(squeeze, group.split("\n")) if line] for group in BLANK_LINES.split(text)]
    groups = [group for group in groups if group]
    width = _page_width(groups)
    return [Block(kind=BlockKind.PARAGRAPH, lines=tuple(_rejoin(group, width, lexicon))) for group in groups]


def _page_width(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the width at which lines were broken: where the next word would not have fitted in most of them."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if len(pairs) < MIN_PAIRS:
        return None
    width = sorted(len(line) for line, _ in pairs)[int(len(pairs) * 0.9)]
    broken = sum(_was_broken(line, following, width) for line, following in pairs)
    return width if width in WIDTHS and broken >= MIN_BROKEN * len(pairs) else None


def _was_broken(line: str, following: str, width: int | None) -> bool:
    return width is not None and len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _rejoin(lines: Sequence[str], width: int | None, lexicon: ReadingLexicon) -> list[str]:
    """Join the lines that the page broke; a line that the next word would still have fitted into ends its paragraph."""
    joined: list[list[str]] = []
    for line in lines:
        before = joined[-1][-1] if joined else ""
        if joined and (
            _was_broken(before, line, width) or (not ends_sentence(before) and _goes_on(before, line, lexicon))
        ):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [join_lines(group) for group in joined]


def _paragraphs(body: Sequence[Block], lexicon: ReadingLexicon) -> list[str]:
    """List the paragraphs of the body, those that a page break cut in two joined."""
    known = frozenset(w.lower() for block in body for line in block.lines for w in WORD.findall(line))
    groups: list[list[str]] = []
    is_open = False
    for block in body:
        is_paragraph = block.kind is BlockKind.PARAGRAPH
        for text in [join_lines(block.lines, known)] if block.is_flowing else block.lines:
            if is_open and is_paragraph and _goes_on(groups[-1][-1], text, lexicon):
                groups[-1].append(text)
            else:
                groups.append([text])
            is_open = is_paragraph and not ends_sentence(text)
    return [join_lines(group, known) for group in groups]


def _goes_on(before: str, text: str, lexicon: ReadingLexicon) -> bool:
    """Tell whether `text` goes on with a paragraph that has no sentence end: by its small letter or what it follows."""
    if text[:1].islower() or before.endswith(","):
        return True
    last = WORD.findall(before[-40:])
    return bool(last) and last[-1] in lexicon.dangling and before.endswith(last[-1])


def _compose(draft: Draft, name: str, lexicon: ReadingLexicon) -> Report:
    text = "\n\n".join(_paragraphs(draft.body, lexicon))
    if not text.strip():
        raise ReadError("the body is empty")
    fields = draft.fields
    url = fields.get("url")
    dateline = find_wire_header(text, fields.get("published"), lexicon)
    return Report(
        id=fields.get("id") or report_id(name, text),
        text=text,
        sha256=fingerprint(text),
        title=fields.get("title"),
        url=url,
        publisher=fields.get("publisher") or (publisher_of(url, lexicon, draft.authors) if url else None),
        agency=fields.get("agency") or dateline.agency,
        published=fields.get("published"),
        language=fields.get("language"),
        byline=fields.get("byline"),
        authors=tuple(author for author in draft.authors if author != dateline.agency),
        dateline=dateline,
        captions=tuple(draft.captions),
        related=tuple(draft.related),
    )
