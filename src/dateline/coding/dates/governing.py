"""The date that governs an event's words: not the nearest one, but the one its verb hangs on or is told by."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates.attachment import VERBS, Attached, attached_dates, led_clauses
from dateline.coding.dates.climb import way_down, way_up
from dateline.coding.dates.undated import fallback, front, no_later, of_what_is_taken_up, to_event_date, told_before
from dateline.coding.narrative import Told
from dateline.coding.parsed import Parsed, Token
from dateline.model.dates import DateMention, EventDate
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

OPEN_END, OPEN_START = frozenset({"since", "after"}), frozenset({"until", "till", "by", "before"})
DASHES = frozenset({"-", "–", "—"})
RANGE_ENDS = frozenset({"to", "until", "till", "through"})
SETTINGS = frozenset({"in", "during", "at", "on", "throughout", "amid"})


def date_of(
    finding: Finding, parsed: Parsed, dates: Sequence[DateMention], report: Report, again: Sequence[Told] = ()
) -> EventDate | None:
    """Date a finding by the time expression that governs it, else by the events told before that it tells `again`.

    Else the report's own day says what is possible.

    An event told of without a date of its own happened no later than it was told: the day of that is then its
    `latest`, with no `earliest`. Background and states, which may be of any time, get `edtf` null and a reason.
    """
    listed = [a for a in attached_dates(parsed, dates, finding.sentence) if a.mention.edtf]
    for step in way_up(finding, parsed):
        own = _own(step.token, parsed, listed, finding.state is None)
        if own and step.is_reported:
            return no_later(own)
        if own:
            return own
    for word in way_down(finding, parsed):
        if below := _own(word, parsed, listed, finding.state is None):
            return below
    told = front(finding, parsed, listed) or told_before(finding, parsed, dates)
    return told or of_what_is_taken_up(again) or fallback(finding, parsed, dates, report)


def _own(token: Token, parsed: Parsed, listed: Sequence[Attached], is_event: bool) -> EventDate | None:
    """Date what `token` says by the dates that hang on it, or else on the things and settings around it."""
    mine = [a for a in listed if a.head == token.i]
    if not mine and token.pos in VERBS:
        mine = [a for a in listed if a.verb == token.i and (not a.is_attribute or _is_setting(a, token, parsed))]
    if not mine and token.pos in VERBS:
        since = {verb: mark for verb, mark in led_clauses(parsed, token.i) if mark == "since"}
        mine = [replace(a, preposition="since") for a in listed if a.verb in since]
    return _combined(mine, token, parsed, is_event) if mine else None


def _is_setting(attached: Attached, verb: Token, parsed: Parsed) -> bool:
    """Tell whether a dated thing is what the verb took place in: "killed during an October assault"."""
    thing = parsed.tokens[attached.head]
    preposition = parsed.tokens[thing.head]
    return thing.dep == "pobj" and preposition.lower in SETTINGS and preposition.head == verb.i


def _combined(mine: Sequence[Attached], token: Token, parsed: Parsed, is_event: bool) -> EventDate:
    """Date by a range where two dates make one, else by the best of them."""
    for first, second in pairwise(mine):
        if _is_range(first, second, parsed):
            return _range(first.mention, second.mention, parsed)
    best = min(mine, key=lambda a: _rank(a, token))
    return _bounded(best) if is_event else to_event_date(best.mention)


def _rank(attached: Attached, token: Token) -> tuple[bool, int, int]:
    """Prefer a date to a bound, the more precise, the nearer."""
    distance = abs(attached.mention.evidence.span.start - token.start)
    return attached.preposition in OPEN_END | OPEN_START, _days(attached.mention), distance


def _days(mention: DateMention) -> int:
    return (mention.latest - mention.earliest).days if mention.latest and mention.earliest else 0


def _is_range(first: Attached, second: Attached, parsed: Parsed) -> bool:
    between = parsed.text[first.mention.evidence.span.end : second.mention.evidence.span.start].strip()
    if not (first.mention.earliest and second.mention.latest and first.mention.earliest <= second.mention.latest):
        return False
    if first.preposition == "between":
        return between.lower() == "and"
    is_led = first.preposition == "from" and second.preposition in RANGE_ENDS
    return is_led or between.lower() in RANGE_ENDS | DASHES


def _range(first: DateMention, second: DateMention, parsed: Parsed) -> EventDate:
    span = Span.covering([first.evidence.span, second.evidence.span])
    edtf = f"{str(first.edtf).split('/')[0]}/{str(second.edtf).split('/')[-1]}"
    return EventDate(
        evidence=Evidence.quote(parsed.text, span),
        edtf=_years_of_decades(edtf, first, second),
        earliest=first.earliest,
        latest=second.latest,
        basis=first.basis,
        reason=f"{first.rule} to {second.rule}",
    )


def _years_of_decades(edtf: str, first: DateMention, second: DateMention) -> str:
    """Write an interval between decades by its years: EDTF allows no X within an interval of level 1."""
    if "X" in edtf and first.earliest and second.latest:
        return f"{first.earliest.year:04}/{second.latest.year:04}"
    return edtf


def _bounded(attached: Attached) -> EventDate:
    """Read "since 1994" as an interval without an end, "until May" as one without a start."""
    dated = to_event_date(attached.mention)
    edtf = _years_of_decades(str(dated.edtf), attached.mention, attached.mention)
    if attached.preposition in OPEN_END:
        return replace(dated, edtf=f"{edtf.split('/')[0]}/..", latest=None)
    if attached.preposition in OPEN_START:
        return replace(dated, edtf=f"../{edtf.split('/')[-1]}", earliest=None)
    return dated
