"""Tell what belongs to the page and not to the report: buttons, page numbers, captions, pointers to other reports."""

import re
from collections.abc import Sequence

from dateline.lexicon.reading import ReadingLexicon
from dateline.read.blocks import Block, ends_sentence

PAGE_NUMBER = re.compile(r"[\W_]*|(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?")
MAX_NOTICE = 400
MAX_NOTICE_WORDS = 40
MAX_CAPTION = 800
MAX_CREDIT_WORDS = 10
CREDIT_START = re.compile(r"[.!?][\"'”’)\]]{0,2}\s+|[(\[]|\s[–—|-]\s")
CREDIT_PARTS = re.compile(r"\s*[/|,:]\s*|\s+(?:via|by|for|photo)(?:\s+|$)", re.IGNORECASE)
CREDIT_WORDS = frozenset({"via", "by", "for", "of", "and", "photo", "file"})


def is_furniture(line: str, lexicon: ReadingLexicon) -> bool:
    """Tell whether a line is the page's own: a share button, a page number, a notice of rights."""
    lower = line.lower().strip(" .,:;|*_»«<>→←[]()!")
    if not lower or lower in lexicon.furniture or PAGE_NUMBER.fullmatch(lower):
        return True
    if len(line) < MAX_NOTICE and line.lower().lstrip(" (*_").startswith(lexicon.furniture_openings):
        return len(line.split()) <= MAX_NOTICE_WORDS
    return bool(re.fullmatch(r"https?://\S{1,500} \d{1,3}/\d{1,3}", line))


def opens_with(line: str, cues: Sequence[str]) -> str | None:
    """Return what follows a cue and its colon at the start of a line, "" where nothing does; null without a cue."""
    lower = line[:80].lower()
    for cue in cues:
        if lower.startswith(cue):
            rest = line[len(cue) :].strip()
            if not rest or rest[0] in ":|»>→":
                return rest.lstrip(":|»>→ ").strip()
    return None


def is_caption(block: Block, lexicon: ReadingLexicon) -> bool:
    """Tell whether a paragraph describes a picture: it opens with a photo cue or ends in a credit (`Jo Doe / AFP`)."""
    text = block.text
    if len(text) > MAX_CAPTION or not text:
        return False
    opening = text[:40].lower().partition(":")[0].strip(" ([*")
    if ":" in text[:40] and opening in lexicon.photo_cues:
        return True
    if block.emphasised and text.endswith(block.emphasised) and _names_agency(block.emphasised, lexicon):
        return True
    return _is_credit(text, lexicon)


def _is_credit(text: str, lexicon: ReadingLexicon) -> bool:
    """Judge the words after the last sentence end or opening bracket."""
    closed = re.search(r"[)\]]\.?$", text)
    if ends_sentence(text) and not closed:
        return False
    starts = [m.end() for m in CREDIT_START.finditer(text)]
    tail = text[starts[-1] if starts else 0 :].strip(" ()[].")
    is_square = bool(closed) and "[" in text[-len(tail) - 4 :]
    words = tail.lower().split()
    if not words or len(words) > MAX_CREDIT_WORDS:
        return False
    parts = [p for p in CREDIT_PARTS.split(tail) if p]
    named = [p for p in parts if _names_agency(p, lexicon)]
    cued = any(" ".join(words[:n]).rstrip(":") in lexicon.photo_cues for n in (1, 2, 3))
    is_name = all(w[0].isupper() or not w[0].isalpha() or w in CREDIT_WORDS for w in tail.split())
    return is_name and bool(named) and (len(parts) > 1 or cued or is_square)


def _names_agency(words: str, lexicon: ReadingLexicon) -> bool:
    found = [p.strip(" .()[]*").lower() for p in CREDIT_PARTS.split(words)]
    return any(p in lexicon.agencies or p in lexicon.photo_agencies for p in found)
