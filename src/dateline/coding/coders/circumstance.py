"""What stands around an event: what it is done with, and whether it happened in the world at all."""

from collections.abc import Iterator

from dateline.coding import roles
from dateline.coding.coders.constructions import Construction
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions
from dateline.model.events import EventType

WITH = ("with", "by", "from", "in", "using")
OCCASION = ("at", "for", "under", "during")
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "parataxis"})


def instrument_mode(parsed: Parsed, at: Construction, event_type: EventType, words: Constructions) -> str | None:
    """Return the mode that the instrument gives: "with drones", "armed with machetes", "a bomb killed"."""
    for token in _instruments(parsed, at, event_type, words):
        if found := words.instruments.get((event_type, token.lemma.lower())):
            return found
    return None


def _instruments(parsed: Parsed, at: Construction, event_type: EventType, words: Constructions) -> Iterator[Token]:
    verb = at.carrier or at.token
    doers = roles.subjects(parsed, verb) or (roles.objects(parsed, verb) if at.happens else [])
    nouns = [at.outer] if at.is_nominal else []
    links = OCCASION if event_type is EventType.CONSULT else WITH
    nouns += [t for place in (at.token, verb) for link in links for t in roles.prepositional(parsed, place.i, link)]
    nouns += doers
    if event_type is EventType.MOBILIZE:  # what is moved
        nouns += roles.objects(parsed, verb)
    for noun in (roles.content(parsed, n, words.transparent) for n in nouns):
        yield from roles.modifiers(parsed, noun)
        if noun.i != at.token.i:
            yield noun
        for clause in parsed.children(noun.i, "acl", "relcl"):  # "armed with machetes", "carrying rifles"
            yield from roles.prepositional(parsed, clause.i, "with")
            yield from parsed.children(clause.i, "dobj")
    for clause in parsed.children(verb.i, "advcl", "xcomp"):  # "using drones", "firing rockets"
        if clause.tag == "VBG":
            yield from (roles.content(parsed, t, words.transparent) for t in parsed.children(clause.i, "dobj"))


def is_of_another_world(parsed: Parsed, token: Token, words: Constructions) -> bool:
    """Tell whether a work tells of the event ("in the novel", "her painting shows"), or the word is only mentioned."""
    chain = [token, *parsed.ancestors(token.i)]
    tellers = [t for a in chain if a.lemma in words.tells for t in parsed.children(a.i, "nsubj")]
    within = [
        t for a in chain for link in parsed.children(a.i, "prep") if link.lower == "in" for t in _below(parsed, link)
    ]
    spoken_of = [parsed.tokens[token.head], *parsed.children(token.i, "compound", "nmod")]
    return (
        any(t.lemma in words.works and t.i != token.i for t in (*tellers, *within))
        or (token.pos == "NOUN" and any(t.lemma in words.mentions for t in spoken_of))
        or _is_sport(parsed, token, words)
    )


def _below(parsed: Parsed, link: Token) -> list[Token]:
    return parsed.children(link.i, "pobj")


def _is_sport(parsed: Parsed, token: Token, words: Constructions) -> bool:
    """Tell whether the clause of a trigger has a word that only sport uses."""
    top = token
    while top.dep not in CLAUSES and top.head != top.i:
        top = parsed.tokens[top.head]
    inside = [parsed.tokens[i] for i in parsed.subtree(top.i, CLAUSES)]
    hyphened = {f"{a.lower}-{b.lemma}" for a, b in zip(inside, inside[2:], strict=False)}
    return any(t.lemma.lower() in words.sports for t in inside) or bool(hyphened & words.sports)
