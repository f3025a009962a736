"""Read one news page: its article's body and what its head says of it."""

import logging
import re
from typing import Any, cast

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Report
from dateline.read.blocks import INVISIBLE, squeeze
from dateline.read.fingerprint import fingerprint, report_id
from dateline.read.header import is_furniture, publisher_of
from dateline.read.wire import find_wire_header

LANGUAGE = re.compile(r"<html\b[^<>]{0,1000}?\slang\s{0,4}=\s{0,4}[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
MAX_PAGE_CHARACTERS = 5_000_000
# What a page can break inside the extractor and its parsers: they promise no exception of their own.
BROKEN_PAGE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError, etree.LxmlError)
# The latest day a page may name: the extractor would otherwise ask the clock.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}


def read_page(page: str, name: str, lexicon: ReadingLexicon) -> Report:
    """Read one HTML page called `name`.

    Raises: ReadError if the page is too large, or no article is found in it.
    """
    if len(page) > MAX_PAGE_CHARACTERS:
        raise ReadError(f"the page has {len(page):,} characters; at most {MAX_PAGE_CHARACTERS:,} are read")
    found = _extract(page)
    text = "\n\n".join(_paragraphs(found.text or "", found.title, lexicon))
    if not text:
        raise ReadError("no article was found in the page")
    published = found.date or None
    url = found.url or None
    dateline = find_wire_header(text, published, lexicon)
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    language = LANGUAGE.search(page[:20_000])
    return Report(
        id=report_id(name, text),
        text=text,
        sha256=fingerprint(text),
        title=squeeze(found.title or "") or None,
        url=url,
        publisher=found.sitename or (publisher_of(url, lexicon) if url else None),
        agency=next(filter(None, map(lexicon.agency, authors)), None) or dateline.agency,
        published=published,
        language=language[1].lower() if language else None,
        authors=tuple(a for a in authors if not lexicon.agency(a)),
        dateline=dateline,
    )


def _extract(page: str) -> Document:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=cast("dict[str, Any]", DATES))
    except BROKEN_PAGE as error:
        raise ReadError(f"the page cannot be taken apart: {type(error).__name__}") from error
    if not isinstance(found, Document):
        raise ReadError("no article was found in the page")
    return found


def _paragraphs(text: str, title: str | None, lexicon: ReadingLexicon) -> list[str]:
    lines = [squeeze(INVISIBLE.sub("", line)) for line in text.split("\n")]
    return [line for line in lines if line and line != title and not is_furniture(line, lexicon)]
