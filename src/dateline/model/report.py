"""A report: one published text with its publisher, date and dateline."""

import datetime
from dataclasses import dataclass, field

from dateline.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Tell where and when a report was filed: `BAKU, June 12 (AFP) -`; `place` is the place's words."""

    place: str | None = None
    date: datetime.date | None = None
    agency: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold one published text and what its header says.

    `text` is the body and is never edited after reading; all offsets of records count its code points.
    `published` is an ISO 8601 date or date-time as given; `published_on` its calendar day.
    `sha256` is of the UTF-8 bytes of `text`.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: Dateline = field(default_factory=Dateline)
    captions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def published_on(self) -> datetime.date | None:
        """Return the calendar day of publication, or of the dateline where the header names none."""
        if self.published:
            return datetime.date.fromisoformat(self.published[:10])
        return self.dateline.date
