"""Tell where an event happened: by its coder's arguments, by what hangs on its words, else by where the story stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.placewords import PlaceWords, load_place_words
from dateline.model.events import EventType
from dateline.model.places import PlaceMention, Precision
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

MATERIAL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.AID}
)
PARTIES = frozenset({Role.ACTOR, Role.RECIPIENT, Role.HOLDER, Role.PARTY, Role.BY, Role.FROM_HOLDER})
OBJECTS = frozenset({"dobj", "nsubjpass"})
MODIFIERS = frozenset({"compound", "nmod", "poss", "amod"})
NARRATIVE_SENTENCES = 6
FAR = 1_000


def place_of(
    finding: Finding, parsed: Parsed, places: Sequence[PlaceMention], report: Report, words: PlaceWords | None = None
) -> PlaceMention | None:
    """Return the place where an event happened or a state held, or null where the report does not say.

    A government is no place, nor is a name inside the actors' words. Material events and states without a place of their
    own happen where the story stands: at the latest place named before, else at the report's main place.
    """
    return PlaceFinder(parsed, places, report, words or load_place_words()).find(finding)


class PlaceFinder:
    """Find the places of the events of one report."""

    def __init__(self, parsed: Parsed, places: Sequence[PlaceMention], report: Report, words: PlaceWords) -> None:
        """Take the report, its toponyms in text order, and the words of places."""
        self._parsed = parsed
        self._report = report
        self._words = words
        self._places = [m for m in places if not m.is_government]
        self._heads = [parsed.head_of(m.evidence.span) for m in self._places]

    def find(self, finding: Finding) -> PlaceMention | None:
        """Return the place of one finding."""
        wanted = (Role.PLACE, Role.TO_PLACE if finding.event_type is not EventType.RETREAT else Role.FROM_PLACE)
        for role in wanted:
            for argument in finding.arguments:
                if argument.role is role and (found := self.of_argument(argument)):
                    return found
        return self._attached(finding) or self._narrative(finding)

    def of_argument(self, argument: Argument) -> PlaceMention | None:
        """Return the place that an argument's words name or, as a definite noun, point back to."""
        inside = [m for m in self._places if argument.span.contains(m.evidence.span)]
        if inside:
            return inside[0]
        head = self._parsed.tokens[argument.head]
        return self._pointed_at(head, argument.span)

    # ---- hanging on the trigger -------------------------------------------------------------------

    def _attached(self, finding: Finding) -> PlaceMention | None:
        """Return the place in the sentence that hangs nearest to the trigger."""
        taken = [a.span for a in finding.arguments if a.role in PARTIES]
        ranked: list[tuple[int, int, int]] = []
        for at, (mention, head) in enumerate(zip(self._places, self._heads, strict=True)):
            if (
                head is None
                or head.sentence != finding.sentence
                or any(s.contains(mention.evidence.span) for s in taken)
            ):
                continue
            steps = self._steps(head, finding)
            if steps is not None:
                ranked.append((steps, abs(head.i - finding.head), at))
        return self._places[min(ranked)[2]] if ranked else None

    def _steps(self, head: Token, finding: Finding) -> int | None:
        """Count how far up from the trigger a place hangs: 0 for its own, then its verb's; null if it is no locative."""
        anchor = self._anchor(head)
        if anchor is None:
            return None
        if anchor.i == finding.head or finding.trigger.contains(anchor.span):
            return 0
        below = {a.i: n for n, a in enumerate(self._parsed.ancestors(anchor.i), 1)}
        if finding.head in below:
            return below[finding.head]
        above = {a.i: n for n, a in enumerate(self._parsed.ancestors(finding.head), 1)}
        for i, down in [(anchor.i, 0), *below.items()]:
            if i in above:
                return 2 * above[i] + down
        return FAR

    def _anchor(self, head: Token) -> Token | None:
        """Return the word that a toponym locates: what its preposition hangs on, its noun, or the verb it is object of."""
        tokens = self._parsed.tokens
        while head.dep in {"conj", "appos"} and head.head != head.i:
            head = tokens[head.head]
        above = tokens[head.head]
        if head.dep in MODIFIERS:
            return self._anchor_of_noun(above)
        if head.dep in OBJECTS and above.lemma in self._words.place_taking_verbs:
            return above
        if head.dep == "pobj" and above.lower in self._words.event_locatives:
            return tokens[above.head]
        return above if head.dep in {"npadvmod", "advmod"} else None

    def _anchor_of_noun(self, noun: Token) -> Token:
        """Climb from a noun named after a place to what it locates ("in the Aleppo countryside"), or stay at an event."""
        if noun.dep == "pobj" and noun.head != noun.i:
            preposition = self._parsed.tokens[noun.head]
            if preposition.lower in self._words.event_locatives:
                return self._parsed.tokens[preposition.head]
        return noun

    # ---- pointing back, and the story's place -----------------------------------------------------

    def _pointed_at(self, noun: Token, span: Span) -> PlaceMention | None:
        """Resolve a definite noun ("the territory") to the latest toponym before it that can be such a thing."""
        kind = self._words.definite.get(noun.lower)
        if kind is None:
            return None
        for mention in reversed(self._places):
            place = mention.place
            if mention.evidence.span.end <= noun.start and place and _fits(place.precision, kind):
                evidence = Evidence.quote(self._report.text, span)
                return replace(
                    mention, evidence=evidence, reason=f"“{evidence.text}” points back to {mention.evidence.text}"
                )
        return None

    def _narrative(self, finding: Finding) -> PlaceMention | None:
        if finding.event_type not in MATERIAL and finding.state is None:
            return None
        found = self._definite_in(finding) or self._latest_before(finding) or self._main()
        return replace(found, reason=f"where the story stands: {found.evidence.text}") if found else None

    def _definite_in(self, finding: Finding) -> PlaceMention | None:
        for token in self._parsed.sentence_tokens(finding.sentence):
            above = self._parsed.tokens[token.head]
            if (
                token.lower in self._words.definite
                and token.dep == "pobj"
                and above.lower in self._words.event_locatives
            ):
                found = self._pointed_at(token, self._parsed.span(self._parsed.noun_phrase(token.i)))
                if found:
                    return found
        return None

    def _latest_before(self, finding: Finding) -> PlaceMention | None:
        for mention, head in zip(reversed(self._places), reversed(self._heads), strict=True):
            if head is None or head.sentence >= finding.sentence:
                continue
            if finding.sentence - head.sentence > NARRATIVE_SENTENCES:
                return None
            if mention.place and self._anchor(head) is not None:
                return mention
        return None

    def _main(self) -> PlaceMention | None:
        """Return the first mention of the place that the report names most."""
        counts = Counter(m.place.id for m in self._places if m.place)
        best = max(counts.values(), default=0)
        return next((m for m in self._places if m.place and counts[m.place.id] == best), None)


def _fits(precision: Precision, wanted: Precision) -> bool:
    """Tell whether a place of one precision can be called by a noun of another ("the territory": no city, no sea)."""
    if wanted is Precision.CITY:
        return precision in {Precision.CITY, Precision.SUB_CITY}
    if wanted is Precision.COUNTRY:
        return precision is Precision.COUNTRY
    return precision in {Precision.PROVINCE, Precision.DISTRICT, Precision.LANDSCAPE}
