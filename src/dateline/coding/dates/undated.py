"""What dates an event whose own words do not: the sentence's opening, the speech before it, the report."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates.attachment import Attached, attached_dates, first_verb, is_pluperfect
from dateline.coding.dates.calendar import day, moved
from dateline.coding.dates.climb import REPORTED, way_up
from dateline.coding.narrative import Told
from dateline.coding.parsed import Parsed, Token
from dateline.model.dates import DateBasis, DateMention, EventDate, TimexType
from dateline.model.events import Modality
from dateline.model.report import Report

LEAD_SENTENCES, LEAD_DAYS = 3, 7
MAX_QUOTED = 6  # sentences that a quotation is followed back
PERFECT = frozenset({"has", "have", "'ve"})
LENGTH = re.compile(r"P(?P<count>\d{1,4})(?P<unit>DE|[DWMY])")
UNSETTLED = frozenset({Modality.PLANNED, Modality.CONDITIONAL, Modality.POSSIBLE})


def to_event_date(mention: DateMention, reason: str = "") -> EventDate:
    """Date an event by one time expression as it stands."""
    return EventDate(
        evidence=mention.evidence,
        edtf=mention.edtf,
        earliest=mention.earliest,
        latest=mention.latest,
        basis=mention.basis,
        reason=reason or mention.rule,
    )


def no_later(told: EventDate) -> EventDate:
    """Date what was told at a time: it happened then at the latest."""
    return replace(told, earliest=None, reason=f"told then, so no later ({told.reason})")


def front(finding: Finding, parsed: Parsed, listed: Sequence[Attached]) -> EventDate | None:
    """Date the main clause by a date that opens the sentence, wherever the parser has hung it."""
    *_, last = way_up(finding, parsed)
    first = parsed.tokens[parsed.sentences[finding.sentence].first]
    if last.token.head != last.token.i or not listed or _is_background(last.token, parsed):
        return None
    opening = listed[0].mention
    if (
        opening.evidence.span.start > parsed.tokens[min(first.i + 1, len(parsed.tokens) - 1)].start
        or listed[0].is_attribute
    ):
        return None
    return no_later(to_event_date(opening)) if last.is_reported else to_event_date(opening)


def told_before(finding: Finding, parsed: Parsed, dates: Sequence[DateMention]) -> EventDate | None:
    """Date a quotation that goes on by when its speaker spoke, as a sentence before it in the paragraph says."""
    if not parsed.tokens[finding.head].is_quoted:
        return None
    paragraph = parsed.sentences[finding.sentence].paragraph
    for index in range(finding.sentence - 1, max(-1, finding.sentence - MAX_QUOTED), -1):
        if parsed.sentences[index].paragraph != paragraph:
            return None
        for attached in attached_dates(parsed, dates, index):
            if attached.mention.edtf and not parsed.tokens[attached.head].is_quoted and attached.verb == attached.head:
                return no_later(to_event_date(attached.mention))
    return None


def of_what_is_taken_up(again: Sequence[Told]) -> EventDate | None:
    """Date an event by those told before that it tells `again`: the first that has a date of its own."""
    for told in again:
        if told.record.date and told.record.date.evidence:
            reason = f"takes up {told.record.trigger.text!r}, dated before"
            return replace(told.record.date, basis=DateBasis.RELATIVE_TO_EVENT, reason=reason)
    return None


def _is_background(token: Token, parsed: Parsed) -> bool:
    verb = parsed.tokens[first_verb(parsed, token.i)]
    return is_pluperfect(parsed, verb)


def fallback(finding: Finding, parsed: Parsed, dates: Sequence[DateMention], report: Report) -> EventDate:
    """Date a finding by the lead of the report or its day; leave it undated where they tell nothing."""
    published = report.published_on
    if published is None:
        return _undated(None, "neither the words nor the report give a date")
    if lasting := _lasting(finding, parsed, dates, published):
        return lasting
    if reason := _undated_reason(finding, parsed, dates):
        return _undated(None, reason)
    if lead := _lead(parsed, dates, published):
        return replace(lead, latest=published, reason="no date in its words: that of the report's lead")
    return _undated(published, "no date in its words: told on the report's day, so no later")


def _lasting(finding: Finding, parsed: Parsed, dates: Sequence[DateMention], published: date) -> EventDate | None:
    """Date what has lasted to the report's day by its length: "has been besieged for three years"."""
    verb = first_verb(parsed, finding.head)
    if not any(t.lower in PERFECT for t in parsed.children(verb, "aux")):
        return None
    for attached in attached_dates(parsed, dates, finding.sentence):
        length = LENGTH.fullmatch(attached.mention.value)
        if not length or attached.verb != verb or attached.preposition != "for":
            continue
        try:
            began = moved(day(published), -int(length["count"]), length["unit"])
        except (ValueError, OverflowError):  # before the calendar
            continue
        return EventDate(
            evidence=attached.mention.evidence,
            edtf=f"{began.edtf.split('/')[0]}/..",
            earliest=began.earliest,
            latest=None,
            basis=DateBasis.RELATIVE_TO_DATELINE,
            reason="has lasted so long",
        )
    return None


def _lead(parsed: Parsed, dates: Sequence[DateMention], published: date) -> EventDate | None:
    """Return the day before the report's own on which what its opening tells happened."""
    for mention in dates:
        first = next(iter(parsed.tokens_in(mention.evidence.span)), None)
        if first is None or first.sentence >= LEAD_SENTENCES or mention.timex_type is not TimexType.DATE:
            return None
        if mention.earliest and mention.earliest == mention.latest:
            age = (published - mention.earliest).days
            return to_event_date(mention) if 0 < age <= LEAD_DAYS else None
    return None


def _undated(latest: date | None, reason: str) -> EventDate:
    return EventDate(
        evidence=None,
        edtf=latest.isoformat() if latest else None,
        earliest=None,
        latest=latest,
        basis=DateBasis.PUBLICATION_FALLBACK,
        reason=reason,
    )


def _undated_reason(finding: Finding, parsed: Parsed, dates: Sequence[DateMention]) -> str:
    """Say why the report's day tells nothing about when it was; empty where it does."""
    verb = parsed.tokens[first_verb(parsed, finding.head)]
    if finding.modality is Modality.HISTORICAL or (is_pluperfect(parsed, verb) and verb.dep not in REPORTED):
        return "background, told without a date"
    if finding.modality in UNSETTLED:
        return "not said to have happened"
    if finding.state is not None:
        return "a state, told without a date"
    listed = attached_dates(parsed, dates, finding.sentence)
    if any(a.verb == verb.i and a.preposition == "for" and a.mention.timex_type is TimexType.DURATION for a in listed):
        return "told by how long it took, not when"
    return ""
