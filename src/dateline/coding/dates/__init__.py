"""Dates: the time expressions of a report, and which of them dates an event."""

from dateline.coding.dates.attachment import dates_under
from dateline.coding.dates.expressions import find_dates
from dateline.coding.dates.governing import date_of
from dateline.coding.dates.undated import to_event_date

__all__ = ["date_of", "dates_under", "find_dates", "to_event_date"]
