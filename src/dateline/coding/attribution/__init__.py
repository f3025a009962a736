"""Attribution: who is said to have said what, and whose claim a finding is."""

from dateline.coding.attribution.attribute import attribute, innermost
from dateline.coding.attribution.quotes import QuoteMention, find_quotes

__all__ = ["QuoteMention", "attribute", "find_quotes", "innermost"]
