"""Actors: the words that name them, who they are on the day of the report, and who words that point back mean."""

from dateline.coding.actors.find import find_actors
from dateline.coding.actors.resolve import resolve_actors

__all__ = ["find_actors", "resolve_actors"]
