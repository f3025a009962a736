"""Find the words that stand in a named relation to a trigger, in whatever construction it stands."""

from collections.abc import Callable, Mapping

from dateline.coding import roles
from dateline.coding.coders.constructions import Construction
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.frames import Frame

CLAUSES = ("xcomp", "ccomp", "acl", "advcl")
FAR = {"by": ("of",), "on": ("by",), "against": ("by", "of"), "to": ("by",)}
MODALS = ("aux", "neg")


def related(parsed: Parsed, at: Construction, relation: str, frame: Frame) -> list[Token]:
    """Return the heads that stand in `relation` to the trigger.

    A name that is no relation is a preposition; "as > of" is what stands after "of" below what stands after "as";
    "to|for" is what stands in either.
    """
    if "|" in relation:
        return [t for one in relation.split("|") for t in related(parsed, at, one, frame)]
    first, _, rest = relation.partition(" > ")
    if rest:
        return [t for above in related(parsed, at, first, frame) for t in related(parsed, _bare(above), rest, frame)]
    if named := _NAMED.get(relation):
        return named(parsed, at, frame)
    return _prepositional(parsed, at, relation)


def _bare(token: Token) -> Construction:
    """Return a token as a construction of its own, for the relations below it."""
    nominal = token.pos in {"NOUN", "PROPN", "PRON"}
    return Construction(token=token, outer=token, carrier=None, happens=False, is_nominal=nominal, is_premodifier=False)


