"""The date that governs an event's words: not the nearest one, but the one its verb hangs on or is told by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates.attachment import NOUNS, VERBS, Attached, attached_dates, first_verb, is_pluperfect, led_clauses
from dateline.coding.parsed import Parsed, Token
from dateline.model.dates import DateBasis, DateMention, EventDate, TimexType
from dateline.model.events import Modality
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

REPORTED = frozenset({"ccomp", "parataxis"})
CLAUSE_LABELS = frozenset({"relcl", "acl", "advcl", "ccomp", "punct"})
OTHER_TIME = frozenset({"after", "before", "since", "until", "because", "although", "though", "whereas", "unless", "if"})
OPEN_END, OPEN_START = frozenset({"since", "after"}), frozenset({"until", "till", "by", "before"})
LEAD_SENTENCES, LEAD_DAYS = 3, 7
MAX_QUOTED = 6  # sentences that a quotation is followed back
RANGE_ENDS = frozenset({"to", "until", "till", "through"})
SETTINGS = frozenset({"in", "during", "at", "on", "throughout", "amid"})
UNSETTLED = frozenset({Modality.PLANNED, Modality.CONDITIONAL, Modality.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one stop on the way up from a trigger: `is_reported` once a verb of saying lies between."""

    token: Token
    is_reported: bool


def to_event_date(mention: DateMention, reason: str = "") -> EventDate:
    """Date an event by one time expression as it stands."""
    return EventDate(
        evidence=mention.evidence, edtf=mention.edtf, earliest=mention.earliest, latest=mention.latest, basis=mention.basis, reason=reason or mention.rule
    )


def date_of(finding: Finding, parsed: Parsed, dates: Sequence[DateMention], report: Report) -> EventDate | None:
    """Date a finding by the time expression that governs it, else by what the report's own day allows.

    An event told of without a date of its own happened no later than it was told: the speech's or the report's day is
    then its `latest`, with no `earliest`. Background and states, which may be of any time, get `edtf` null and a reason.
    """
    listed = [a for a in attached_dates(parsed, dates, finding.sentence) if a.mention.edtf and a.mention.timex_type is not TimexType.SET]
    for step in _way_up(finding, parsed):
        own = _own(step.token, parsed, listed, finding.state is None)
        if own and step.is_reported:
            return _no_later(own)
        if own:
            return own
    return _front(finding, parsed, listed) or _told_before(finding, parsed, dates) or _fallback(finding, parsed, dates, report)


def _way_up(finding: Finding, parsed: Parsed) -> Iterator[Step]:
    """Walk from the trigger up to the words whose date is also its own; stop where another time begins."""
    token = parsed.tokens[finding.head]
    yield Step(token, False)
    for inner in parsed.tokens_in(finding.trigger):
        if inner.i != token.i and inner.pos in VERBS | NOUNS:
            yield Step(inner, False)
    for partner in _sharers(token, parsed):
        yield Step(partner, False)
    is_reported = False
    while token.head != token.i and not _is_of_another_time(token, parsed):
        is_reported = is_reported or (token.dep in REPORTED and token.pos in VERBS)
        token = parsed.tokens[token.head]
        if token.pos in VERBS | NOUNS:
            yield Step(token, is_reported)


def _sharers(token: Token, parsed: Parsed) -> Iterator[Token]:
    """Yield the verbs whose date is the trigger's: "killed ten and took hostages on Friday", "the raid, made on Friday"."""
    if token.pos in VERBS:
        for partner in parsed.children(token.i, "conj"):
            if partner.tag == token.tag and not parsed.children(partner.i, "nsubj", "nsubjpass"):
                yield partner
    else:
        yield from _clauses_on(token, parsed)


def _clauses_on(noun: Token, parsed: Parsed) -> Iterator[Token]:
    """Yield the verbs that tell of a thing, also where the parser hangs them on a word beside it."""
    yield from parsed.children(noun.i, "relcl", "acl")
    phrase = parsed.subtree(noun.i, CLAUSE_LABELS)
    for inner in phrase:
        for clause in parsed.children(inner, "relcl", "acl") if inner != noun.i else ():
            if parsed.tokens[min(parsed.subtree(clause.i)) - 1].lower == ",":
                yield clause
    after = parsed.tokens[max(phrase) + 1 : max(phrase) + 3]
    if [t.tag for t in after] == [",", "VBN"] and after[1].sentence == noun.sentence:
        yield after[1]


def _is_of_another_time(token: Token, parsed: Parsed) -> bool:
    """Tell whether the words that `token` heads happen at a time of their own, not that of what they hang on."""
    parent = parsed.tokens[token.head]
    if token.pos not in VERBS:
        return parent.lower in OTHER_TIME and parent.pos in {"ADP", "SCONJ"}
    if token.dep in {"relcl", "acl"}:
        return token.dep == "relcl" and is_pluperfect(parsed, token)
    if token.dep == "advcl":
        return any(mark.lower in OTHER_TIME for mark in parsed.children(token.i, "mark"))
    if token.dep == "pcomp":
        return parent.lower in OTHER_TIME
    return token.dep == "conj" and _auxiliaries(token, parsed) - _auxiliaries(parent, parsed) != frozenset()


