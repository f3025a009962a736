"""Tell what is counted, by the noun that carries the number and the words on the way to the trigger."""

from collections.abc import Iterator
from itertools import pairwise

from dateline.coding.parsed import Parsed, Token
from dateline.coding.quantities.counts import CountMention
from dateline.coding.quantities.numerals import BETWEEN
from dateline.lexicon.quantities import QuantityLexicon, RecordKinds
from dateline.model.events import QuantityKind

Trail = tuple[Token, ...]
OBJECT = frozenset({"dobj", "nsubjpass", "dative", "oprd"})
NOMINAL = frozenset({"conj", "appos", "pobj", "prep", "poss", "compound", "nmod", "attr"})
DESCRIBING = frozenset({"acl", "relcl", "amod", "advcl", "acomp"})
THINGS = frozenset({QuantityKind.VEHICLES, QuantityKind.WEAPONS, QuantityKind.SETTLEMENTS, QuantityKind.AREA})
HARM = frozenset({QuantityKind.KILLED, QuantityKind.INJURED})
OUTCOMES = HARM | {QuantityKind.CASUALTIES}
PREDICATIVE = frozenset({"oprd", "acomp", "xcomp", "ccomp"})
CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "relcl"})
VERBAL = frozenset({"VERB", "AUX"})
OF = "of"


def kind_of(
    count: CountMention, trail: Trail, parsed: Parsed, wanted: RecordKinds, lexicon: QuantityLexicon
) -> QuantityKind | None:
    """Tell the kind of a count in a record that takes the kinds `wanted`, or null where the record takes it not."""
    found = QuantityKind.MONEY if count.currency else _kind(count, trail, parsed, wanted, lexicon)
    if found is not None:
        found = wanted.turns.get(found, found)
    return found if found in wanted.kinds else None


def _kind(
    count: CountMention, trail: Trail, parsed: Parsed, wanted: RecordKinds, lexicon: QuantityLexicon
) -> QuantityKind | None:
    noun = parsed.tokens[count.noun] if count.noun is not None else None
    by_noun = _of_noun(noun, parsed, lexicon)
    if by_noun in THINGS:
        return by_noun if is_patient(trail, parsed) else None
    if by_noun in OUTCOMES:
        return by_noun
    by_deed = next(_deeds(noun, trail, parsed, lexicon), None)
    if by_deed is not None or by_noun is not None:
        return by_deed or by_noun
    if is_total(trail, parsed, lexicon):
        return QuantityKind.KILLED
    is_near = not any(t.dep in CLAUSES for t in trail[:-1])
    return wanted.people if is_near and (noun is None or any(_is_people(t, lexicon) for t in (noun, *trail))) else None


def _of_noun(noun: Token | None, parsed: Parsed, lexicon: QuantityLexicon) -> QuantityKind | None:
    if noun is None:
        return None
    if any(c.lower in lexicon.square for c in parsed.children(noun.i)):
        return QuantityKind.AREA
    kind = lexicon.adjectives.get(noun.lower) or lexicon.nouns.get(noun.lemma.lower())
    fellows = {lexicon.nouns.get(c.lemma) for c in parsed.children(noun.i, "conj")}
    return QuantityKind.CASUALTIES if kind in HARM and fellows & (HARM - {kind}) else kind


def _deeds(noun: Token | None, trail: Trail, parsed: Parsed, lexicon: QuantityLexicon) -> Iterator[QuantityKind]:
    """Yield what is said to have been done to those counted or by them, the nearest word first."""
    counted = trail[0]
    for word in parsed.children(counted.i, *DESCRIBING) + (parsed.children(noun.i, *DESCRIBING) if noun else []):
        kind = _of_description(word, parsed, lexicon)
        if kind is not None:
            yield kind
    for below, above in pairwise(trail):
        if above.pos in VERBAL:
            kind = _of_deed(below, above, parsed, lexicon)
        elif below.lower == OF:
            kind = lexicon.deeds.get(above.lemma)
        else:
            kind = lexicon.adjectives.get(above.lower)
        if kind is not None:
            yield kind


def _of_description(word: Token, parsed: Parsed, lexicon: QuantityLexicon) -> QuantityKind | None:
    """Read "12 people killed", "three who had died", "10 dead"."""
    if word.tag == "VBN" and not parsed.children(word.i, "nsubj", "dobj"):
        return _with_fellows(word, lexicon.objects.get(word.lemma), parsed, lexicon)
    if word.pos == "VERB":
        return lexicon.subjects.get(word.lemma) if word.tag != "VBN" or word.dep == "relcl" else None
    return lexicon.adjectives.get(word.lower)


def _of_deed(counted: Token, verb: Token, parsed: Parsed, lexicon: QuantityLexicon) -> QuantityKind | None:
    role = counted.dep
    if role == "prep" and counted.lower == BETWEEN[0]:  # "Between 5 and 8 men died": the range is the subject
        role = "nsubjpass" if parsed.children(verb.i, "auxpass") else "nsubj"
    is_bare = verb.tag == "VBN" and not parsed.children(verb.i, "dobj", "aux", "auxpass")
    if role in OBJECT or (role == "nsubj" and is_bare):
        left = [lexicon.adjectives.get(c.lower) for c in parsed.children(verb.i, *PREDICATIVE) if c.i > counted.i]
        done = lexicon.objects.get(verb.lemma) or next((kind for kind in left if kind is not None), None)
        return _with_fellows(verb, done, parsed, lexicon)
    if role == "nsubj":
        states = (lexicon.adjectives.get(c.lower) for c in parsed.children(verb.i, "acomp"))
        return lexicon.subjects.get(verb.lemma) or next((kind for kind in states if kind is not None), None)
    return None


def _with_fellows(
    verb: Token, kind: QuantityKind | None, parsed: Parsed, lexicon: QuantityLexicon
) -> QuantityKind | None:
    """Turn "killed and injured", said of the same people, into casualties."""
    sharing = [c for c in parsed.children(verb.i, "conj") if not parsed.children(c.i, "nsubj", "nsubjpass", "dobj")]
    others = {lexicon.objects.get(c.lemma) for c in sharing}
    return QuantityKind.CASUALTIES if kind in HARM and others & (HARM - {kind}) else kind


def is_patient(trail: Trail, parsed: Parsed) -> bool:
    """Tell whether the deed is done to what is counted: its object, its passive subject, or "of" a deed's name."""
    below, is_owned = trail[0], False
    if any(c.tag == "VBN" for c in parsed.children(below.i, "acl", "relcl", "amod")):
        return True
    for above in trail[1:]:
        is_owned = is_owned or (below.dep == "prep" and below.lower == OF)
        if below.dep not in NOMINAL or (below.dep == "prep" and below.lower != OF):
            return below.dep in OBJECT
        below = above
    return is_owned


def is_total(trail: Trail, parsed: Parsed, lexicon: QuantityLexicon) -> bool:
    """Tell whether the count is a running total: "bringing the toll to 40"."""
    return any(t.lemma in lexicon.totals or (t.pos == "VERB" and _has_total(t, parsed, lexicon)) for t in trail[:4])


def _has_total(verb: Token, parsed: Parsed, lexicon: QuantityLexicon) -> bool:
    return any(c.lemma in lexicon.totals for c in parsed.children(verb.i, "dobj", "nsubj", "nsubjpass"))


def _is_people(noun: Token, lexicon: QuantityLexicon) -> bool:
    return noun.lemma in lexicon.people or noun.entity == "NORP" or noun.tag == "NNPS"
