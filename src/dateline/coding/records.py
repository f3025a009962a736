"""Make an event record of a finding: each argument resolved, each field with its evidence."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from dateline.coding.actors import resolve_actors
from dateline.coding.actors.discourse import Discourse
from dateline.coding.attribution import QuoteMention, attribute
from dateline.coding.coders.fillers import Fillers
from dateline.coding.coders.participants import Parties, as_coded
from dateline.coding.coders.protocol import Finding, Mentions, Role
from dateline.coding.contexts import contexts_of
from dateline.coding.dates import date_of
from dateline.coding.lexicons import Lexicons
from dateline.coding.modality import modality_in_time
from dateline.coding.narrative import REMEMBERED, Told, account, taken_up
from dateline.coding.parsed import Parsed
from dateline.coding.places import PlaceFinder
from dateline.coding.quantities import quantities_of
from dateline.lexicon.placewords import load_place_words
from dateline.model.actors import Actor, ActorMention
from dateline.model.events import Attribution, CodedBy, EventRecord, EventType
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY"})
ID_LENGTH = 16


@dataclass(frozen=True, kw_only=True)
class Read:
    """Hold a report as read by all stages before records are made."""

    report: Report
    parsed: Parsed
    mentions: Mentions
    quotes: tuple[QuoteMention, ...]
    lexicons: Lexicons
    version: str

    @cached_property
    def place_finder(self) -> PlaceFinder:
        """Return what tells where the report's events happened."""
        return PlaceFinder(self.parsed, self.mentions.places, self.report, load_place_words())

    @cached_property
    def discourse(self) -> Discourse:
        """Return what tells whom the report speaks of."""
        return Discourse(self.parsed, self.mentions.actors, self.lexicons.actors, places=self.mentions.places)

    @cached_property
    def parties(self) -> Parties:
        """Return what completes the report's events with parties that their coder did not name."""
        lexicons = self.lexicons
        fillers = Fillers(self.parsed, self.mentions, lexicons.frames.fillers, lexicons.constructions)
        return Parties(self.parsed, fillers, lexicons.constructions, lexicons.participants)

    def resolve(self, span: Span, head: int, where: PlaceMention | None = None) -> tuple[ActorMention, ...]:
        """Resolve the words of `span` to actors, who take part in something at `where`."""
        actors, places = self.mentions.actors, self.mentions.places
        return resolve_actors(
            span, head, self.parsed, actors, self.report, self.lexicons.actors, places=places, where=where
        )

    def actors(self, finding: Finding, role: Role) -> tuple[ActorMention, ...]:
        """Resolve the arguments of one role, each actor once."""
        mine = [a for a in finding.arguments if a.role is role]
        where = self.place_finder.scene(as_coded(finding)) if mine else None
        return distinct(m for a in mine for m in self.resolve(a.span, a.head, where))

    def told_of(self, finding: Finding, role: Role, again: Sequence[Told]) -> tuple[ActorMention, ...]:
        """Name a party that the text leaves unsaid by the events told before that the finding tells `again`."""
        for told in again:
            parties = told.record.actors if role is Role.ACTOR else told.record.recipients
            if known := [m for m in parties if m.actor.country]:
                said = f"left unsaid; takes up {told.record.trigger.text!r}"
                evidence = self.trigger(finding)
                return tuple(
                    replace(m, evidence=evidence, head=finding.head, inferred_from=m.evidence, reason=said)
                    for m in known
                )
        return ()

    def unsaid(self, finding: Finding, table: Mapping[str, tuple[str, ...]]) -> tuple[ActorMention, ...]:
        """Tell of what country those are whom the text leaves unsaid: the authorities, or the armed, of the place."""
        sectors = table.get(f"{finding.event_type}:{finding.mode}") or table.get(f"{finding.event_type}")
        where = self.place_finder.find(as_coded(finding)) if sectors else None
        if not sectors or where is None or where.place is None or where.place.country is None:
            return ()
        country = where.place.country
        if "UAF" in sectors and not self.discourse.armed_countries <= {country}:
            return ()
        name = self.lexicons.actors.country_name(country) or where.place.name
        return (
            ActorMention(
                evidence=self.trigger(finding),
                actor=Actor(name=name, country=country, sectors=sectors),
                head=finding.head,
                inferred_from=where.evidence,
                reason=f"left unsaid; country of where it happened: {where.evidence.text}",
            ),
        )

    def sentence(self, finding: Finding) -> Evidence:
        """Quote the finding's sentence."""
        return Evidence.quote(self.report.text, self.parsed.sentences[finding.sentence].span)

    def trigger(self, finding: Finding) -> Evidence:
        """Quote the finding's trigger."""
        return Evidence.quote(self.report.text, finding.trigger)

    def attribution(self, finding: Finding) -> Attribution | None:
        """Tell whose claim the finding is; null where the reporter speaks."""
        resolve = partial(self.resolve, where=self.place_finder.scene(as_coded(finding)))
        return attribute(finding, self.parsed, self.quotes, resolve)

    def coded_by(self, finding: Finding) -> CodedBy:
        """Say which coder and rule speak."""
        return CodedBy(name=finding.coder, version=self.version, rule=finding.rule, model=self.parsed.model)

    def record_id(self, finding: Finding, kind: str) -> str:
        """Return an id that is the same for the same report, span, rule and version."""
        parts = (
            self.report.id,
            self.report.sha256,
            kind,
            finding.trigger.start,
            finding.trigger.end,
            finding.rule,
            self.version,
        )
        return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "backslashreplace")).hexdigest()[:ID_LENGTH]


