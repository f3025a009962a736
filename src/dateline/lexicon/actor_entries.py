"""What the lists of actors hold: names and words, and what they mean for a time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Tell what sort of thing a listed name or word names."""

    COUNTRY = "country"
    PEOPLE = "people"
    SEAT = "seat"
    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    ROLE = "role"


class Strength(StrEnum):
    """Tell how a role word shares the meaning of its phrase with its modifiers.

    STRONG decides, WEAK yields to a modifier that says more ("Hamas fighters"), MODIFIER never stands alone,
    FORMER makes of a holder one who was, EMPTY names no actor.
    """

    STRONG = "strong"
    WEAK = "weak"
    MODIFIER = "modifier"
    FORMER = "former"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold what a name or word means for a time; `since` and `until` are inclusive, null where open.

    `shape` is what a pronoun sees: person, group, organisation, country or thing. `is_known` marks offices whose
    holder's surname alone is enough.
    """

    kind: Kind
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    id: str | None = None
    strength: Strength = Strength.STRONG
    shape: str = "organisation"
    is_known: bool = False

    def held(self, on: date) -> bool:
        """Tell whether it held on a day."""
        return (self.since or on) <= on <= (self.until or on)
