"""Find all actors that a report names."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dateline.coding.actors.meaning import actor_of, countries_of, leading_role, name_of, roles_of, sectors_of
from dateline.coding.actors.names import NameRegistry
from dateline.coding.actors.owners import UNRECOGNISED, Owner, owners_of
from dateline.coding.actors.phrases import Phrase, branches, gather, is_scene, phrase_head, words_of
from dateline.coding.actors.pieces import FORMER_SECTOR, Piece, find_pieces, person_piece
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.actors import ActorLexicon, Kind, Strength
from dateline.model.actors import Actor, ActorMention
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Evidence

ALONE = frozenset({Strength.STRONG, Strength.WEAK})


def find_actors(
    parsed: Parsed, report: Report, places: Sequence[PlaceMention], lexicon: ActorLexicon
) -> tuple[ActorMention, ...]:
    """Return the actors that a report names, in text order: states, organisations, groups, people and roles.

    A phrase of several owners ("Russian and Armenian troops") gives a mention for each. A mention quotes its phrase
    from the first word after determiners and numbers. What a listed name means is told by the day of the report, else
    by the day the lists were checked. Places where something merely happens are left out.
    """
    return Finder(parsed, places, report.published_on or lexicon.checked_on, lexicon).mentions()


class Finder:
    """Find the actors of one report."""

    def __init__(self, parsed: Parsed, places: Sequence[PlaceMention], on: date, lexicon: ActorLexicon) -> None:
        """Cut the report into pieces and phrases."""
        self.parsed = parsed
        self.on = on
        self.lexicon = lexicon
        self.registry = NameRegistry(parsed, on, lexicon)
        self.governments = {i.i for p in places if p.is_government for i in parsed.tokens_in(p.evidence.span)}
        pieces = [p for p in find_pieces(parsed, places, on, lexicon) if not self._is_in_name(p)]
        phrases = gather(parsed, [*pieces, *self._surnames(pieces)], lexicon)
        heads = {p.head for p in phrases}
        bare = [Phrase(head=i, pieces=()) for i in self._names_without_piece(pieces) if i not in heads]
        self.phrases = {p.head: p for p in sorted([*phrases, *bare], key=lambda p: p.head)}

    def mentions(self) -> tuple[ActorMention, ...]:
        """Return the mentions in text order."""
        found = [m for phrase in self.phrases.values() for m in self._read(phrase)]
        return tuple(sorted(found, key=lambda m: (m.evidence.span.start, m.evidence.span.end, m.head)))

    def _is_in_name(self, piece: Piece) -> bool:
        """Tell whether a country's or role's word is part of a person's name: "Chelsea Jordan", "Israel Smith"."""
        if piece.kind in {Kind.PERSON, Kind.GROUP, Kind.ORGANISATION} or piece.first != piece.last:
            return False
        token = self.parsed.tokens[piece.head]
        if token.entity != "PERSON" or token.pos != "PROPN":
            return False
        near = [self.parsed.tokens[i] for i in (piece.first - 1, piece.last + 1) if 0 <= i < len(self.parsed.tokens)]
        if piece.kind is Kind.ROLE:
            return near[0].i < piece.first and near[0].entity == "PERSON" and near[0].sentence == token.sentence
        return any(n.entity == "PERSON" and n.sentence == token.sentence and n.pos == "PROPN" for n in near)

    def _surnames(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield a piece for each surname that stands for a known holder of a high office, also before a body."""
        bodies = {p.head for p in pieces if p.kind is Kind.ROLE and p.entry.shape == "organisation"}
        for i in self._names_without_piece(pieces, bodies):
            if not self._given_name(i, pieces) and (entry := self.registry.holder(i)):
                yield person_piece(self.parsed, i, entry, self.on)

    def _names_without_piece(self, pieces: Sequence[Piece], bodies: Collection[int] = ()) -> Iterator[int]:
        """Yield the heads of proper names that no list knows, those before one of `bodies` too."""
        taken = {i for p in pieces for i in range(p.first, p.last + 1)}
        for token in self.parsed.tokens:
            if token.i in taken or token.entity == "DATE" or not token.text[:1].isupper() or not self._is_name(token):
                continue
            if self._heads_itself(token) or (token.dep == "compound" and token.head in bodies):
                yield token.i

    def _is_name(self, token: Token) -> bool:
        """Tell whether a capitalised word is a proper name; the parser may not know one that opens a sentence."""
        sentence = self.parsed.sentences[token.sentence]
        is_alone = sentence.last - sentence.first == 1
        is_tagged = token.pos == "NOUN" and token.entity != "" and token.i == sentence.first
        return token.pos == "PROPN" or token.entity == "PERSON" or is_alone or is_tagged

    def _heads_itself(self, token: Token) -> bool:
        """Tell whether a proper noun is the last of its name: titles and given names before it are not."""
        return phrase_head(self.parsed, token.i) == token.i or (
            token.dep == "poss" or self.parsed.tokens[token.head].pos not in {"PROPN"}
        )

    def _given_name(self, i: int, pieces: Sequence[Piece]) -> bool:
        """Tell whether a given name, not a title or role, stands before a surname."""
        if i == 0:
            return False
        before = self.parsed.tokens[i - 1]
        listed = any(p.first <= before.i <= p.last for p in pieces)
        is_title = before.lower in self.lexicon.groups["phrases.titles"]
        return (
            before.pos == "PROPN" and not listed and not is_title and before.sentence == self.parsed.tokens[i].sentence
        )

    def _read(self, phrase: Phrase) -> Iterator[ActorMention]:
        """Yield what a phrase mentions: itself where its head is an actor, else the actors among its modifiers."""
        phrase = self._of_country(phrase)
        role, named = leading_role(phrase), name_of(phrase)
        heading = phrase.heading
        token = self.parsed.tokens[phrase.head]
        if (heading is None and self._is_name(token) and (found := self._person(phrase, role))) or (
            heading
            and named
            and self._is_namesake(phrase, heading)
            and (found := self._person(_without(phrase, heading), role))
        ):
            yield found
        elif heading and (named or (heading.is_geographic and not (heading.is_place and role))):
            yield from self._name(phrase, heading, role)
        elif heading and role and (role is heading or heading.is_place) and role.entry.strength in ALONE:
            yield from self._role(phrase, role)
        elif phrase.pieces and (heading is None or heading.kind is Kind.ROLE):
            for branch in branches(self.parsed, _without(phrase, heading)):
                if branch.head != phrase.head:
                    yield from self._read(branch)

    def _of_country(self, phrase: Phrase) -> Phrase:
        """Take a listed body for a word of role where a country owns it: "Russia's Security Council"."""
        heading = phrase.heading
        if heading is None or heading.kind is not Kind.ORGANISATION:
            return phrase
        text = self.parsed.text[heading.start : heading.end]
        entry = next((e for e in self.lexicon.names.named(text) if e.kind is Kind.ROLE), None)
        told = [p for p in countries_of(self.parsed, _without(phrase, heading), None) if p.is_geographic]
        if entry is None or not told:
            return phrase
        body = replace(heading, entry=entry, sectors=entry.sectors)
        return Phrase(head=phrase.head, pieces=tuple(body if p is heading else p for p in phrase.pieces))

    def _is_namesake(self, phrase: Phrase, heading: Piece) -> bool:
        """Tell whether the words around a surname tell another country than the holder's: "King Hassan of Morocco"."""
        if heading.kind is not Kind.PERSON or heading.first != heading.last:
            return False
        told = [p.entry.country for p in countries_of(self.parsed, _without(phrase, heading), None)]
        told += [o.country for o in owners_of(self.parsed, phrase, (), self.phrases, self.lexicon) if o.country]
        return bool(told) and heading.entry.country not in told and not {"UNO", "EUR", "IGO"} & {heading.entry.country}

    def _name(self, phrase: Phrase, heading: Piece, role: Piece | None) -> Iterator[ActorMention]:
        """Yield the mention of a listed name, with the roles before it."""
        if heading.is_geographic and self._is_scene(phrase, heading):
            return
        sectors = heading.sectors
        if heading.kind is Kind.PEOPLE and role is None and self.parsed.tokens[phrase.head].tag in {"NNS", "NNPS"}:
            sectors = tuple(dict.fromkeys(("CVL", *sectors)))
        country = heading.entry.country
        if role and role.entry.shape == "person" and (heading.is_geographic or FORMER_SECTOR in sectors):
            sectors = sectors_of(self.parsed, phrase, role, self.lexicon)
        named = None if heading.is_geographic else heading
        words = self.parsed.evidence(words_of(self.parsed, phrase))
        actor = actor_of(self.lexicon, country, sectors, named, words.text)
        if heading.is_geographic:
            actor = Actor(name=heading.entry.name, country=country, sectors=sectors)
        if heading.kind is Kind.PERSON:
            self.registry.introduce(heading.entry.name, actor)
        yield self._mention(words, actor, phrase, f"listed: {heading.entry.name}")

    def _is_scene(self, phrase: Phrase, heading: Piece) -> bool:
        """Tell whether a country or capital is only where something happened."""
        token = self.parsed.tokens[phrase.head]
        if phrase.head in self.governments:
            return False
        if heading.kind is Kind.SEAT and self._is_dateline(heading):
            return True
        if heading.is_place:
            return token.dep not in {"nsubj", "ROOT"}
        return is_scene(self.parsed, token, self.lexicon)

    def _is_dateline(self, heading: Piece) -> bool:
        """Tell whether a capital is the dateline's: in capital letters before words that are not."""
        sentence = self.parsed.sentences[self.parsed.tokens[heading.first].sentence]
        rest = self.parsed.text[heading.end : sentence.span.end]
        opens = heading.first == sentence.first and self.parsed.text[heading.start : heading.end].isupper()
        return opens and any(c.islower() for c in rest)

    def _role(self, phrase: Phrase, role: Piece) -> Iterator[ActorMention]:
        """Yield a mention of a role for each country or group that it is said to belong to."""
        sectors = sectors_of(self.parsed, phrase, role, self.lexicon)
        tellers = countries_of(self.parsed, phrase, role)
        owners = owners_of(self.parsed, phrase, sectors, self.phrases, self.lexicon) if not tellers else []
        if len(tellers) > 1:
            yield from self._each(phrase, sectors, tellers)
            return
        words = self.parsed.evidence(words_of(self.parsed, phrase))
        country = tellers[0].entry.country if tellers else role.entry.country
        lead = next((p for p in phrase.pieces if p.kind in {Kind.GROUP, Kind.ORGANISATION} and p in tellers), None)
        for owner in owners or [None]:
            owned = _owned(role, owner, sectors)
            whose = (owner.country if owner else None) or country
            actor = actor_of(self.lexicon, whose, owned, lead, words.text)
            yield self._mention(words, actor, phrase, f"role: {role.entry.name}")

    def _each(self, phrase: Phrase, sectors: tuple[str, ...], tellers: Sequence[Piece]) -> Iterator[ActorMention]:
        """Yield one mention for each of several coordinated owners; the last one's words reach to the head."""
        for teller in tellers:
            last = phrase.head if teller is tellers[-1] else teller.last
            words = self.parsed.evidence(range(teller.first, last + 1))
            actor = actor_of(self.lexicon, teller.entry.country, sectors, None, words.text)
            yield ActorMention(evidence=words, actor=actor, head=phrase.head, reason="coordinated owners")

    def _person(self, phrase: Phrase, role: Piece | None) -> ActorMention | None:
        """Return the mention of a person whom no list knows: by an earlier mention, a role before, or words after."""
        words = self.parsed.evidence(words_of(self.parsed, phrase))
        token = self.parsed.tokens[phrase.head]
        if not roles_of(phrase) and (known := self.registry.introduced(token.text)):
            return self._mention(words, known, phrase, "introduced before")
        if role and role.entry.shape in {"person", "organisation", "group"}:
            country, sectors = self._of_role(phrase, role)
            if role.entry.shape != "person" or token.entity == "PERSON" or role.last == phrase.head - 1 or country:
                return self._introduce(phrase, words.text, country, sectors)
        if token.entity == "PERSON" and (about := self._described(phrase)):
            return self._introduce(phrase, words.text, *about)
        return None

    def _of_role(self, phrase: Phrase, role: Piece) -> tuple[str | None, tuple[str, ...]]:
        sectors = sectors_of(self.parsed, phrase, role, self.lexicon)
        tellers = countries_of(self.parsed, phrase, role)
        if tellers:
            return tellers[-1].entry.country, sectors
        owner = next(iter(owners_of(self.parsed, phrase, sectors, self.phrases, self.lexicon)), None)
        return (owner.country if owner else None), _owned(role, owner, sectors)

    def _described(self, phrase: Phrase) -> tuple[str | None, tuple[str, ...]] | None:
        """Return country and sectors that an apposition or "of X" gives a name."""
        owner = next(iter(owners_of(self.parsed, phrase, (), self.phrases, self.lexicon)), None)
        if owner and owner.is_body:
            return owner.country, owner.sectors or ()
        token = self.parsed.tokens[phrase.head]
        beside = [t.i for t in self.parsed.children(token.i, "appos")] + ([token.head] if token.dep == "appos" else [])
        for i in beside:
            other = self.phrases.get(i)
            role = leading_role(other) if other else None
            if other and role:
                return self._of_role(other, role)
        return None

    def _introduce(self, phrase: Phrase, words: str, country: str | None, sectors: tuple[str, ...]) -> ActorMention:
        name = self.parsed.text[
            self.parsed.tokens[self._name_start(phrase)].start : self.parsed.tokens[phrase.head].end
        ]
        actor = Actor(name=name, country=country, sectors=sectors)
        self.registry.introduce(name, actor)
        evidence = self.parsed.evidence(words_of(self.parsed, phrase))
        return self._mention(evidence, actor, phrase, f"introduced: {words}")

    def _mention(self, words: Evidence, actor: Actor, phrase: Phrase, reason: str) -> ActorMention:
        """Make a mention headed by the word that the rest of the sentence sees: the title of a name in apposition."""
        words = self._after_others(words, phrase)
        above = self.parsed.tokens[self.parsed.tokens[phrase.head].head]
        outer = self.parsed.head_of(words.span) if words.span.contains(above.span) and above.i != phrase.head else None
        return ActorMention(evidence=words, actor=actor, head=outer.i if outer else phrase.head, reason=reason)

    def _after_others(self, words: Evidence, phrase: Phrase) -> Evidence:
        """Leave out another person whom the parser took for part of the name: "President A and President B"."""
        inside = [t.i for t in self.parsed.tokens_in(words.span) if t.i <= phrase.head]
        for n in reversed(inside[1:-1]):
            if self.parsed.tokens[n].dep == "cc" and self.parsed.tokens[n - 1].entity == "PERSON":
                return self.parsed.evidence(range(n + 1, phrase.head + 1))
        return words

    def _name_start(self, phrase: Phrase) -> int:
        """Return the first token of the name at the end of a phrase."""
        first = phrase.head
        taken = {i for p in phrase.pieces for i in range(p.first, p.last + 1)}
        while (
            first
            and (t := self.parsed.tokens[first - 1]).pos in {"PROPN", "PUNCT"}
            and t.i not in taken
            and t.text != ","
        ):
            first -= 1
        return first


def _owned(role: Piece, owner: Owner | None, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sectors of a role that belongs to somebody: a weak one has its owner's ("leader of the rebels")."""
    if owner and owner.is_unrecognised:
        return (*sectors, UNRECOGNISED)
    speaks = owner is not None and owner.sectors is not None and role.entry.strength is Strength.WEAK
    return owner.sectors or () if owner and speaks else sectors


def _without(phrase: Phrase, heading: Piece | None) -> Phrase:
    """Return a phrase with all but the piece at its head."""
    return Phrase(head=phrase.head, pieces=tuple(p for p in phrase.pieces if p is not heading))
