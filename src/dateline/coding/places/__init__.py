"""Find toponyms, resolve them to places, and tell where each event happened."""

from dateline.coding.places.adjectives import find_adjectives
from dateline.coding.places.event_place import PlaceFinder, place_of
from dateline.coding.places.mentions import find_places

__all__ = ["PlaceFinder", "find_adjectives", "find_places", "place_of"]
