"""Actors: who the words mean, by country, sectors and identity."""

from dataclasses import dataclass

from dateline.model.text import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Identify an actor.

    `country` is ISO 3166-1 alpha-3, or one of PLOVER's non-state codes (IGO, UNO, EUR, NGO, ISM, IMG, MNC), or null;
    `sectors` are PLOVER's, the primary one first; `id` is a Wikidata id or one of our own lists' ids, null
    where unknown.
    """

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Hold the words that name an actor, and the actor.

    `head` is the index of the head token in `Parsed.tokens`. `inferred_from` quotes the antecedent where the words are
    a pronoun, a definite noun phrase or a possessive. One span may give several mentions ("the two sides").
    """

    evidence: Evidence
    actor: Actor
    head: int
    inferred_from: Evidence | None = None
    reason: str = ""
