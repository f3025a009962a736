"""Quantities: what a report counts, and which record each count belongs to."""

from dateline.coding.quantities.binding import quantities_of
from dateline.coding.quantities.counts import CountMention, find_quantities

__all__ = ["CountMention", "find_quantities", "quantities_of"]
