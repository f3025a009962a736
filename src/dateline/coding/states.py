"""Make state records: how things stood, from the clause that says so or from the event that began it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.dates import date_of, dates_under, to_event_date
from dateline.coding.narrative import Told
from dateline.coding.parsed import Parsed
from dateline.coding.quantities import quantities_of
from dateline.coding.records import Read
from dateline.model.actors import ActorMention
from dateline.model.dates import EventDate, TimexType
from dateline.model.events import EventType, Modality, State, StateRecord, Under
from dateline.model.places import PlaceMention
from dateline.model.text import Evidence

POINTS = frozenset({"", "in", "on", "of", "at", "from", "dated"})
STARTS = frozenset({"since", "from", "after"})
SETTLING = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.RETREAT, EventType.SUPPORT})
BEGUN = {State.CONTROL: "since", State.DEPLOYMENT: "since", State.AGREEMENT: "signed"}
ENDS = frozenset({"until", "till", "to", "through", "by", "before"})


def state_record(finding: Finding, read: Read, events: Sequence[Told] = ()) -> StateRecord:
    """Make the record of a state that a clause asserts; the sentence's `events` give the date of what they began."""
    if finding.state is None:
        raise ValueError("an event is no state")
    bare = _bare(finding, finding.state, read)
    return _dated(MEMBERS[finding.state](bare, finding, read), finding, events, read.parsed)


def _dated(record: StateRecord, finding: Finding, events: Sequence[Told], parsed: Parsed) -> StateRecord:
    """Date a state without a date by the event that the same words tell: "took the town on Monday"."""
    if record.since or record.signed or record.state not in BEGUN:
        return record
    for event in events:
        date = event.record.date
        if _tells(event.finding, finding, parsed) and date and date.evidence:
            return replace(record, **{BEGUN[record.state]: date})
    return record


def _tells(event: Finding, state: Finding, parsed: Parsed) -> bool:
    """Tell whether an event's words are a state's own, or say of an agreement that it came about."""
    if event.trigger.overlaps(state.trigger):
        return True
    noun = parsed.tokens[state.head]
    return event.event_type in SETTLING and noun.head == event.head and noun.dep in {"nsubj", "nsubjpass", "dobj"}


def started_state(finding: Finding, read: Read) -> StateRecord | None:
    """Make the record of the state that an event began: who captured a place has controlled it since."""
    if finding.starts is not State.CONTROL or finding.modality is not Modality.ASSERTED:
        return None
    holder = _first(read, finding, Role.ACTOR)
    place = _place(read, finding, Role.PLACE, narrative=True)
    if holder is None or place is None or place.place is None:
        return None
    date = date_of(finding, read.parsed, read.mentions.dates, read.report)
    since = date if date and date.evidence else None
    return replace(
        _bare(finding, State.CONTROL, read),
        holder=holder,
        from_holder=_first(read, finding, Role.FROM_HOLDER),
        place=place,
        since=since,
        steps=(*finding.steps, "the event began the state"),
    )


def _bare(finding: Finding, state: State, read: Read) -> StateRecord:
    """Make a record with what all states have in common."""
    return StateRecord(
        id=read.record_id(finding, state),
        report=read.report,
        sentence=read.sentence(finding),
        trigger=read.trigger(finding),
        state=state,
        modality=finding.modality,
        attribution=read.attribution(finding),
        confidence=finding.confidence,
        coder=read.coded_by(finding),
        steps=finding.steps,
    )


