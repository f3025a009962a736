"""Find what a toponym locates, and how far up the syntax it hangs from a trigger."""

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.placewords import PlaceWords
from dateline.model.text import Span

OBJECTS = frozenset({"dobj", "nsubjpass"})
MODIFIERS = frozenset({"compound", "nmod", "poss", "amod"})
ADVERBIALS = frozenset({"npadvmod", "advmod"})
UNCONNECTED = 6


class Anchors:
    """Know what the toponyms of one report locate."""

    def __init__(self, parsed: Parsed, words: PlaceWords) -> None:
        """Take the report's syntax and the words of places."""
        self._parsed = parsed
        self._words = words

    def anchor(self, head: Token) -> Token | None:
        """Return the word that a toponym locates: what its preposition hangs on, its noun, or the verb that takes it.

        Null where the toponym is no locative.
        """
        tokens = self._parsed.tokens
        while head.dep in {"conj", "appos"} and head.head != head.i:
            head = tokens[head.head]
        above = tokens[head.head]
        if head.dep in MODIFIERS:
            return self._of_noun(above)
        if head.dep in OBJECTS and above.lemma in self._words.place_taking_verbs:
            return above
        if head.dep == "pobj" and above.lower in self._words.event_locatives:
            return self._past_parts(tokens[above.head])
        return above if head.dep in ADVERBIALS else None

    def steps(self, head: Token, trigger: int, span: Span) -> int | None:
        """Count how far a toponym hangs from a trigger: 0 for its own, more up its verb; null if it is no locative."""
        anchor = self.anchor(head)
        if anchor is None:
            return None
        if anchor.i == trigger or span.contains(anchor.span):
            return 0
        up = {a.i: n for n, a in enumerate(self._parsed.ancestors(anchor.i), 1)}
        above = {a.i: n for n, a in enumerate(self._parsed.ancestors(trigger), 1)}
        is_beside = anchor.dep == "advcl" or trigger not in up
        if anchor.pos == "VERB" and anchor.lemma in self._words.talking and is_beside and anchor.i not in above:
            return None  # "took effect hours after they announced it in Washington"
        if trigger in up:
            return up[trigger]
        joined = [2 * above[i] + n for i, n in [(anchor.i, 0), *up.items()] if i in above]
        return min(*joined, UNCONNECTED) if joined else UNCONNECTED

    def _of_noun(self, noun: Token) -> Token:
        """Climb from a noun named after a place to what it locates ("in the Aleppo countryside")."""
        if noun.dep == "pobj":
            preposition = self._parsed.tokens[noun.head]
            if preposition.lower in self._words.event_locatives:
                return self._past_parts(self._parsed.tokens[preposition.head])
        return noun

    def _past_parts(self, word: Token) -> Token:
        """Climb from a part of a place to what it locates ("in the suburbs of Damascus", "the outskirts")."""
        tokens = self._parsed.tokens
        for _ in range(3):
            is_part = self._words.is_kind(word.lower, word.lemma)
            preposition = tokens[word.head]
            if not is_part or word.dep != "pobj" or preposition.lower not in self._words.event_locatives:
                return word
            word = tokens[preposition.head]
        return word
