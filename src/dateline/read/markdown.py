"""Take a Markdown export apart into blocks of plain words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.read.blocks import Block, BlockKind, squeeze

LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\([^()\n]{0,1000}\)")
HEADING = re.compile(r"^#{1,6} [^\n]{1,300}\n(?:[ \t]*\n|\Z)|^[^\s#>*-][^\n]{0,200}\n={3,}[ \t]*$", re.MULTILINE)
STRONG = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])")
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n((?:[^\n]{0,500}\n){1,60}?)---[ \t]*(?:\n|\Z)")
TAG = re.compile(r"<[^<>]{0,2000}>")
HIDDEN = re.compile(r"<(script|style|svg|iframe)\b", re.IGNORECASE)
MAX_MARKUP = 200_000  # characters; a longer text is no report: its paragraphs are taken as they stand
MAX_MARKUP_LINE = 20_000  # a longer line is no Markdown that an export wrote, and inline parsing is not linear
HIGHEST_ITEM = 20  # "1994. Then came the war" is a sentence, not the 1994th item of a list


def looks_like_markdown(text: str) -> bool:
    """Tell whether plain text was marked up: by a link, a heading, bold words or a fence; lone asterisks are prose."""
    return any(sign.search(text) for sign in (LINK, HEADING, STRONG, FENCE))


def is_parsable(text: str) -> bool:
    """Tell whether `text` is short enough to be parsed as Markdown."""
    return len(text) <= MAX_MARKUP and all(len(line) <= MAX_MARKUP_LINE for line in text.split("\n"))


def split_front_matter(text: str) -> tuple[list[str], str]:
    """Split the lines "key: value" between rules at the top of an export from the rest of it."""
    found = FRONT_MATTER.match(text)
    if not found or not all(re.match(r"[\w-]+\s*:|\s|-|#", line) for line in found[1].splitlines()):
        return [], text
    return found[1].splitlines(), text[found.end() :]


def find_markdown_blocks(text: str) -> list[Block]:
    """Find the headings, paragraphs, items, table rows and images of a Markdown text; code is left out."""
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "reference"])
    return list(_walk(parser.parse(text)))


def _walk(tokens: Sequence[Token]) -> Iterator[Block]:
    place = _Place()
    for token in tokens:
        if token.type == "inline":
            yield from place.take(_flatten(token.children or []))
        elif token.type == "html_block" and not HIDDEN.search(token.content[:200]):
            yield _paragraph(TAG.sub(" ", token.content).split("\n"))
        elif token.type == "tr_close":
            yield _paragraph([", ".join(cell for cell in place.cells if cell)])
            place.cells.clear()
        else:
            place.move(token)


@dataclass(slots=True, kw_only=True)
class _Flat:
    """Gather the words of one inline stretch, and where its links and emphasis lie."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    images: list[str] = field(default_factory=list[str])
    emphasised: str = ""


@dataclass(slots=True, kw_only=True)
class _Place:
    """Know where in the page the parser stands."""

    kind: BlockKind = BlockKind.PARAGRAPH
    number: str = ""
    items: int = 0
    in_cell: bool = False
    cells: list[str] = field(default_factory=list[str])

    def move(self, token: Token) -> None:
        """Enter or leave a heading, an item or a table cell."""
        if token.type in {"heading_open", "heading_close"}:
            self.kind = BlockKind.HEADING if token.nesting > 0 else BlockKind.PARAGRAPH
        elif token.type in {"list_item_open", "list_item_close"}:
            self.items += token.nesting
            is_kept = token.nesting > 0 and token.info.isdigit() and int(token.info) > HIGHEST_ITEM
            self.number = f"{token.info}{token.markup} " if is_kept else ""
        elif token.type in {"td_open", "th_open", "td_close", "th_close"}:
            self.in_cell = token.nesting > 0

    def take(self, flat: _Flat) -> Iterator[Block]:
        """Make the blocks of one inline stretch: its images first, then its words."""
        if self.in_cell:
            self.cells.append(squeeze(flat.text))
            return
        for alternative in flat.images:
            yield Block(kind=BlockKind.IMAGE, lines=(squeeze(alternative),))
        lines = [squeeze(line) for line in (self.number + flat.text).split("\n")]
        self.number = ""
        yield Block(
            kind=BlockKind.ITEM if self.items and self.kind is BlockKind.PARAGRAPH else self.kind,
            lines=tuple(filter(None, lines)),
            links=tuple(flat.links),
            emphasised=squeeze(flat.emphasised),
            is_flowing=True,
        )


def _flatten(children: Sequence[Token]) -> _Flat:
    flat, parts, length = _Flat(), list[str](), 0
    opened: list[tuple[int, int, str]] = []
    emphasis = (0, 0)
    for token in children:
        if token.type in {"text", "code_inline", "softbreak", "hardbreak"}:
            parts.append("\n" if token.type.endswith("break") else token.content)
            length += len(parts[-1])
        elif token.type == "image":
            flat.images.append(token.content)
        elif token.type in {"link_open", "strong_open", "em_open"}:
            opened.append((len(parts), length, str(token.attrs.get("href", ""))))
        elif token.type == "link_close":
            first, _, target = opened.pop()
            flat.links.append((" ".join("".join(parts[first:]).split()), target))
        elif token.type in {"strong_close", "em_close"}:
            emphasis = (opened.pop()[1], length)
    flat.text = "".join(parts)
    if not flat.text[emphasis[1] :].strip(" .)"):
        flat.emphasised = flat.text[slice(*emphasis)]
    return flat


def _paragraph(lines: Sequence[str]) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, lines=tuple(filter(None, map(squeeze, lines))), is_flowing=True)
