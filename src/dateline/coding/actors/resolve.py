"""Resolve the words that fill a role of an event to the actors they mean."""

from collections.abc import Iterator, Sequence

from dateline.coding.actors import coreference
from dateline.coding.actors.discourse import Discourse
from dateline.coding.actors.phrases import first_conjunct
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon, Kind
from dateline.model.actors import Actor, ActorMention
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

NAMES = frozenset({Kind.COUNTRY, Kind.SEAT, Kind.GROUP, Kind.ORGANISATION})
DEEPEST = 3
MOST_JOINED = 12


def resolve_actors(  # noqa: PLR0913, PLR0917 - what a coder says of an argument, and the report around it
    span: Span,
    head: int,
    parsed: Parsed,
    actors: Sequence[ActorMention],
    report: Report,
    lexicon: ActorLexicon,
    *,
    places: Sequence[PlaceMention] = (),
    where: PlaceMention | None = None,
) -> tuple[ActorMention, ...]:
    """Return the actors that the words of `span`, headed by token `head`, mean: at least one.

    `actors` and `places` are the report's mentions in text order, `where` is the place of what the actors take part in.
    Words joined by "and" give an actor each; words that point back are resolved, with `inferred_from` the antecedent's;
    whoever stays unknown is UNK, or UAF where the words say armed.
    """
    resolver = Resolver(Discourse(parsed, actors, lexicon, places=places, where=where), span)
    if not 0 <= head < len(parsed.tokens):
        inner = parsed.head_of(span)
        if inner is None:
            return ()
        head = inner.i
    found = [m for i in resolver.joined(head) for m in resolver.resolve(i, 0)]
    unique = {(m.evidence.span, m.actor): m for m in found}
    return tuple(unique.values()) or (resolver.unknown(head),)


