"""Tell the format of an input by its name and its first bytes."""

import re

from dateline.errors import ReadError

INPUT_FORMATS = ("jsonl", "text", "markdown", "html")
ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".txt": "text", ".text": "text", ".md": "markdown",
    ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "PDF", ".warc": "WARC",
    ".rss": "RSS", ".atom": "Atom", ".nitf": "NITF", ".xml": "XML", ".docx": "Word", ".doc": "Word", ".epub": "EPUB",
    ".zip": "ZIP",
}  # fmt: skip
PROLOGUE = rb"(?:<\?xml[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE (?:rss|nitf)[^>]{0,500}>|\s)*"
FLAGS = re.DOTALL | re.IGNORECASE
MAGIC = (
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"WARC/\d"), "WARC"),
    (re.compile(rb"PK\x03\x04"), "ZIP"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|\x7fELF|SQLite format 3"), "binary"),
    (re.compile(PROLOGUE + rb"<(?:rss|rdf:RDF)\b", FLAGS), "RSS"),
    (re.compile(PROLOGUE + rb"<feed\b", FLAGS), "Atom"),
    (re.compile(PROLOGUE + rb"<nitf\b", FLAGS), "NITF"),
)
PAGE = re.compile(PROLOGUE + rb"<(?:!doctype\s+html|html|head)\b", FLAGS)
GZIP = b"\x1f\x8b"


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case, that of the packed file for `.gz`."""
    name = name.lower().removesuffix(".gz")
    return name[name.rfind(".") :] if "." in name.rsplit("/", 1)[-1].lstrip(".") else ""


def tell_format(name: str, head: bytes) -> str:
    """Tell the format by the first bytes where they leave no doubt, else by the name's ending, else by their look.

    Raises: ReadError naming the format if it is none that is read.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    told = ENDINGS.get(ending(name), "")
    found = next((kind for magic, kind in MAGIC if magic.match(head[:4096])), "")
    if found and told != "jsonl":
        told = found
    elif told in {"", "text", "XML"} and PAGE.match(head[:8192]):
        told = "html"
    elif not told:
        told = "jsonl" if re.match(rb"\s*\{\s*\"", head) else "text"
    if told not in INPUT_FORMATS:
        raise ReadError(f"{told} is not read yet: give its reports as {', '.join(INPUT_FORMATS)}")
    return told
