"""Look around in a report for those a word may point back to."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.coding.actors.phrases import is_scene, opens_line
from dateline.coding.parsed import Parsed, Sentence, Token
from dateline.lexicon.actors import ActorLexicon, Entry, Kind
from dateline.model.actors import ActorMention
from dateline.model.places import Place, PlaceMention
from dateline.model.text import Evidence

REACH = 60  # mentions looked back at; the cost of one resolution does not grow with the report
WINDOW = 400  # tokens before a word, and
LEDE = 80  # tokens at the beginning, whose countries set the scene
NESTED = 12
NEAR_WEIGHT = 3  # a country named in the same paragraph counts thrice
FADING = 8.0  # sentences after which a mention counts half
Party = tuple[str, bool]
HYPHENS = frozenset("-‑–")  # noqa: RUF001 - what texts write
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
ARMED_OPPOSITION = frozenset({"REB", "OPP", "UAF", "CRM"})
ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "SPY"})
NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold a mention as a pronoun sees it: its shape, number and place in its clause, its distance in sentences."""

    mention: ActorMention
    shape: str
    is_plural: bool
    is_joined: bool
    is_subject: bool
    is_modifier: bool
    distance: int


class Discourse:
    """Look around in one report."""

    def __init__(
        self,
        parsed: Parsed,
        actors: Sequence[ActorMention],
        lexicon: ActorLexicon,
        *,
        places: Sequence[PlaceMention] = (),
        where: PlaceMention | None = None,
    ) -> None:
        """Take the mentions of the report in text order, and the place of what is told of where it is known."""
        self.parsed = parsed
        self.actors = actors
        self.lexicon = lexicon
        self._places = places
        self._where = where

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
            if mention.evidence.span.end <= token.start and not self._is_filed_from(mention):
                yield self.candidate(mention, token)

    def _is_filed_from(self, mention: ActorMention) -> bool:
        """Tell whether a mention only says where a report was filed: nobody of that capital takes part in it."""
        head = self.parsed.tokens[mention.head]
        entries = self.lexicon.names.named(head.text) if head.text.isupper() else ()
        return any(e.kind is Kind.SEAT for e in entries[:1]) and opens_line(self.parsed.text, head.start)

    def candidate(self, mention: ActorMention, token: Token) -> Candidate:
        """See a mention from a later token."""
        head = self.parsed.tokens[mention.head]
        return Candidate(
            mention=mention,
            shape=self.shape(mention),
            is_plural=head.tag in PLURAL_TAGS,
            is_joined=bool(self.parsed.children(head.i, "conj")),
            is_subject=head.dep in SUBJECTS,
            is_modifier=head.dep in {"amod", "compound", "nmod"},
            distance=token.sentence - head.sentence,
        )

    def shape(self, mention: ActorMention) -> str:
        """Tell whether a mention is a person, group, organisation, country or thing."""
        head = self.parsed.tokens[mention.head]
        entries = self.lexicon.names.named(mention.evidence.text) or self.lexicon.names.named(head.text)
        if entries and entries[0].kind in {Kind.COUNTRY, Kind.SEAT}:
            return "country"
        if head.entity == "PERSON" or any(e.kind is Kind.PERSON for e in entries):
            return "person"
        if entries and entries[0].shape == "person" and head.tag in PLURAL_TAGS:
            return "group"
        if entries:
            return entries[0].shape
        if head.entity in {"GPE", "LOC"}:
            return "country"
        bodies = (e.shape for word in mention.evidence.text.split() for e in self.lexicon.names.named(word))
        return "organisation" if head.pos != "PROPN" or "organisation" in bodies else "person"

    def place_at(self, i: int) -> Place | None:
        """Return the place that a token's words name."""
        span = self.parsed.tokens[i].span
        at = bisect_right(self._places, span.start, key=_start) - 1
        return self._places[at].place if at >= 0 and self._places[at].evidence.span.contains(span) else None

    def scene(self, i: int) -> tuple[str, Evidence] | None:
        """Return the country that the text up to a token's sentence speaks of most, and the words that name it last."""
        here = self.parsed.sentences[self.parsed.tokens[i].sentence]
        count: Counter[str] = Counter()
        last: dict[str, Evidence] = {}
        for token, country in self._countries(i, here):
            is_near = self.parsed.sentences[token.sentence].paragraph == here.paragraph
            count[country] += NEAR_WEIGHT if is_near else 1
            last[country] = self.parsed.evidence([token.i])
        if not count:
            return None
        best = min(count, key=lambda c: (-count[c], last[c].span.start))
        return best, last[best]

    def _countries(self, i: int, here: Sentence) -> Iterator[tuple[Token, str]]:
        """Yield the states that the words around a token name, and those of the places that they name."""
        lede = min(LEDE, i)
        tokens = [*self.parsed.tokens[:lede], *self.parsed.tokens[max(lede, i - WINDOW) : here.last]]
        towns = {t.i: c for t, c in self._towns(tokens)}
        for token in tokens:
            entry = self._geographic(token)
            country = entry.country if entry else towns.get(token.i)
            if country and country not in NON_STATES and not (entry and self._is_aside(token, entry)):
                yield token, country

    def _towns(self, tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
        """Yield the last words of the places among some tokens, with the country that each place lies in."""
        for run in (tokens[: min(LEDE, len(tokens))], tokens[min(LEDE, len(tokens)) :]):
            if not run:
                continue
            first, last = (bisect_left(self._places, at, key=_start) for at in (run[0].start, run[-1].end))
            for mention in self._places[first:last]:
                if mention.place and mention.place.country:
                    yield self.parsed.tokens_in(mention.evidence.span)[-1], mention.place.country

    def _is_aside(self, token: Token, entry: Entry) -> bool:
        """Tell whether a name says where a report was filed, or who backs those it stands before."""
        if entry.kind is Kind.SEAT and token.text.isupper() and opens_line(self.parsed.text, token.start):
            return True
        after = self.parsed.text[token.end : token.end + 1]
        return after in HYPHENS and self.parsed.tokens[min(token.i + 2, len(self.parsed.tokens) - 1)].tag == "VBN"

    def _geographic(self, token: Token) -> Entry | None:
        """Return the country, people or capital that one word names."""
        if token.entity not in {"GPE", "NORP", "LOC"} and token.pos != "PROPN":
            return None
        entry = next(iter(self.lexicon.names.named(token.text)), None)
        return entry if entry and entry.kind in {Kind.COUNTRY, Kind.SEAT, Kind.PEOPLE} else None

    def territory(self, i: int) -> tuple[str, Evidence] | None:
        """Return the country of the disputed or half-recognised land that the text named last before a token."""
        for token in reversed(self.parsed.tokens[max(0, i - WINDOW) : i]):
            entry = self._geographic(token)
            if entry and entry.country and ("PRE" in entry.sectors or entry.name in self.lexicon.lands):
                return entry.country, self.parsed.evidence([token.i])
        return None

    def here(self, i: int) -> tuple[str, Evidence] | None:
        """Return the country that something happened in, as the sentence of a token says, else as the report does."""
        sentence = self.parsed.sentences[self.parsed.tokens[i].sentence].span
        land = self._where.place.country if self._where and self._where.place else None
        told = (land, self._where.evidence) if self._where and land and land not in NON_STATES else None
        if told and sentence.contains(told[1].span):
            return told
        for token in self.parsed.sentence_tokens(self.parsed.tokens[i].sentence):
            if token.entity == "GPE" and is_scene(self.parsed, token, self.lexicon):
                entry = self._geographic(token)
                if entry and entry.country and entry.kind is not Kind.PEOPLE:
                    return entry.country, self.parsed.evidence([token.i])
        return told

    @cached_property
    def armed_countries(self) -> frozenset[str]:
        """Return the countries whose forces the report names: where there are several, any may be behind an attack."""
        return frozenset(m.actor.country for m in self.actors if m.actor.country and ARMED & {*m.actor.sectors})

    def parties(self, i: int, apart: frozenset[str] = frozenset()) -> list[ActorMention]:
        """Return the two that stand against each other: those that most sentences before a token name.

        Those of a country in `apart` stand beside them, as mediators do.
        """
        scene = self.scene(i)
        weight: dict[Party, dict[int, float]] = {}
        last: dict[Party, ActorMention] = {}
        for candidate in self.before(i):
            party = _party(candidate, scene[0] if scene else None)
            if party is not None and party[0] not in apart:
                weight.setdefault(party, {})[candidate.distance] = FADING / (FADING + candidate.distance)
                last.setdefault(party, candidate.mention)
        ranked = sorted(weight, key=lambda p: (-sum(weight[p].values()), last[p].evidence.span.start))
        return [_belonging(last[p], p[0]) for p in ranked[:2]] if len(ranked) > 1 else []


def _start(mention: PlaceMention) -> int:
    return mention.evidence.span.start


def _party(candidate: Candidate, scene: str | None) -> Party | None:
    """Return the side of a conflict that a mention stands for; an actor without a country is of the scene's."""
    actor = candidate.mention.actor
    opposed = bool(ARMED_OPPOSITION & set(actor.sectors))
    country = actor.country or (scene if {"REB", "OPP", "MIL", "GOV"} & set(actor.sectors) else None)
    if country is None or country in NON_STATES or candidate.shape == "thing":
        return None
    return country, opposed


def _belonging(mention: ActorMention, country: str) -> ActorMention:
    return mention if mention.actor.country else replace(mention, actor=replace(mention.actor, country=country))
