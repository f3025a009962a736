"""Dates as the text gives them: never more precise than its words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.model.text import Evidence


class DateBasis(StrEnum):
    """Tell what a date was worked out from."""

    EXPLICIT = "explicit"
    RELATIVE_TO_DATELINE = "relative_to_dateline"
    RELATIVE_TO_EVENT = "relative_to_event"
    PUBLICATION_FALLBACK = "publication_fallback"


class TimexType(StrEnum):
    """Name the four kinds of time expression of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Hold one time expression.

    `value` is its TIMEX3 value (`2024-06-12`, `2023-09`, `P3D`, `PRESENT_REF`), `edtf` its EDTF (ISO 8601-2) form,
    null where it names no stretch of the calendar (a duration, a set); `earliest` and `latest` bound it, both
    inclusive.
    """

    evidence: Evidence
    timex_type: TimexType
    value: str
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: DateBasis = DateBasis.EXPLICIT
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """Date a record: `evidence` is null where the text has no words for it (`basis`: `publication_fallback`)."""

    evidence: Evidence | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    basis: DateBasis
    reason: str = ""
