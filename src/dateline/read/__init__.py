"""From bytes to reports: each reader fills a `Report`, or says why it cannot."""

from dateline.read.formats import INPUT_FORMATS
from dateline.read.sources import ReadIssue, read_sources

__all__ = ["INPUT_FORMATS", "ReadIssue", "read_sources"]
