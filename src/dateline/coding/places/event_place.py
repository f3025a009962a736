"""Tell where an event happened: by its arguments, by what hangs on its words, else by where the story stands."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.parsed import Parsed, Token
from dateline.coding.places.anchors import Anchors
from dateline.coding.places.sides import opens_line
from dateline.lexicon.placewords import PlaceWords, load_place_words
from dateline.model.events import EventType
from dateline.model.places import PlaceMention, Precision
from dateline.model.report import Report
from dateline.model.text import Span

MATERIAL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.AID}
)
PARTIES = frozenset({Role.ACTOR, Role.RECIPIENT, Role.HOLDER, Role.PARTY, Role.BY, Role.FROM_HOLDER})
VISIT = "visit"
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
EVENT_POS = frozenset({"NOUN", "VERB"})
LONGEST_HEADER = 60
LINE_ENDS = ("\n", "—", "–", " - ", "--", "(")
REMEMBERED = 100
REACH_OF_WORDS = 4
REACH_OF_MATTER = 8


def place_of(
    finding: Finding, parsed: Parsed, places: Sequence[PlaceMention], report: Report, words: PlaceWords | None = None
) -> PlaceMention | None:
    """Return the place where an event happened or a state held, or null where the report does not say.

    A government is no place, nor is a name inside the actors' words. Material events and states without a place of
    their own happen where the story stands: where the same thing was last said to happen, at the latest place named
    before, else at the report's main place. `PlaceFinder` does the same for many findings of one report.
    """
    return PlaceFinder(parsed, places, report, words or load_place_words()).find(finding)


class PlaceFinder:
    """Find the places of the events of one report."""

    def __init__(self, parsed: Parsed, places: Sequence[PlaceMention], report: Report, words: PlaceWords) -> None:
        """Take the report, its toponyms in text order, and the words of places."""
        self._parsed = parsed
        self._report = report
        self._words = words
        self._all = places
        self._filed_from, self._places = _apart(report, [m for m in places if not m.is_government])
        self._heads = [_head(m, parsed) for m in self._places]
        self._starts = [m.evidence.span.start for m in self._places]
        self._governing = {(_head(m, parsed).sentence, m.place.id) for m in places if m.is_government and m.place}
        self._anchors = Anchors(parsed, words)
        self._country = _commonest(m.place.country for m in self._places if m.place and m.place.country)

    def find(self, finding: Finding) -> PlaceMention | None:
        """Return the place of one finding."""
        other = Role.FROM_PLACE if finding.event_type is EventType.RETREAT else Role.TO_PLACE
        for role in (Role.PLACE, other):
            for argument in finding.arguments:
                if argument.role is role and (found := self.of_argument(argument)):
                    return found
        if finding.mode == VISIT and (visited := self._done_to(finding)):
            return visited
        return self._attached(finding) or self._done_to(finding) or self.narrative(finding)

    def scene(self, finding: Finding) -> PlaceMention | None:
        """Return the place whose people take part in a finding; talks and words may be far from those they concern."""
        return self.find(finding) if finding.event_type in MATERIAL or finding.state else None

    def _done_to(self, finding: Finding) -> PlaceMention | None:
        """Return the place that force or a visit was meant for, also where its name stands for those who live there."""
        if finding.event_type is not EventType.ASSAULT and finding.mode != VISIT:
            return None
        for argument in finding.arguments:
            head = self._parsed.tokens[argument.head].span
            if argument.role is Role.RECIPIENT:
                at = bisect_left(self._all, argument.span.start, key=lambda m: m.evidence.span.start)
                near = self._all[max(0, at - 1) : at + 2]
                found = [m for m in near if m.place and m.evidence.span.contains(head)]
                if found:
                    return found[0]
        return None

    def of_argument(self, argument: Argument) -> PlaceMention | None:
        """Return the place that an argument's words name or, as a definite noun, point back to."""
        inside = [m for m in self._within(argument.span) if argument.span.contains(m.evidence.span)]
        if inside:
            return next((m for m in inside if m.place), inside[0])
        noun = self._parsed.tokens[argument.head]
        return self._said_of(noun) or self._pointed_at(noun, argument.span)

    def _said_of(self, noun: Token) -> PlaceMention | None:
        """Return the toponym that a noun goes on to name: "the rebel-held city of Homs"."""
        of = next((t for t in self._parsed.children(noun.i, "prep") if t.lower == "of"), None)
        if of is None or noun.lower not in self._words.definite:
            return None
        rest = self._within(self._parsed.span(self._parsed.subtree(of.i)))
        return next((m for m in rest if m.place), None)

    # ---- hanging on the trigger -------------------------------------------------------------------

    def _attached(self, finding: Finding) -> PlaceMention | None:
        """Return the place, or the definite noun for one, that hangs nearest to the trigger in its sentence."""
        taken = [a.span for a in finding.arguments if a.role in PARTIES]
        reach = REACH_OF_MATTER if finding.event_type in MATERIAL or finding.state else REACH_OF_WORDS
        ranked: list[tuple[int, bool, bool, int, int, PlaceMention]] = []
        for head, mention in self._in_sentence(finding.sentence):
            if any(s.contains(mention.evidence.span) for s in taken):
                continue
            steps = self._anchors.steps(head, finding.head, finding.trigger)
            if steps is not None and steps <= reach:
                is_whole = mention.place is not None and mention.place.precision is Precision.COUNTRY
                ranked.append((steps, mention.place is None, is_whole, abs(head.i - finding.head), head.i, mention))
        return min(ranked, key=lambda r: r[:5])[5] if ranked else None

    def _in_sentence(self, sentence: int) -> Iterator[tuple[Token, PlaceMention]]:
        for mention in self._within(self._parsed.sentences[sentence].span):
            yield _head(mention, self._parsed), mention
        for token in self._parsed.sentence_tokens(sentence):
            if token.lower in self._words.filed_from and not token.is_quoted and (here := self._filed_from):
                reason = f"“{token.text}” is where the report was filed: {here.evidence.text}"
                yield token, replace(here, evidence=self._parsed.evidence([token.i]), reason=reason)
            if token.lower in self._words.definite and token.dep in {"pobj", "dobj"}:
                span = self._parsed.span(self._parsed.noun_phrase(token.i))
                if not self._names_itself(token, span) and (found := self._pointed_at(token, span)):
                    yield token, found

    def _names_itself(self, noun: Token, span: Span) -> bool:
        """Tell whether the noun phrase holds a toponym or goes on to name what it means ("the city of Homs")."""
        if any(t.lower == "of" for t in self._parsed.children(noun.i, "prep")):
            return True
        return bool(self._within(span))

    # ---- pointing back, and the story's place -----------------------------------------------------

    def _pointed_at(self, noun: Token, span: Span) -> PlaceMention | None:
        """Resolve a definite noun ("the territory") to the latest toponym before it that can be such a thing."""
        kind = self._words.definite.get(noun.text)
        if kind is None or not any(
            t.dep == "det" and t.lower in DEFINITE for t in self._parsed.children(noun.i, "det")
        ):
            return None
        earlier = [m for _, m in self._before(noun.start) if m.place][::-1]
        named = [m for m in earlier if noun.lower in m.evidence.text.lower()]
        fitting = named or [m for m in earlier if _fits(m, kind)]
        if not fitting and kind is Precision.PROVINCE:
            fitting = [m for m in earlier if self._is_part(m)]
        if not fitting:
            return None
        evidence = self._parsed.evidence([t.i for t in self._parsed.tokens_in(span)])
        found = fitting[-1]
        return replace(found, evidence=evidence, reason=f"“{evidence.text}” points back to {found.evidence.text}")

    def _is_part(self, mention: PlaceMention) -> bool:
        """Tell whether a word of direction makes a country a part of it ("north-eastern Syria")."""
        start = mention.evidence.span.start
        words = self._report.text[max(0, start - 20) : start].split()
        return bool(words) and words[-1].lower() in self._words.directions

    def narrative(self, finding: Finding) -> PlaceMention | None:
        """Return where the story stands as the finding is told, for acts of force and states only."""
        if finding.event_type not in MATERIAL and finding.state is None:
            return None
        found = self._same_event(finding) or self._latest_before(finding) or self._main()
        return replace(found, reason=f"where the story stands: {found.evidence.text}") if found else None

    def _same_event(self, finding: Finding) -> PlaceMention | None:
        """Return the place at which an earlier sentence puts what the trigger names ("the offensive")."""
        lemmas = {t.lemma for t in self._parsed.tokens_in(finding.trigger) if t.pos in EVENT_POS}
        for head, mention in self._before(self._parsed.sentences[finding.sentence].span.start):
            if not self._may_be(mention, finding):
                continue
            anchor = self._anchors.anchor(head)
            if anchor is not None and anchor.lemma in lemmas:
                return mention
        return None

    def _latest_before(self, finding: Finding) -> PlaceMention | None:
        """Return the latest place before the sentence that lies where most of the report's places lie.

        A place in the country comes before the country itself.
        """
        whole: PlaceMention | None = None
        for head, mention in self._before(self._parsed.sentences[finding.sentence].span.start):
            place = mention.place
            anchor = self._anchors.anchor(head) if place and place.country == self._country else None
            if anchor is None or anchor.lemma in self._words.talking or not self._may_be(mention, finding):
                continue
            if place and place.precision is not Precision.COUNTRY:
                return mention
            whole = whole or mention
        return whole

    def _may_be(self, mention: PlaceMention, finding: Finding) -> bool:
        """Tell whether a story can stand at a place: one with a country, that the sentence does not name as a party."""
        if mention.place is None or mention.place.country is None:
            return False
        return (finding.sentence, mention.place.id) not in self._governing

    def _within(self, span: Span) -> list[PlaceMention]:
        """List the places whose words begin in `span`."""
        return self._places[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def _before(self, start: int) -> Iterator[tuple[Token, PlaceMention]]:
        """Walk back over the places named before an offset, as far as a reader remembers."""
        last = bisect_left(self._starts, start)
        for at in range(last - 1, max(-1, last - 1 - REMEMBERED), -1):
            yield self._heads[at], self._places[at]

    def _main(self) -> PlaceMention | None:
        """Return the first mention of the place that the report names most, if it names one in that country so."""
        able = [m for m in self._places if m.place and m.place.country and m.place.country == self._country]
        best = _commonest(m.place.id for m in able if m.place)
        found = [m for m in able if m.place and m.place.id == best]
        is_main = len(found) > 1 or len({m.place.id for m in able if m.place}) == 1
        return found[0] if found and is_main else None


def _commonest(values: Iterable[str]) -> str | None:
    """Return the value that comes most often, the first such."""
    counts = Counter(values)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _apart(report: Report, places: Sequence[PlaceMention]) -> tuple[PlaceMention | None, list[PlaceMention]]:
    """Part the place that the report was filed from, in capitals at the start of a line, from the others."""
    text, header = report.text, report.dateline.span
    for at, mention in enumerate(places):
        start = mention.evidence.span.start
        if mention.evidence.text.isupper() and opens_line(text, start):
            after = places[at + 1 : at + 1 + LONGEST_HEADER]
            inside = sum(
                1 for m in after if _is_header(text, m, start) or (header and header.contains(m.evidence.span))
            )
            return mention, [*places[:at], *places[at + 1 + inside :]]
    return None, [m for m in places if not (header and header.contains(m.evidence.span))]


def _is_header(text: str, mention: PlaceMention, start: int) -> bool:
    """Tell whether a mention follows the one at `start` before the dash that ends a dateline."""
    end = mention.evidence.span.end
    return end - start <= LONGEST_HEADER and not any(dash in text[start:end] for dash in LINE_ENDS)


def _head(mention: PlaceMention, parsed: Parsed) -> Token:
    return parsed.head_of(mention.evidence.span) or parsed.tokens_in(mention.evidence.span)[0]


def _fits(mention: PlaceMention, wanted: Precision) -> bool:
    """Tell whether a place can be called by a noun of some precision ("the territory" is no city and no sea)."""
    place = mention.place
    if place is None:
        return False
    if wanted is Precision.CITY:
        return place.precision in {Precision.CITY, Precision.SUB_CITY}
    if wanted is Precision.COUNTRY:
        return place.precision is Precision.COUNTRY
    is_area = place.precision in {Precision.PROVINCE, Precision.DISTRICT}
    return is_area or (place.precision is Precision.LANDSCAPE and place.country is not None)
