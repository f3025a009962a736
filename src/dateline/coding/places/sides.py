"""Read what stands on either side of a name: prepositions, kinds of place, states after a comma, other names."""

from collections.abc import Sequence

from dateline.coding.parsed import Parsed, Token
from dateline.coding.places.names import PLACE_LABELS, Name, is_capitalised, names_in
from dateline.lexicon.gazetteer import Gazetteer
from dateline.lexicon.placewords import PlaceWords

STRICT_LOCATIVES = frozenset({"in", "near", "at", "outside", "from", "across", "throughout", "around"})
LOCATIVES = STRICT_LOCATIVES | {"to", "into", "of", "toward", "towards", "through"}
LONGEST_LIST = 6
LONGEST_OPENING = 20


class Sides:
    """Answer what the words beside a name of one report say of it."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> None:
        """Take the report and the lexicons."""
        self._parsed = parsed
        self._tokens = parsed.tokens
        self._gazetteer = gazetteer
        self._words = words

    def is_located(self, name: Name) -> bool:
        """Tell whether a preposition of place governs the name, or one that it is listed with."""
        before = self.before(name.first)
        if before is not None and before.lower in LOCATIVES:
            return before.lower in STRICT_LOCATIVES or any(c.is_main for c in name.candidates)
        token = self._tokens[name.last - 1]
        if token.dep == "dobj" and self._tokens[token.head].lemma in self._words.place_taking_verbs:
            return any(c.is_main for c in name.candidates)
        if token.dep != "conj":
            return False
        for _ in range(LONGEST_LIST):
            token = self._tokens[token.head] if token.dep == "conj" else token
        governor = self._tokens[token.head]
        return token.entity in PLACE_LABELS or (token.dep == "pobj" and governor.lower in STRICT_LOCATIVES)

    def is_party(self, name: Name) -> bool:
        """Tell whether a known name hangs on a preposition, as one of two parties does ("between Yerevan and Baku")."""
        token = self._tokens[name.last - 1]
        for _ in range(LONGEST_LIST):
            token = self._tokens[token.head] if token.dep == "conj" else token
        return token.dep == "pobj" and name.last - name.first == 1

    def is_called_place(self, name: Name) -> bool:
        """Tell whether a common noun beside the name says what it is ("Haram district", "the village of Haram")."""
        after = self._tokens[name.last] if name.last < len(self._tokens) else None
        is_before = kind_before(self._tokens, name.first, self._words) is not None
        return is_before or (after is not None and after.lower in self._words.kinds_of_place and after.dep != "ROOT")

    def is_filed(self, name: Name) -> bool:
        """Tell whether the name stands in capitals where a paragraph begins and a dash or an agency follows."""
        if not name.words.isupper() or name.last >= len(self._tokens):
            return False
        is_ended = self._tokens[name.last].text in {"(", ",", "-", "–", "—", "--", ":"}
        return is_ended and opens_line(self._parsed.text, self._tokens[name.first].start)

    def is_contained(self, name: Name) -> bool:
        """Tell whether a comma and a state or country that holds one of the candidates follow ("Paris, Texas")."""
        tokens, at = self._tokens, name.last
        if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].sentence != tokens[name.first].sentence:
            return False
        if tokens[at + 1].text in self._words.postal:
            return any(c.admin1 == self._words.postal[tokens[at + 1].text] for c in name.candidates)
        follower = next(names_in(tokens[at + 1 : at + 5], self._parsed, self._gazetteer, self._words), None)
        if follower is None or follower.first != at + 1:
            return False
        return any(outer.contains(inner) for outer in follower.candidates[:3] for inner in name.candidates)

    def is_embedded(self, name: Name, stretch: Sequence[Token]) -> bool:
        """Tell whether the name stands inside an organisation's ("Bank of America", "Ohio State University")."""
        heads = self._words.organisation_heads
        label = self._tokens[name.first].entity
        for token in self._tokens[name.last : stretch[-1].i + 1]:
            if not is_capitalised(token) or token.lower in self._words.titles:
                break
            if token.lower in heads:
                return True
        before = name.first - 1
        if before > stretch[0].i and self._tokens[before].lower == "the":
            before -= 1
        if before <= stretch[0].i or self._tokens[before].lower not in {"of", "for", "in"}:
            return False
        lead = self._tokens[before - 1]
        if (
            label in PLACE_LABELS
            and self._tokens[before].entity != label
            and lead.lower not in self._words.leading_heads
        ):
            return False
        leading = heads | self._words.leading_heads
        lead_in = self._tokens[max(stretch[0].i, before - 4) : before]
        return lead_in[-1].entity != "PERSON" and any(t.lower in leading for t in lead_in)

    def neighbour(self, i: int, stretch: Sequence[Token]) -> Token | None:
        """Return the capitalised token at `i` if it belongs to the stretch."""
        if not stretch[0].i <= i <= stretch[-1].i:
            return None
        token = self._tokens[i]
        return token if is_capitalised(token) else None

    def before(self, i: int) -> Token | None:
        """Return the token before `i` in its sentence, past an article and a word of direction."""
        sentence = self._tokens[i].sentence
        i -= 1
        while i >= 0 and (
            self._tokens[i].lower in {"the", "nearby", "a", "an"} or self._tokens[i].lower in self._words.directions
        ):
            i -= 1
        return self._tokens[i] if i >= 0 and self._tokens[i].sentence == sentence else None

    def is_explained(self, at: int, end: int) -> bool:
        """Tell whether the words from `at` on say that a place was named: a kind of place, with or without a comma."""
        if at > end:
            return False
        if self._tokens[at].lower in self._words.settlements:
            return True
        if self._tokens[at].text != "," or at + 1 > end or self._tokens[at + 1].pos != "DET":
            return False
        rest = self._tokens[at + 2 : min(at + 5, end + 1)]
        kind = next((n for n, t in enumerate(rest) if t.lower in self._words.kinds_of_place), None)
        return kind is not None and kind + 1 < len(rest) and rest[kind + 1].lower in self._words.containing


def opens_line(text: str, start: int) -> bool:
    """Tell whether nothing but blanks and quotation marks stands between a line's beginning and `start`."""
    before = text[max(0, start - LONGEST_OPENING) : start]
    return not before.rpartition("\n")[2].strip(' \t"“') and ("\n" in before or start <= LONGEST_OPENING)


def kind_before(tokens: Sequence[Token], first: int, words: PlaceWords) -> Token | None:
    """Return the noun that says what the name from token `first` on is a name of: "the village of"."""
    if first < 2 or tokens[first - 1].lower != "of":  # noqa: PLR2004 - the noun and "of"
        return None
    noun = tokens[first - 2]
    return noun if noun.lower in words.settlements and noun.sentence == tokens[first].sentence else None