def _subject(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return _support(parsed, at, frame) if at.is_nominal else roles.subjects(parsed, at.token)


def _object(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    if at.is_nominal:
        return []
    direct = roles.objects(parsed, at.token)
    return direct or [t for p in _trigger_prepositions(frame, at) for t in roles.prepositional(parsed, at.token.i, p)]


def _trigger_prepositions(frame: Frame, at: Construction) -> list[str]:
    """Return the parts of the frame's phrasal triggers: what "call for" is for is its object."""
    return [part for trigger in frame.verbs if trigger.head == at.token.lemma for part in trigger.parts]


def _support(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    if at.carrier is None or at.happens:
        return []
    if at.outer.dep == "pobj" and parsed.children(at.carrier.i, "nsubjpass"):  # "is involved in an attack"
        return [t for s in parsed.children(at.carrier.i, "nsubjpass") for t in roles.conjuncts(parsed, s)]
    return roles.subjects(parsed, at.carrier)


def _poss(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [c for noun in _nouns(at) for t in parsed.children(noun.i, "poss") for c in roles.conjuncts(parsed, t)]


def _modifier(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [t for noun in _nouns(at) for t in roles.modifiers(parsed, noun)]


def _of(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return roles.prepositional(parsed, at.token.i, "of")


def _head(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    token = at.token
    while token.dep in {"conj", "acomp", "oprd", "attr"} and token.pos in {"ADJ", "VERB"} and token.head != token.i:
        token = parsed.tokens[token.head]
    return (
        [parsed.tokens[token.head]]
        if token.dep in {"amod", "acl", "compound"}
        else roles.subjects(parsed, token) or roles.objects(parsed, token)
    )


def _attribute(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return parsed.children(at.token.i, "attr", "acomp", "oprd")


def _complement(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return parsed.children(at.token.i, *CLAUSES)


def _contents(parsed: Parsed, at: Construction) -> list[Token]:
    """Return the verbs of the clauses that say what the trigger is about: "called for X to leave", "said X left"."""
    places = [at.token.i, *([at.carrier.i] if at.carrier else [])]
    clauses = [c for place in places for c in parsed.children(place, "xcomp", "ccomp", "acl")]
    clauses += [c for place in places for c in parsed.children(place, "advcl") if is_for_clause(parsed, c)]
    return clauses + [
        c for place in places for link in parsed.children(place, "prep") for c in parsed.children(link.i, "pcomp")
    ]


def is_for_clause(parsed: Parsed, clause: Token) -> bool:
    """Tell whether an adverbial clause is a complement: "for the rebels to disarm"."""
    return any(m.lower == "for" for m in parsed.children(clause.i, "mark"))


def _clause_subject(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return who is to do what the complement says, where it has a subject of its own: "demanded that X leave"."""
    owned = [c for c in _contents(parsed, at) if parsed.children(c.i, "nsubj", "nsubjpass")]
    return [t for c in owned for t in roles.subjects(parsed, c) or roles.objects(parsed, c)]


def _clause_marks(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [m for c in _contents(parsed, at) for m in parsed.children(c.i, *MODALS)]


def _infinitive(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [c for c in _contents(parsed, at) if any(m.lower == "to" for m in parsed.children(c.i, "aux"))]


def _measure(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return a noun phrase of measure beside the verb: "gave the council ten days"."""
    return parsed.children(at.token.i, "npadvmod")


def _purpose(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return the verb of an infinitive of purpose: "came to talk"."""
    return [
        c for c in parsed.children(at.token.i, "advcl") if any(m.lower == "to" for m in parsed.children(c.i, "aux"))
    ]


def _marks(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return parsed.children(at.token.i, "aux")


def _negation(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return parsed.children(at.token.i, "neg")


def _happens(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [at.carrier] if at.carrier and at.happens else []


def _clause(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return the subject of the clause around a noun: "after talks with X, Y left"."""
    verb = next((t for t in parsed.ancestors(at.outer.i) if t.pos in {"VERB", "AUX"}), None)
    return roles.subjects(parsed, verb) if verb else []


def _reported(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return the verb of saying whose content the trigger is the main word of."""
    token = at.token
    while token.dep in {"acomp", "attr", "xcomp", "conj", "oprd"}:
        token = parsed.tokens[token.head]
    above = parsed.tokens[token.head]
    return [above] if token.dep in {"ccomp", "parataxis"} and above.pos == "VERB" else []


def _reporter(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [t for verb in _reported(parsed, at, frame) for t in roles.subjects(parsed, verb)]


def _dative(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    verb = at.carrier or at.token
    direct = [t for t in parsed.children(verb.i, "dative") if t.pos != "ADP"]
    objects = parsed.children(verb.i, "dobj")
    direct = direct or objects[:-1] or (parsed.children(verb.i, "nsubjpass") if objects else [])
    return [c for t in direct for c in roles.conjuncts(parsed, t)]


def _carrier(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return the verb that carries a noun or says that it takes place."""
    return [at.carrier] if at.carrier else []


def _governor(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    return [parsed.tokens[at.outer.head]] if at.outer.head != at.outer.i else []


def _located(parsed: Parsed, at: Construction, frame: Frame) -> list[Token]:
    """Return what is said to be in or under the noun: "the town is under their control", "land under their control"."""
    if at.outer.dep != "pobj":
        return []
    above = parsed.tokens[parsed.tokens[at.outer.head].head]
    return roles.subjects(parsed, above) if above.pos in {"VERB", "AUX"} else [above]


_NAMED: Mapping[str, Callable[[Parsed, Construction, Frame], list[Token]]] = {
    "subject": _subject,
    "object": _object,
    "support": _support,
    "poss": _poss,
    "modifier": _modifier,
    "of": _of,
    "head": _head,
    "attribute": _attribute,
    "complement": _complement,
    "dative": _dative,
    "carrier": _carrier,
    "governor": _governor,
    "located": _located,
    "clause_subject": _clause_subject,
    "clause_marks": _clause_marks,
    "marks": _marks,
    "infinitive": _infinitive,
    "negation": _negation,
    "measure": _measure,
    "purpose": _purpose,
    "happens": _happens,
    "clause": _clause,
    "reported": _reported,
    "reporter": _reporter,
}


def _nouns(at: Construction) -> list[Token]:
    return [at.token] if at.outer.i == at.token.i else [at.token, at.outer]


def _prepositional(parsed: Parsed, at: Construction, preposition: str) -> list[Token]:
    """Return the objects of a preposition on the trigger, then on its support verb, then on its direct object."""
    places = [at.token.i, at.outer.i, *([at.carrier.i] if at.carrier else [])]
    if not at.is_nominal:
        places += [t.i for t in parsed.children(at.token.i, "dobj", "xcomp")]
    for place in dict.fromkeys(places):
        if found := roles.prepositional(parsed, place, preposition):
            return found
    return _attached_below(parsed, at, preposition) if at.is_nominal else []


def _attached_below(parsed: Parsed, at: Construction, preposition: str) -> list[Token]:
    """Return what the parser hung on the noun before: "the expulsion of the envoy by Chad"."""
    places = [at.token, *([at.carrier] if at.carrier else [])]
    below = [t for link in FAR.get(preposition, ()) for p in places for t in roles.prepositional(parsed, p.i, link)]
    return [t for noun in below for t in roles.prepositional(parsed, noun.i, preposition)]
