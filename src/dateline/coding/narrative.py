"""What a report takes up again: "the attack" of a later sentence is the one it told of before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dateline.coding.coders.protocol import Finding
from dateline.coding.parsed import Parsed, Token
from dateline.model.events import EventRecord, Modality

NOMINAL = frozenset({"NOUN", "PROPN", "VERB"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
OTHERS = frozenset({"other", "another", "previous", "earlier", "past", "former", "similar", "new", "next", "further"})
LEAD_SENTENCES, ACCOUNT_DAYS = 2, 28
REMEMBERED = 60  # events that a reader has in mind; a text without end costs no more


@dataclass(frozen=True, slots=True)
class Told:
    """Hold an event that the report has told, as found and as recorded."""

    finding: Finding
    record: EventRecord


def taken_up(finding: Finding, parsed: Parsed, before: Sequence[Told]) -> tuple[Told, ...]:
    """List the events told `before` that a finding takes up, the last first: of its type and its word.

    Its own word must be definite: "the raid" takes up a raid, "another raid" does not.
    """
    named = [*parsed.tokens_in(finding.trigger), *parsed.children(finding.head, "nsubj", "nsubjpass")]
    words = {t.lemma for t in named if t.pos in NOMINAL and _is_definite(t, parsed)}
    return tuple(
        told
        for told in reversed(before[-REMEMBERED:])
        if words
        and told.finding.event_type is finding.event_type
        and words & {t.lemma for t in parsed.tokens_in(told.finding.trigger)}
    )


def account(finding: Finding, before: Sequence[Told]) -> tuple[Told, ...]:
    """List the account that a finding goes on with: the lead's event of its type, if it sums up a month or longer."""
    if finding.modality is not Modality.ASSERTED:
        return ()
    lead = takewhile(lambda t: t.finding.sentence < LEAD_SENTENCES, before)
    first = next((t for t in lead if t.finding.event_type is finding.event_type), None)
    date = first.record.date if first else None
    if first is None or date is None or date.evidence is None or date.earliest is None or date.latest is None:
        return ()
    return (first,) if (date.latest - date.earliest).days >= ACCOUNT_DAYS else ()


def _is_definite(noun: Token, parsed: Parsed) -> bool:
    words = [t for t in parsed.children(noun.i) if t.i < noun.i]
    return any(t.lower in DEFINITE for t in words) and not any(t.lower in OTHERS or t.tag == "JJR" for t in words)
