"""What a rule's match gives the readings: its fields, and what the text and report let it be reckoned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateline.coding.dates.calendar import Stretch
from dateline.coding.dates.lexemes import Lexeme
from dateline.model.dates import DateBasis, TimexType

HUNDRED = 100
UNKNOWN = "X"


class Tense(StrEnum):
    """Tell which way from the report the clause around a date looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Hold what a date is reckoned from: the day of the report, the date mentioned before, the tense of the clause.

    `here` is the date mentioned before where it stands in the same sentence, `day_before` the day mentioned last,
    `weekdays` the days that weekdays (1 is Monday) have meant so far.
    """

    report: date | None
    other: Stretch | None
    here: Stretch | None
    day_before: Stretch | None = None
    weekdays: Mapping[int, date] = field(default_factory=dict[int, date])
    tense: Tense

    @property
    def day(self) -> date:
        """Return the day of the report.

        Raises: LookupError if it has none.
        """
        if self.report is None:
            raise LookupError("the report has no date")
        return self.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold what one time expression means; `timex_type` is set where it overrides the rule's."""

    value: str
    stretch: Stretch | None = None
    basis: DateBasis = DateBasis.RELATIVE_TO_DATELINE
    timex_type: TimexType | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Hold the lexemes that each field of a rule took."""

    taken: Mapping[str, Sequence[Lexeme]]

    def __contains__(self, name: str) -> bool:
        """Tell whether the match has the field."""
        return name in self.taken

    def value(self, name: str) -> int | str:
        """Return what the lexicon or the figures of the field's first lexeme say it is worth."""
        return self.taken[name][0].value

    def text(self, name: str) -> str:
        """Return the field's first lexeme in lower case."""
        return self.taken[name][0].lower

    def integer(self, name: str, default: int = 0) -> int:
        """Return a field that is a whole number, or `default` where the match lacks it."""
        found = self.taken[name][0].value if name in self.taken else default
        return found if isinstance(found, int) else default

    def count(self, name: str) -> float | None:
        """Return a number of several words ("two hundred and five" -> 205); null where it is vague."""
        total = 0.0
        for lexeme in self.taken[name]:
            if lexeme.value == UNKNOWN:
                return None
            worth = _worth(lexeme)
            total = total * worth if worth >= HUNDRED and 0 < total < worth else total + worth
        return total


def _worth(lexeme: Lexeme) -> float:
    if isinstance(lexeme.value, int):
        return lexeme.value
    try:
        return float(lexeme.value)
    except ValueError:
        return 0


def taken(stretch: Stretch, basis: DateBasis = DateBasis.RELATIVE_TO_DATELINE) -> Reading:
    """Read an expression as a stretch of the calendar."""
    return Reading(value=stretch.value, stretch=stretch, basis=basis)
