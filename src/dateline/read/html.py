"""Read one news page: its article's body and what its head says of it."""

import logging
import re
from html import unescape
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Report
from dateline.read.blocks import INVISIBLE, squeeze
from dateline.read.fingerprint import fingerprint, report_id
from dateline.read.furniture import is_furniture
from dateline.read.markdown import TAG
from dateline.read.publisher import publisher_of
from dateline.read.wire import find_wire_header

LANGUAGE = re.compile(r"<html\b[^<>]{0,1000}?\slang\s{0,4}=\s{0,4}[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
MAIN_HEADING = re.compile(r"<h1\b[^<>]{0,1000}>(.{1,600}?)</h1", re.IGNORECASE | re.DOTALL)
SITE_MARK = re.compile(r" [|–—·-] ")
MIN_TITLE_WORDS = 3
MAX_NAME_WORDS = 5
MAX_PAGE_CHARACTERS = 3_000_000
# What a page can break inside the extractor and its parsers: they promise no exception of their own.
BROKEN_PAGE = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError, SyntaxError,
)  # fmt: skip
# The latest day a page may name: the extractor would otherwise ask the clock.
DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}


def read_page(page: str, name: str, lexicon: ReadingLexicon) -> Report:
    """Read one HTML page called `name`.

    Raises: ReadError if the page is too large, or no article is found in it.
    """
    if len(page) > MAX_PAGE_CHARACTERS:
        raise ReadError(f"the page has {len(page):,} characters; at most {MAX_PAGE_CHARACTERS:,} are read")
    found = _extract(page)
    url = found.url or None
    publisher = _publisher(found.sitename, url, lexicon)
    title = _title(found.title, page, f"{publisher} {found.sitename} {found.hostname}")
    text = "\n\n".join(_paragraphs(found.text or "", title, lexicon))
    if not text:
        raise ReadError("no article was found in the page")
    published = found.date or None
    dateline = find_wire_header(text, published, lexicon)
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    language = LANGUAGE.search(page[:20_000])
    return Report(
        id=report_id(name, text),
        text=text,
        sha256=fingerprint(text),
        title=title,
        url=url,
        publisher=publisher,
        agency=next(filter(None, map(lexicon.agency, authors)), None) or dateline.agency,
        published=published,
        language=language[1].lower() if language else None,
        authors=tuple(a for a in authors if not lexicon.agency(a)),
        dateline=dateline,
    )


def _extract(page: str) -> Document:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it would warn of every page without an article
    try:
        found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=DATES)
    except BROKEN_PAGE as error:
        raise ReadError(f"the page cannot be taken apart: {type(error).__name__}") from error
    if not isinstance(found, Document):
        raise ReadError("no article was found in the page")
    return found


def _publisher(site: str | None, url: str | None, lexicon: ReadingLexicon) -> str | None:
    """Prefer the host we know, then the name the site gives itself, then its domain name."""
    by_host = publisher_of(url, lexicon) if url else None
    if not site or by_host in lexicon.hosts.values():
        return by_host
    is_domain = "." in site or (site == site.capitalize() and site.lower() in (url or ""))
    return by_host if is_domain or len(site.split()) > MAX_NAME_WORDS else site


def _title(title: str | None, page: str, site: str) -> str | None:
    """Cut the site's name off the end of a title; the page's main heading wins where the title only adds to it."""
    title = squeeze(title or "")
    heading = MAIN_HEADING.search(page)
    shown = squeeze(unescape(TAG.sub(" ", heading[1]))) if heading else ""
    if len(shown.split()) >= MIN_TITLE_WORDS and title.startswith(shown):
        return shown
    for mark in reversed(list(SITE_MARK.finditer(title))):
        tail = _letters(title[mark.end() :])
        if not tail or tail not in _letters(site):
            break
        title = title[: mark.start()]
    return title or None


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.lower()))


def _paragraphs(text: str, title: str | None, lexicon: ReadingLexicon) -> list[str]:
    lines = [squeeze(INVISIBLE.sub("", line)) for line in text.split("\n")]
    return [line for line in lines if line and line != title and not is_furniture(line, lexicon)]
