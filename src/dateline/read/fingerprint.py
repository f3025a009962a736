"""Tell reports apart by their words."""

import hashlib
import unicodedata
from pathlib import PurePath


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def report_id(name: str, text: str) -> str:
    """Name a report that brings no id: its file's name without folders and endings, and the start of its fingerprint.

    The same file gives the same id on every machine, in whatever folder it lies.
    """
    stem = PurePath(name).name.split(".")[0].strip() or "report"
    return f"{unicodedata.normalize('NFC', stem)}-{fingerprint(text)[:12]}"