def _deployment(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    return replace(
        bare,
        holder=_first(read, finding, Role.HOLDER),
        place=_place(read, finding, Role.PLACE, narrative=True),
        quantities=quantities_of(finding, read.parsed, read.lexicons.quantities),
        since=_bound(finding, read, STARTS),
        until=_bound(finding, read, ENDS),
        under=_under(finding, read),
    )


def _control(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    return replace(
        bare,
        holder=_first(read, finding, Role.HOLDER),
        place=_place(read, finding, Role.PLACE, narrative=True),
        from_holder=_first(read, finding, Role.FROM_HOLDER),
        since=_bound(finding, read, STARTS),
        until=_bound(finding, read, ENDS),
    )


def _displacement(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    to_place = _place(read, finding, Role.TO_PLACE)
    from_place = (
        _place(read, finding, Role.FROM_PLACE)
        or _other(_place(read, finding, Role.PLACE, narrative=True), to_place)
        or _other(read.place_finder.narrative(finding), to_place)
    )
    causes = [a for a in finding.arguments if a.role is Role.CAUSE]
    return replace(
        bare,
        people=_first(read, finding, Role.PEOPLE),
        from_place=from_place,
        to_place=to_place,
        quantities=quantities_of(finding, read.parsed, read.lexicons.quantities),
        cause=Evidence.quote(read.report.text, causes[0].span) if causes else None,
    )


def _agreement(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    provisions = tuple(Evidence.quote(read.report.text, a.span) for a in finding.arguments if a.role is Role.PROVISION)
    return replace(
        bare,
        parties=read.actors(finding, Role.PARTY),
        name=bare.trigger.text,
        provisions=provisions,
        signed=_bound(finding, read, POINTS),
    )


def _mandate(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    return replace(
        bare,
        holder=_first(read, finding, Role.HOLDER),
        place=_place(read, finding, Role.PLACE, narrative=True),
        until=_bound(finding, read, ENDS),
        under=_under(finding, read),
    )


def _recognition(bare: StateRecord, finding: Finding, read: Read) -> StateRecord:
    return replace(
        bare,
        place=_place(read, finding, Role.PLACE),
        as_part_of=_first(read, finding, Role.AS_PART_OF),
        by=_first(read, finding, Role.BY),
    )


MEMBERS: Mapping[State, Callable[[StateRecord, Finding, Read], StateRecord]] = {
    State.DEPLOYMENT: _deployment,
    State.CONTROL: _control,
    State.DISPLACEMENT: _displacement,
    State.AGREEMENT: _agreement,
    State.MANDATE: _mandate,
    State.RECOGNITION: _recognition,
}


def _first(read: Read, finding: Finding, role: Role) -> ActorMention | None:
    return next(iter(read.actors(finding, role)), None)


def _other(place: PlaceMention | None, than: PlaceMention | None) -> PlaceMention | None:
    same = place is not None and than is not None and place.place == than.place
    return None if same else place


def _place(read: Read, finding: Finding, role: Role, *, narrative: bool = False) -> PlaceMention | None:
    """Resolve the place of one role; with `narrative` a place the sentence does not name comes from those before it."""
    own = tuple(replace(a, role=Role.PLACE) for a in finding.arguments if a.role is role)
    if not own and not narrative:
        return None
    others = tuple(a for a in finding.arguments if a.role not in {Role.PLACE, Role.FROM_PLACE, Role.TO_PLACE})
    return read.place_finder.find(replace(finding, arguments=(*own, *others)))


def _bound(finding: Finding, read: Read, prepositions: frozenset[str]) -> EventDate | None:
    """Return the date that hangs by one of `prepositions` on the trigger, on the verb that carries it or on its clause.

    "a truce between X and Y, signed in May": the participle is the truce's, whichever noun it hangs on.
    """
    parsed = read.parsed
    below = parsed.subtree(finding.head, frozenset({"relcl", "advcl", "appos"}))
    clauses = [i for i in below if parsed.tokens[i].dep == "acl"]
    for head in dict.fromkeys((finding.head, *(t.i for t in parsed.tokens_in(finding.trigger)), *clauses)):
        for preposition, mention in dates_under(parsed, read.mentions.dates, head):
            if preposition in prepositions and mention.timex_type in {TimexType.DATE, TimexType.TIME}:
                return to_event_date(mention)
    return None


def _under(finding: Finding, read: Read) -> Under | None:
    listed: list[Argument] = [a for a in finding.arguments if a.role is Role.UNDER]
    if not listed:
        return None
    evidence = Evidence.quote(read.report.text, listed[0].span)
    return Under(kind="agreement", evidence=evidence, name=evidence.text)
