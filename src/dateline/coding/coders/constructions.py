"""The construction a trigger stands in: the verb that carries a noun, and the nouns around it that only measure."""

from dataclasses import dataclass

from dateline.coding import roles
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions

GERUND = frozenset({"pobj", "dobj", "nsubj", "compound", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Construction:
    """Hold a trigger's token, its outermost noun ("the process of the withdrawal"), and the verb that carries it.

    `happens`: the carrier says that the noun takes place; its subject is then the noun itself.
    `beside`: prepositions whose phrase stands beside what happens ("after talks").
    """

    token: Token
    outer: Token
    carrier: Token | None
    happens: bool
    is_nominal: bool
    is_premodifier: bool
    beside: frozenset[str] = frozenset()


def is_nominal(token: Token) -> bool:
    """Tell whether a word stands as a noun: "the shelling of the town"."""
    return token.pos in {"NOUN", "PROPN"} or (token.tag == "VBG" and token.dep in GERUND)


def find_construction(parsed: Parsed, token: Token, words: Constructions) -> Construction:
    """Return the construction that `token` stands in."""
    if not is_nominal(token):
        return Construction(
            token=token,
            outer=token,
            carrier=None,
            happens=False,
            is_nominal=False,
            is_premodifier=False,
            beside=words.beside,
        )
    outer = roles.whole(parsed, token, words.transparent)
    carrier, happens = _carrier(parsed, outer, words)
    premodifier = token.dep in {"compound", "amod", "nmod"} and token.i < token.head
    return Construction(
        token=token,
        outer=outer,
        carrier=carrier,
        happens=happens,
        is_nominal=True,
        is_premodifier=premodifier,
        beside=words.beside,
    )


def _carrier(parsed: Parsed, noun: Token, words: Constructions) -> tuple[Token | None, bool]:
    while noun.dep == "conj" and parsed.tokens[noun.head].pos in {"NOUN", "PROPN"}:
        noun = parsed.tokens[noun.head]
    above = parsed.tokens[noun.head]
    if noun.dep in {"dobj", "nsubjpass", "attr"} and _is_one_of(parsed, above, words.support):
        return above, False
    if noun.dep == "pobj" and parsed.tokens[above.head].pos == "VERB":
        verb = parsed.tokens[above.head]
        if f"{verb.lemma} {above.lower}" in words.support or (f"{verb.lemma} part {above.lower}" in words.support):
            return verb, False
    if noun.dep == "nsubj" and _is_one_of(parsed, above, words.occurrence) and not is_defined(parsed, noun):
        return above, True
    return _clause_carrier(parsed, noun, words)


def _clause_carrier(parsed: Parsed, noun: Token, words: Constructions) -> tuple[Token | None, bool]:
    """Find the carrier in a clause on the noun: "the attack launched by", "the fighting that broke out"."""
    for clause in parsed.children(noun.i, "relcl", "acl"):
        if clause.tag == "VBN" and clause.dep == "acl" and _is_one_of(parsed, clause, words.support):
            return clause, False
        if _is_one_of(parsed, clause, words.occurrence) and any(
            t.lower in roles.RELATIVE for t in parsed.children(clause.i, "nsubj")
        ):
            return clause, True
    return None, False


def is_defined(parsed: Parsed, noun: Token) -> bool:
    """Tell whether a sentence only says what a thing is, not that it happens: "a ceasefire is not peace"."""
    above = parsed.tokens[noun.head]
    is_subject = noun.dep == "nsubj" and bool(parsed.children(above.i, "attr", "acomp"))
    is_predicate = noun.dep == "attr" and any(t.lower in {"a", "an"} for t in parsed.children(noun.i, "det"))
    return above.lemma == "be" and above.tag in {"VBZ", "VBP"} and (is_subject or is_predicate)


def _is_one_of(parsed: Parsed, verb: Token, listed: frozenset[str]) -> bool:
    if verb.pos not in {"VERB", "AUX"}:
        return False
    particles = [t.lower for t in parsed.children(verb.i, "prt", "prep", "advmod", "dobj")]
    return verb.lemma in listed or any(f"{verb.lemma} {p}" in listed for p in particles)
