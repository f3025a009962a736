"""Tell what kind of thing a word is, and which words make it an argument."""

from collections.abc import Iterator, Mapping, Sequence

from dateline.coding import roles
from dateline.coding.coders.protocol import Argument, Mentions, Role
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions
from dateline.lexicon.frames import Filler
from dateline.model.actors import ActorMention
from dateline.model.events import EventType
from dateline.model.text import Span


class Fillers:
    """Answer for one report what each head token is: an actor, a place, one of the lexicon's classes."""

    def __init__(
        self, parsed: Parsed, mentions: Mentions, classes: Mapping[str, Filler], constructions: Constructions
    ) -> None:
        """Index the mentions by head token."""
        self._parsed = parsed
        self._classes = classes
        self._transparent = constructions.transparent
        self._actors: dict[int, list[ActorMention]] = {}
        for actor in mentions.actors:
            self._actors.setdefault(actor.head, []).append(actor)
        self._places: set[int] = set()
        for place in mentions.places:
            if place.place is not None:
                self._places.update(t.i for t in parsed.tokens_in(place.evidence.span))

    def is_one_of(self, token: Token, wanted: Sequence[str]) -> bool:
        """Tell whether a head is one of the wanted lemmas or @classes; "dozens of soldiers" are soldiers."""
        inner = roles.content(self._parsed, token, self._transparent)
        return any(self._is(t, name) for t in (token, inner) for name in wanted)

    def is_by_itself(self, token: Token, unwanted: Sequence[str]) -> bool:
        """Tell whether a head is of an unwanted kind: a common noun by what it says, a name by whom it names."""
        inner = roles.content(self._parsed, token, self._transparent)
        is_body = inner.pos == "PROPN" and inner.entity != "PERSON"
        return any(self._is(inner, name, by_sector=is_body) for name in unwanted)

    def _antecedent(self, token: Token) -> Token:
        """Return the subject of the sentence before for "it": what kind of thing it stands for."""
        if token.lower != "it" or token.sentence == 0:
            return token
        earlier = self._parsed.sentence_tokens(token.sentence - 1)
        return next((t for t in earlier if t.dep in {"nsubj", "nsubjpass"} and t.pos in {"NOUN", "PROPN"}), token)

    def _is(self, token: Token, name: str, *, by_sector: bool | None = None) -> bool:
        """Tell whether a token is a lemma or of a @class; `by_sector` null: also by its form, or as any actor."""
        if not name.startswith("@"):
            return name == "*" or name in _forms(token)
        kind = self._classes[name[1:]]
        token = self._antecedent(token) if kind.place else token
        is_listed = not kind.words.isdisjoint(_forms(token))
        if is_listed or self._entity(token) in kind.entities or (kind.place and token.i in self._places):
            return True
        if by_sector is None:
            return _has_form(token, kind) or self._has_sector(token, kind)
        return by_sector and "*" not in kind.sectors and self._has_sector(token, kind)

    def _has_sector(self, token: Token, kind: Filler) -> bool:
        sectors = {s for a in self._actors.get(token.i, ()) for s in a.actor.sectors}
        return token.i in self._actors if "*" in kind.sectors else bool(sectors & kind.sectors)

    def _entity(self, token: Token) -> str:
        """Name the kind of a name: a country where the actors know it for one, else what the parser took it for."""
        is_country = token.pos == "PROPN" and any(
            a.actor.country and not a.actor.id and set(a.actor.sectors) <= {"GOV"}
            for a in self._actors.get(token.i, ())
        )
        if token.pos == "NOUN" and not token.entity:  # "his rival Pierre Nkoma"
            return next((t.entity for t in self._parsed.children(token.i, "appos")), "")
        if token.entity == "NORP" and token.tag == "NNPS":  # "Algerians" are people, "Algerian" may be the state
            return "NATIONALS"
        return "GPE" if is_country else token.entity

    def is_participant(self, token: Token) -> bool:
        """Tell whether a head names someone or some place, so that a noun it goes with is a happening."""
        return self._is(token, "@actor") or token.i in self._places or self._is(token, "@people")

    def is_definite(self, token: Token) -> bool:
        """Tell whether a head names someone or something the reader knows: a name, "the rebels", "its troops"."""
        marks = self._parsed.children(token.i, "det", "poss")
        return (
            token.pos == "PROPN"
            or token.entity == "NORP"
            or any(t.tag in {"DT", "PRP$"} and t.lower not in {"a", "an"} for t in marks)
        )

    def is_private(self, arguments: Sequence[Argument], event_type: EventType) -> bool:
        """Tell whether only those take part who are no side of a conflict: companies, artists, teams, animals."""
        actors = [self._parsed.tokens[a.head] for a in arguments if a.role is Role.ACTOR]
        others = [a.head for a in arguments if a.role is Role.RECIPIENT and event_type is not EventType.ASSAULT]
        return (
            bool(actors)
            and all(self._is_private(t) for t in actors)
            and not any(a.actor.country for i in others for a in self._actors.get(i, ()))
        )

    def _is_private(self, token: Token) -> bool:
        kinds = roles.modifiers(self._parsed, token)
        return self._is(token, "@private") and not any(self._is(k, "@public") for k in kinds)

    def is_actor(self, token: Token) -> bool:
        """Tell whether a head can act."""
        return bool(self._actors.get(token.i)) or self._is(token, "@actor") or self._is(token, "@people")

    def is_named(self, token: Token) -> bool:
        """Tell whether a head names someone or some place of whom the reader can tell the country."""
        return any(a.actor.country for a in self._actors.get(token.i, ())) or token.i in self._places

    def arguments(self, head: Token, role: Role, relation: str, *, is_party: bool) -> Iterator[Argument]:
        """Yield the arguments a head gives: itself, or for a party that cannot act, whose or by whom it is."""
        if not is_party:
            yield self._argument(head, role, relation)
            return
        inner = roles.content(self._parsed, head, self._transparent)
        if self.is_actor(inner):
            yield self._argument(inner, role, relation)
            return
        for owner in self._owners(inner):
            yield self._argument(owner, role, f"{relation} > {inner.text}")

    def _owners(self, noun: Token) -> Iterator[Token]:
        parsed = self._parsed
        groups = (
            [c for t in parsed.children(noun.i, "poss") for c in roles.conjuncts(parsed, t)],
            roles.prepositional(parsed, noun.i, "by"),
            [t for clause in parsed.children(noun.i, "acl") for t in roles.agents(parsed, clause)],
            [t for t in roles.modifiers(parsed, noun) if self._actors.get(t.i)],
            [t for t in roles.prepositional(parsed, noun.i, "of") if self.is_actor(t)],
        )
        for group in groups:
            found = [t for t in group if self.is_actor(t)]
            if found:
                yield from found
                return

    def _argument(self, head: Token, role: Role, relation: str) -> Argument:
        return Argument(role=role, span=self._span(head), head=head.i, step=relation)

    def _span(self, head: Token) -> Span:
        for mention in self._actors.get(head.i, ()):
            return mention.evidence.span
        phrase = self._parsed.noun_phrase(head.i)
        without = [i for i in phrase if not (self._parsed.tokens[i].dep == "det" and i == phrase[0])] or phrase
        return self._parsed.span(without)


def _has_form(noun: Token, kind: Filler) -> bool:
    """Tell whether a common noun ends as those of its kind do: "bankers", "activists"."""
    return noun.tag in {"NN", "NNS"} and noun.lemma.endswith(kind.suffixes) and noun.lemma not in kind.unlike


def _forms(token: Token) -> tuple[str, ...]:
    """Return the forms under which a class may list a word; the parser leaves a name its plural: "Relations"."""
    singular = (token.lower[:-1],) if token.tag == "NNPS" and token.lower.endswith("s") else ()
    return (token.lemma.lower(), token.lower, *singular)
