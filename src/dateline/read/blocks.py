"""The pieces of an exported page before they are sorted: headings, paragraphs, list items, images."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

SENTENCE_END = re.compile(r"[.!?:;…。][\"'”’»)\]]{0,3}$")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
BLANKS = re.compile(r"[^\S\n]+")


class BlockKind(StrEnum):
    """Tell what a piece of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    IMAGE = "image"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold one piece: its lines, the links in it as (words, target), and the bold or italic words it ends in.

    `is_flowing` says that its line ends mean nothing, as Markdown's do.
    """

    kind: BlockKind
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    emphasised: str = ""
    is_flowing: bool = False

    @property
    def text(self) -> str:
        """Return the lines as one."""
        return join_lines(self.lines)


def clean_text(text: str) -> str:
    """Unify line ends, resolve HTML entities that an export left behind, and drop characters that print nothing.

    A form feed ends a page and therefore a line group, like a blank line.
    """
    text = LINE_ENDS.sub("\n", text).replace("\f", "\n\n")
    text = ENTITY.sub(lambda found: unescape(found.group()), text)
    return INVISIBLE.sub("", text)


def squeeze(line: str) -> str:
    """Strip a line and make every run of blanks one space."""
    return BLANKS.sub(" ", line).strip()


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does, closing quotation marks and brackets aside."""
    return bool(SENTENCE_END.search(text[-8:]))


def join_lines(lines: Sequence[str], known: frozenset[str] = frozenset()) -> str:
    """Join the lines of one paragraph with spaces.

    A hyphen at a line's end stays ("well-\\nknown") unless the word without it is among `known` ("with-\\ndraw").
    """
    joined: list[str] = []
    for line in lines:
        if joined and re.search(r"\w-$", joined[-1][-2:]) and line[:1].islower():
            first = re.findall(r"[\w'’]+$", joined[-1][-40:-1])
            rest = re.match(r"\w{1,40}", line)
            whole = (first[0] if first else "") + (rest.group() if rest else "")
            joined[-1] = joined[-1][:-1] if whole.lower() in known else joined[-1]
            joined.append(line)
        else:
            joined.append(f" {line}" if joined else line)
    return "".join(joined)