def _auxiliaries(verb: Token, parsed: Parsed) -> frozenset[str]:
    return frozenset(t.lower for t in parsed.children(verb.i, "aux") if t.lower != "to")


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
    for first, second in zip(mine, mine[1:], strict=False):
        if _is_range(first, second, parsed):
            return _range(first.mention, second.mention, parsed)
    ranked = sorted(mine, key=lambda a: (a.preposition in OPEN_END | OPEN_START, _days(a.mention), abs(a.mention.evidence.span.start - token.start)))
    return _bounded(ranked[0]) if is_event else to_event_date(ranked[0].mention)


def _days(mention: DateMention) -> int:
    return (mention.latest - mention.earliest).days if mention.latest and mention.earliest else 0


def _is_range(first: Attached, second: Attached, parsed: Parsed) -> bool:
    between = parsed.text[first.mention.evidence.span.end : second.mention.evidence.span.start].strip()
    if not (first.mention.earliest and second.mention.latest and first.mention.earliest <= second.mention.latest):
        return False
    if first.preposition == "between":
        return between.lower() == "and"
    return between.lower() in RANGE_ENDS | {"-", "–", "—"} or (first.preposition == "from" and second.preposition in RANGE_ENDS)  # noqa: RUF001 - dashes of texts


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
    edtf = _years_of_decades(str(dated.edtf), attached.mention, attached.mention) if "X" in str(dated.edtf) else str(dated.edtf)
    if attached.preposition in OPEN_END:
        return replace(dated, edtf=f"{edtf.split('/')[0]}/..", latest=None)
    if attached.preposition in OPEN_START:
        return replace(dated, edtf=f"../{edtf.split('/')[-1]}", earliest=None)
    return dated


def _no_later(told: EventDate) -> EventDate:
    return replace(told, earliest=None, reason=f"told then, so no later ({told.reason})")


def _front(finding: Finding, parsed: Parsed, listed: Sequence[Attached]) -> EventDate | None:
    """Date the main clause by a date that opens the sentence, wherever the parser has hung it."""
    *_, last = _way_up(finding, parsed)
    first = parsed.tokens[parsed.sentences[finding.sentence].first]
    if last.token.head != last.token.i or not listed or _is_background(last.token, parsed):
        return None
    opening = listed[0].mention
    if parsed.tokens_in(opening.evidence.span)[0].i - first.i > 1 or listed[0].is_attribute:
        return None
    return _no_later(to_event_date(opening)) if last.is_reported else to_event_date(opening)


def _told_before(finding: Finding, parsed: Parsed, dates: Sequence[DateMention]) -> EventDate | None:
    """Date a quotation that goes on by when its speaker spoke, as a sentence before it in the paragraph says."""
    if not parsed.tokens[finding.head].is_quoted:
        return None
    paragraph = parsed.sentences[finding.sentence].paragraph
    for index in range(finding.sentence - 1, max(-1, finding.sentence - MAX_QUOTED), -1):
        if parsed.sentences[index].paragraph != paragraph:
            return None
        for attached in attached_dates(parsed, dates, index):
            if attached.mention.edtf and not parsed.tokens[attached.head].is_quoted and attached.verb == attached.head:
                return _no_later(to_event_date(attached.mention))
    return None


def _is_background(token: Token, parsed: Parsed) -> bool:
    verb = parsed.tokens[first_verb(parsed, token.i)]
    return is_pluperfect(parsed, verb)


def _fallback(finding: Finding, parsed: Parsed, dates: Sequence[DateMention], report: Report) -> EventDate:
    reason = _undated_reason(finding, parsed)
    published = report.published_on
    if published is None:
        reason = "neither the words nor the report give a date"
    if reason:
        return _undated(None, None, reason)
    if published and (lead := _lead(parsed, dates, published, finding.sentence)):
        return replace(lead, latest=published, reason="no date in its words: that of the report's lead")
    return _undated(published.isoformat() if published else None, published, "no date in its words: told on the report's day, so no later")


def _lead(parsed: Parsed, dates: Sequence[DateMention], published: date, sentence: int) -> EventDate | None:
    """Return the day before the report's own on which what its opening tells happened."""
    for mention in dates:
        first = parsed.tokens_in(mention.evidence.span)[0]
        if first.sentence >= min(LEAD_SENTENCES, sentence) or mention.timex_type is not TimexType.DATE:
            return None
        if mention.earliest and mention.earliest == mention.latest:
            age = (published - mention.earliest).days
            return to_event_date(mention) if 0 < age <= LEAD_DAYS else None
    return None


def _undated(edtf: str | None, latest: date | None, reason: str) -> EventDate:
    return EventDate(evidence=None, edtf=edtf, earliest=None, latest=latest, basis=DateBasis.PUBLICATION_FALLBACK, reason=reason)


def _undated_reason(finding: Finding, parsed: Parsed) -> str:
    """Say why the report's day tells nothing about when it was; empty where it does."""
    verb = parsed.tokens[first_verb(parsed, finding.head)]
    if finding.modality is Modality.HISTORICAL or (is_pluperfect(parsed, verb) and verb.dep not in REPORTED):
        return "background, told without a date"
    if finding.modality in UNSETTLED:
        return "not said to have happened"
    if finding.state is not None and verb.tag not in {"VBD", "VBN"}:
        return "a state, told without a date"
    return ""
