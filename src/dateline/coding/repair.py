"""Mend what the parser gets wrong in the same way each time, before anyone reads the tree.

Each repair states the fact of English that the parse contradicts, and touches nothing where that fact does not hold.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.coding.parsed import Token

SHORT_SYLLABLE = re.compile(r"[^aeiou]{1,3}[aeiou][^aeiouwxy]")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
HELD = frozenset({"punct", "advcl", "prep", "npadvmod", "advmod", "mark", "cc", "conj", "ccomp", "parataxis", "acl"})


def repair_sentence(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of one sentence with its parse mended."""
    mended = list(tokens)
    for mend in REPAIRS:
        mended = mend(mended)
    return mended


def give_finite_verb_its_clause(tokens: list[Token]) -> list[Token]:
    """Make a past-tense verb the root where the parser read it as a participle: "almost all of the villagers left".

    A sentence with a past-tense verb and no other finite verb above it is not a noun phrase.
    """
    first = tokens[0].i
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in NOMINAL:
        return tokens
    inside = _noun_spine(tokens, root)
    verb = next((t for t in tokens if _is_finite(tokens, t, root) and t.head in inside and t.i > root.i), None)
    if verb is None:
        return tokens
    mended = list(tokens)
    mended[verb.i - first] = replace(verb, head=verb.i, dep="ROOT")
    mended[root.i - first] = replace(root, head=verb.i, dep="nsubj")
    for token in tokens:
        if token.head == root.i and token.i > verb.i and token.dep in HELD:
            dep = "advcl" if token.dep == "acl" else token.dep
            mended[token.i - first] = replace(token, head=verb.i, dep=dep)
    return mended


def _is_finite(tokens: Sequence[Token], verb: Token, root: Token) -> bool:
    """Tell whether what was read as a participle is a sentence's verb: a past tense, or all that a full stop ends."""
    if verb.dep != "acl" or verb.tag not in {"VBD", "VBN"}:
        return False
    has_agent = any(t.dep == "agent" and t.head == verb.i for t in tokens)
    return verb.tag == "VBD" or (verb.i == root.i + 1 and tokens[-1].text == "." and not has_agent)


def _noun_spine(tokens: Sequence[Token], root: Token) -> set[int]:
    """Return the root and the nouns below it through prepositions."""
    inside = {root.i}
    for token in tokens:
        if token.i > root.i and token.head in inside and token.dep in {"prep", "pobj"}:
            inside.add(token.i)
    return inside


def part_shifted_object(tokens: list[Token]) -> list[Token]:
    """Part a recipient from the object after it: "returned to Peru four villages", "gave to Mali the two wells".

    A name does not modify a noun from before its number or article.
    """
    first = tokens[0].i
    mended = list(tokens)
    for noun in tokens:
        link = mended[noun.head - first] if noun.head >= first else noun
        verb = mended[link.head - first]
        if noun.dep != "pobj" or link.lower not in {"to", "from"} or verb.pos != "VERB":
            continue
        name = next(
            (t for t in tokens if t.head == noun.i and t.i == link.i + 1 and t.pos == "PROPN" and t.i < noun.i - 1),
            None,
        )
        if name is None or mended[name.i + 1 - first].tag not in {"CD", "DT"}:
            continue
        mended[name.i - first] = replace(name, head=link.i, dep="pobj")
        mended[noun.i - first] = replace(noun, head=verb.i, dep="dobj")
        number = mended[name.i + 1 - first]
        if number.head == name.i:
            mended[number.i - first] = replace(number, head=noun.i)
    return mended


def name_plural_nouns(tokens: list[Token]) -> list[Token]:
    """Take a word in -s that stands after a preposition for a plural noun: "by pro-Kremlin separatists".

    The object of a preposition is no finite verb.
    """
    return [
        replace(t, pos="NOUN", tag="NNS", lemma=t.lower.removesuffix("s")) if t.dep == "pobj" and t.tag == "VBZ" else t
        for t in tokens
    ]


def name_counted_object(tokens: list[Token]) -> list[Token]:
    """Take a number noun after a verb for its object: "expelled dozens of diplomats" is no measure of expelling."""
    first = tokens[0].i
    counting = {t.head for t in tokens if t.lower == "of" and t.head >= first}
    with_object = {t.head for t in tokens if t.dep in {"dobj", "obj"}}
    return [
        replace(t, dep="dobj")
        if t.dep == "npadvmod" and t.i in counting and t.head == t.i - 1 and t.head not in with_object
        else t
        for t in tokens
    ]


def spell_out_lemma(tokens: list[Token]) -> list[Token]:
    """Give a verb the silent e that its lemma lost: "raped" comes of rape, for rap would double its consonant."""
    return [replace(t, lemma=f"{t.lemma}e") if _has_lost_e(t) else t for t in tokens]


def _has_lost_e(verb: Token) -> bool:
    return (
        verb.pos == "VERB"
        and verb.lower in {f"{verb.lemma}ed", f"{verb.lemma}ing"}
        and SHORT_SYLLABLE.fullmatch(verb.lemma) is not None
    )


REPAIRS: tuple[Callable[[list[Token]], list[Token]], ...] = (
    name_plural_nouns,
    name_counted_object,
    spell_out_lemma,
    give_finite_verb_its_clause,
    part_shifted_object,
)