def distinct(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Return each actor once, the first mention of it."""
    found: dict[tuple[object, ...], ActorMention] = {}
    for mention in mentions:
        found.setdefault((mention.actor, mention.evidence.span if not mention.actor.country else None), mention)
    return tuple(found.values())


def event_record(finding: Finding, read: Read, others: Sequence[int] = (), before: Sequence[Told] = ()) -> EventRecord:
    """Make the record of an event.

    `others` are the heads of the sentence's other events, with counts of their own; `before` the events told before it.
    """
    if finding.event_type is None:
        raise ValueError("a state is no event")
    said = read.actors(finding, Role.ACTOR)
    unsaid = read.lexicons.participants
    again = taken_up(finding, read.parsed, before)
    actors = said or read.told_of(finding, Role.ACTOR, again) or read.unsaid(finding, unsaid.authority)
    recipients = _others(read.actors(finding, Role.RECIPIENT), actors)
    recipients = recipients or _others(
        read.told_of(finding, Role.RECIPIENT, (*again, *_done_alike(finding, actors, before))), actors
    )
    recipients = recipients or read.unsaid(finding, unsaid.opposed)
    ontology = read.lexicons.ontology
    date = date_of(finding, read.parsed, read.mentions.dates, read.report, (*again, *account(finding, before)))
    return EventRecord(
        id=read.record_id(finding, "event"),
        report=read.report,
        sentence=read.sentence(finding),
        trigger=read.trigger(finding),
        event_type=finding.event_type,
        mode=finding.mode,
        contexts=contexts_of(finding, read.parsed, read.lexicons.contexts),
        quad=ontology.types[finding.event_type].quad,
        score=ontology.score(finding.event_type, finding.mode),
        actors=actors,
        recipients=recipients,
        place=read.place_finder.find(as_coded(finding)),
        date=date,
        quantities=quantities_of(finding, read.parsed, read.lexicons.quantities, others),
        modality=modality_in_time(finding.modality, date, read.report.published_on),
        attribution=read.attribution(finding),
        confidence=finding.confidence,
        coder=read.coded_by(finding),
        actor_implicit=not said,
        steps=finding.steps,
    )


def _done_alike(finding: Finding, actors: Sequence[ActorMention], before: Sequence[Told]) -> list[Told]:
    """List what the same states did before in the same way: they did it to the same.

    Deeds of violence are told of one after another, each done to others.
    """
    if finding.event_type is EventType.ASSAULT:
        return []
    states = {m.actor.country for m in actors if m.actor.country}
    alike = [
        t for t in before[-REMEMBERED:] if t.record.event_type is finding.event_type and t.record.mode == finding.mode
    ]
    return [t for t in reversed(alike) if any(m.actor.country in states for m in t.record.actors)]


def _others(recipients: Sequence[ActorMention], actors: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Leave out a recipient whose words are an actor's already, or who is the very state that an actor speaks for."""
    taken = {m.evidence.span for m in actors}
    states = {m.actor.country for m in actors if not m.actor.sectors or OFFICIAL & set(m.actor.sectors)}
    return tuple(
        m
        for m in recipients
        if m.evidence.span not in taken and (m.actor.sectors or not m.actor.country or m.actor.country not in states)
    )
