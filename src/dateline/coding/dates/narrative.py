"""The date of what a report takes up again: "the attack" of a later sentence is the one that was dated before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates.attachment import NOUNS
from dateline.coding.parsed import Parsed, Token
from dateline.model.dates import DateBasis, EventDate
from dateline.model.events import Modality

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
LEAD_SENTENCES, ACCOUNT_DAYS = 2, 28
OTHERS = frozenset({"other", "another", "previous", "earlier", "past", "former", "similar", "new", "next", "further"})


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold an event of a report and its date."""

    finding: Finding
    date: EventDate | None


def taken_up(finding: Finding, parsed: Parsed, before: Sequence[Dated]) -> EventDate | None:
    """Date an event without a date of its own by the one before it that it takes up; null where it takes up none.

    It takes up what has its type and its word, if its own word is definite: "the raid", not "another raid". What goes
    on with an account of a month or longer ("In 2015 3,500 civilians died") is of that time.
    """
    alike = [d for d in before if d.finding.event_type is finding.event_type and d.date and d.date.evidence]
    named = [*parsed.tokens_in(finding.trigger), *parsed.children(finding.head, "nsubj", "nsubjpass")]
    words = {t.lemma for t in named if t.pos in NOUNS and _is_definite(t, parsed)}
    for told in reversed(alike):
        if words & {t.lemma for t in parsed.tokens_in(told.finding.trigger)}:
            return _as_told(told, parsed)
    goes_on = finding.modality is Modality.ASSERTED and alike and _is_account(alike[0])
    return _as_told(alike[0], parsed) if goes_on else None


def _is_account(told: Dated) -> bool:
    """Tell whether an event of the lead sums up a month or longer."""
    if told.finding.sentence >= LEAD_SENTENCES or not (told.date and told.date.earliest and told.date.latest):
        return False
    return (told.date.latest - told.date.earliest).days >= ACCOUNT_DAYS


def _as_told(told: Dated, parsed: Parsed) -> EventDate | None:
    said = parsed.text[told.finding.trigger.start : told.finding.trigger.end]
    reason = f"takes up {said!r}, dated before"
    return told.date and replace(told.date, basis=DateBasis.RELATIVE_TO_EVENT, reason=reason)


def _is_definite(noun: Token, parsed: Parsed) -> bool:
    words = [t for t in parsed.children(noun.i) if t.i < noun.i]
    return any(t.lower in DEFINITE for t in words) and not any(t.lower in OTHERS or t.tag == "JJR" for t in words)
