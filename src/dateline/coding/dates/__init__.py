"""Dates: the time expressions of a report, and which of them dates an event."""

from dateline.coding.dates.expressions import find_dates

__all__ = ["find_dates"]
