"""Look around in a report for those a word may point back to."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon, Kind
from dateline.model.actors import ActorMention
from dateline.model.text import Evidence

REACH = 60  # mentions looked back at; the cost of one resolution does not grow with the report
WINDOW = 400  # tokens before a word, and
LEDE = 80  # tokens at the beginning, whose countries set the scene
NESTED = 12
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
ARMED_OPPOSITION = frozenset({"REB", "OPP", "UAF", "CRM"})
NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold a mention as a pronoun sees it: its shape, whether it is plural or a subject, its distance in sentences."""

    mention: ActorMention
    shape: str
    is_plural: bool
    is_subject: bool
    distance: int


class Discourse:
    """Look around in one report."""

    def __init__(self, parsed: Parsed, actors: Sequence[ActorMention], lexicon: ActorLexicon) -> None:
        """Take the mentions of the report in text order."""
        self.parsed = parsed
        self.actors = actors
        self.lexicon = lexicon

    def at(self, i: int) -> list[ActorMention]:
        """Return the mentions headed by a token."""
        return [m for m in self._around(i) if m.head == i]

    def covering(self, i: int) -> list[ActorMention]:
        """Return the narrowest mentions whose words hold a token."""
        token = self.parsed.tokens[i]
        found = [m for m in self._around(i) if m.evidence.span.contains(token.span)]
        least = min((len(m.evidence.text) for m in found), default=0)
        return [m for m in found if len(m.evidence.text) == least]

    def _around(self, i: int) -> Sequence[ActorMention]:
        after = bisect_right(self.actors, self.parsed.tokens[i].end, key=lambda m: m.evidence.span.start)
        return self.actors[max(0, after - NESTED) : after]

    def before(self, i: int) -> Iterator[Candidate]:
        """Yield the mentions that end before a token, the nearest first."""
        token = self.parsed.tokens[i]
        end = bisect_right(self.actors, token.start, key=lambda m: m.evidence.span.start)
        for mention in reversed(self.actors[max(0, end - REACH) : end]):
            if mention.evidence.span.end <= token.start:
                yield self.candidate(mention, token)

    def candidate(self, mention: ActorMention, token: Token) -> Candidate:
        """See a mention from a later token."""
        head = self.parsed.tokens[mention.head]
        return Candidate(
            mention=mention,
            shape=self.shape(mention),
            is_plural=head.tag in PLURAL_TAGS or bool(self.parsed.children(head.i, "conj")),
            is_subject=head.dep in SUBJECTS,
            distance=token.sentence - head.sentence,
        )

    def shape(self, mention: ActorMention) -> str:
        """Tell whether a mention is a person, group, organisation, country or thing."""
        head = self.parsed.tokens[mention.head]
        entries = self.lexicon.names.named(mention.evidence.text) or self.lexicon.names.named(head.text)
        if head.entity == "PERSON" or any(e.kind is Kind.PERSON for e in entries):
            return "person"
        if entries and entries[0].kind in {Kind.COUNTRY, Kind.SEAT}:
            return "country"
        if entries and entries[0].shape == "person" and head.tag in PLURAL_TAGS:
            return "group"
        return entries[0].shape if entries else "organisation"

    def scene(self, i: int) -> tuple[str, Evidence] | None:
        """Return the country that the text before a token, and the report's beginning, speak of most, and the words that name it last."""
        tokens = [*self.parsed.tokens[: min(LEDE, i)], *self.parsed.tokens[max(LEDE, i - WINDOW) : i]]
        tokens += [t for t in self.parsed.sentence_tokens(self.parsed.tokens[i].sentence) if t.i > i]
        count: Counter[str] = Counter()
        last: dict[str, Evidence] = {}
        for token in tokens:
            if token.entity in {"GPE", "NORP", "LOC"} or token.pos == "PROPN":
                for entry in self.lexicon.names.named(token.text)[:1]:
                    if entry.country and entry.kind in {Kind.COUNTRY, Kind.SEAT, Kind.PEOPLE} and entry.country not in NON_STATES:
                        count[entry.country] += 1
                        last[entry.country] = self.parsed.evidence([token.i])
        if not count:
            return None
        best = min(count, key=lambda c: (-count[c], last[c].span.start))
        return best, last[best]

    def parties(self, i: int) -> list[ActorMention]:
        """Return the two that the text before a token sets against each other: those it speaks of most and last."""
        weight: dict[tuple[str | None, bool], float] = {}
        first: dict[tuple[str | None, bool], ActorMention] = {}
        for candidate in self.before(i):
            actor = candidate.mention.actor
            if actor.country and actor.country not in NON_STATES and candidate.shape != "thing":
                key = (actor.country, bool(ARMED_OPPOSITION & set(actor.sectors)))
                weight[key] = weight.get(key, 0.0) + 4 / (4 + candidate.distance)
                first.setdefault(key, candidate.mention)
        ranked = sorted(weight, key=lambda k: (-weight[k], first[k].evidence.span.start))
        return [first[k] for k in ranked[:2]] if len(ranked) > 1 else []