class Resolver:
    """Resolve the tokens of one span."""

    def __init__(self, discourse: Discourse, span: Span) -> None:
        """Take the report around and the words to resolve."""
        self.discourse = discourse
        self.parsed = discourse.parsed
        self.span = span

    def joined(self, head: int, *, anywhere: bool = False) -> list[int]:
        """List the head and the heads coordinated to it within the span, or `anywhere`, before it or after."""
        first = first_conjunct(self.parsed, self.parsed.tokens[head])
        found = [first.i if self.span.contains(first.span) else head]
        for i in found:
            for token in self.parsed.children(i, "conj"):
                if (anywhere or self.span.overlaps(token.span)) and len(found) < MOST_JOINED and token.i not in found:
                    found.append(token.i)
        return [*(m.head for m in self._before_and(head) if m.head not in found), *found]

    def _before_and(self, head: int) -> list[ActorMention]:
        """Return the person that "and" joins to the words at a head, though the parser took both for one name."""
        starts = [self.parsed.tokens_in(m.evidence.span)[0] for m in self.discourse.at(head)]
        joints = [t for t in starts if t.i > 1 and self.parsed.tokens[t.i - 1].dep == "cc"]
        before = [m for t in joints for m in self.discourse.covering(t.i - 2)]
        return [m for m in before if any(a.i == head for a in self.parsed.ancestors(m.head))]

    def resolve(self, i: int, depth: int) -> list[ActorMention]:
        """Return the actors that the phrase headed by token `i` means; nothing where the words do not tell."""
        if depth > DEEPEST:
            return []
        for found in self._readings(i, depth):
            if found:
                return found
        return []

    def _readings(self, i: int, depth: int) -> Iterator[list[ActorMention]]:
        """Yield the ways to understand a head, the most literal first."""
        token = self.parsed.tokens[i]
        words = self.parsed.evidence(self.parsed.noun_phrase(i))
        if coreference.is_pronoun(token, self.discourse):
            yield self._pointing(
                self._completed(coreference.antecedents(i, self.discourse, self.resolve, depth), depth), i, "pronoun"
            )
        direct = self.discourse.at(i)
        yield self._spelled_out(token, depth)
        yield [m for m in direct if m.actor.country] or self._named_after(token)
        yield self._pointing(coreference.sides(i, self.discourse), i, "parties")
        named = self._named_within(i)
        if not named and all(coreference.is_vague(m, self.discourse) for m in direct):
            yield self._pointing(coreference.nominal(i, self.discourse), i, "definite phrase")
        for mentions in (direct, self.discourse.covering(i)):
            yield self._completed(mentions, depth)
        yield self._counted(token, depth) or self._completed(coreference.uncounted(token, self.discourse), depth)
        yield coreference.pointing(self._owners(token, named, depth), i, words, "owner")
        yield self._listed(i, words)
        yield self._living_at(i, words)

    def _spelled_out(self, token: Token, depth: int) -> list[ActorMention]:
        """Return the several that a plural goes on to name: "allies - X, Y and Z", "leaders, including X and Y"."""
        if token.tag != "NNS":
            return []
        lists = self.parsed.children(token.i, "appos")
        for link in self.parsed.children(token.i, "prep"):
            if link.lower in self.discourse.lexicon.groups["phrases.listing"]:
                lists += self.parsed.children(link.i, "pobj")
        named = [i for t in lists for i in self.joined(t.i, anywhere=True)]
        found = [m for i in named for m in self.resolve(i, depth + 1) if m.actor.country]
        return found if len(named) > 1 and len(found) >= len(named) else []

    def _named_after(self, token: Token) -> list[ActorMention]:
        """Return the body whose name follows the word for it, wherever the parser hung that: "the bloc Asean"."""
        groups = self.discourse.lexicon.groups
        after = token.i + 1
        if token.lower not in groups["nominals.organisation"] or after >= len(self.parsed.tokens):
            return []
        following = self.parsed.tokens[after]
        is_name = following.text[:1].isupper() and following.sentence == token.sentence
        covering = self.discourse.covering(after) if is_name else []
        names = [m for m in covering if m.actor.country and m.evidence.span.start == following.start]
        return names if all(following.i <= m.head for m in names) else []

    def _completed(self, found: Sequence[ActorMention], depth: int) -> list[ActorMention]:
        return [coreference.complete(m, self.discourse, self.resolve, depth) for m in found]

    def _pointing(self, found: list[ActorMention], i: int, reason: str) -> list[ActorMention]:
        words = self.parsed.evidence(self.parsed.noun_phrase(i))
        return coreference.pointing(found, i, words, reason)

    def _counted(self, token: Token, depth: int) -> list[ActorMention]:
        """Look through a number to what it counts: "dozens of protesters", "two of the men"."""
        if token.pos not in {"NUM", "NOUN", "DET", "PRON", "ADJ"}:
            return []
        for preposition in self.parsed.children(token.i, "prep"):
            if preposition.lower == "of":
                return [m for t in self.parsed.children(preposition.i, "pobj") for m in self.resolve(t.i, depth + 1)]
        return []

    def _named_within(self, i: int) -> list[int]:
        """List the heads of mentions among the modifiers of a noun."""
        return [n for n in self.parsed.noun_phrase(i) if n != i and self.discourse.at(n)]

    def _owners(self, token: Token, named: Sequence[int], depth: int) -> list[ActorMention]:
        """Return whose the thing is that the words name: "Israel's decision", "the Turkish move", "its offensive"."""
        pronouns = [t.i for t in self.parsed.children(token.i, "poss") if t.i not in named]
        for i in (*named, *pronouns):
            if found := self.resolve(i, depth + 1):
                return found
        return []

    def _listed(self, i: int, words: Evidence) -> list[ActorMention]:
        """Return whose name the words are, though where they stand they tell a place, or a hyphen binds them."""
        named = self.discourse.lexicon.names.named
        pair = self.parsed.text[self.parsed.tokens[max(0, i - 1)].start : self.parsed.tokens[i].end]
        for entry in (named(pair) or named(words.text) or named(self.parsed.tokens[i].text))[:1]:
            if entry.country and entry.kind in NAMES:
                actor = Actor(name=entry.name, country=entry.country, sectors=entry.sectors, id=entry.id)
                return [ActorMention(evidence=words, actor=actor, head=i, reason=f"listed: {entry.name}")]
        return []

    def _living_at(self, i: int, words: Evidence) -> list[ActorMention]:
        """Return the people of a place that the words name: "the bombs hit Goma"."""
        place = self.discourse.place_at(i)
        if place is None or place.country is None:
            return []
        actor = Actor(name=place.name, country=place.country, sectors=("CVL",))
        return [ActorMention(evidence=words, actor=actor, head=i, reason=f"people of {place.name}")]

    def unknown(self, head: int) -> ActorMention:
        """Return the mention of somebody whom the words do not let us know."""
        inside = self.parsed.tokens_in(self.span)
        text = self.parsed.text
        words = Evidence.quote(text, self.span) if self.span.start < self.span.end else self.parsed.evidence([head])
        armed = any(t.lemma in self.discourse.lexicon.groups["unknown.armed"] for t in inside)
        actor = Actor(name=words.text, sectors=("UAF",) if armed else ("UNK",))
        return ActorMention(evidence=words, actor=actor, head=head, reason="unknown")
