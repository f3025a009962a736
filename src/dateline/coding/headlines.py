"""Give a headline the verb that the parser read as a noun: "Peru and Chile sign a trade pact"."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.parsed import Token

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NAMES = frozenset({"PROPN", "CCONJ", "PUNCT"})
ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))


def find_verb(tokens: Sequence[Token], verbs: frozenset[str]) -> list[Token]:
    """Return the tokens of a sentence with its verb mended.

    Names, a word that is only ever a verb and agrees with them, and a noun after it: that word is the verb of a
    sentence that has no other.
    """
    if any(t.tag in FINITE or (t.pos == "VERB" and t.dep == "ROOT") for t in tokens):
        return list(tokens)
    place = next((k for k, t in enumerate(tokens) if k and _base(t, verbs)), None)
    if place is None or not _is_clause(tokens, place, verbs):
        return list(tokens)
    return _around(tokens, place, _base(tokens[place], verbs))


def _base(token: Token, verbs: frozenset[str]) -> str:
    """Return the verb that a word is a present tense of, or nothing."""
    stems = (token.lower, *(f"{token.lower.removesuffix(e)}{y}" for e, y in ENDINGS if token.lower.endswith(e)))
    return next((stem for stem in stems if stem in verbs), "")


def _is_clause(tokens: Sequence[Token], place: int, verbs: frozenset[str]) -> bool:
    """Tell whether only names stand before the word, as many as its form asks for, and a noun phrase after it."""
    before, after = tokens[:place], tokens[place + 1 :]
    are_many = any(t.lower in {"and", ","} for t in before)
    return (
        all(t.pos in NAMES or (t.pos == "NOUN" and t.entity) for t in before)
        and before[-1].pos != "CCONJ"
        and are_many == (tokens[place].lower in verbs)
        and any(t.pos in {"NOUN", "PROPN"} for t in after)
        and after[0].pos not in {"ADP", "PUNCT", "CCONJ"}
    )


def _around(tokens: Sequence[Token], place: int, lemma: str) -> list[Token]:
    """Hang the names before the verb on it as its subject, and what stands after it as its object."""
    verb, first = tokens[place], tokens[0].i
    tag = "VBP" if verb.lower == lemma else "VBZ"
    mended = list(tokens)
    mended[place] = replace(verb, pos="VERB", tag=tag, dep="ROOT", head=verb.i, lemma=lemma, entity="")
    subject = object_ = -1
    for token in (t for t in tokens if t.i != verb.i):
        inside = range(first, verb.i) if token.i < verb.i else range(verb.i + 1, tokens[-1].i + 1)
        if token.head in inside and token.head != token.i:
            continue
        head, dep = verb.i, token.dep
        if token.i < verb.i and token.pos in {"NOUN", "PROPN"}:
            head, dep = (verb.i, "nsubj") if subject < 0 else (subject, "conj")
            subject = subject if subject >= 0 else token.i
        elif token.i > verb.i and token.pos in {"NOUN", "PROPN", "NUM"} and object_ < 0:
            dep, object_ = "dobj", token.i
        mended[token.i - first] = replace(mended[token.i - first], head=head, dep=dep)
    return mended
