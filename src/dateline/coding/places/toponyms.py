"""Decide which names of a report are toponyms: by the tagger's labels, the gazetteer, and the words on either side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.coding.parsed import Parsed, Sentence, Token
from dateline.coding.places.names import PLACE_LABELS, POSSESSIVES, Name, is_capitalised, names_in, stretches
from dateline.lexicon.countries import is_initialism
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords

SURE_POPULATION = 200_000
DOUBTED_POPULATION = 20_000
SURE_LAYERS = frozenset({Layer.COUNTRY, Layer.REGION, Layer.ADMIN1})
STRICT_LOCATIVES = frozenset({"in", "near", "at", "outside", "from", "across", "throughout", "around"})
LOCATIVES = STRICT_LOCATIVES | {"to", "into", "of", "toward", "towards", "through"}
NAMED_THINGS = frozenset({"ORG", "NORP", "", "PRODUCT", "DATE", "LAW", "EVENT", "WORK_OF_ART", "MONEY", "TIME"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Hold the tokens `first` to `last` (exclusive) that name a place; `words` are those that were looked up."""

    first: int
    last: int
    words: str
    candidates: tuple[Candidate, ...]
    is_sure: bool = True


class ToponymFinder:
    """Find the toponyms of one parsed report."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> None:
        """Take the report and the lexicons."""
        self._parsed = parsed
        self._tokens = parsed.tokens
        self._gazetteer = gazetteer
        self._words = words
        self._persons = frozenset(_person_words(parsed))

    def find(self) -> list[Toponym]:
        """Return the toponyms in text order; a doubtful name counts where the report elsewhere uses it as a place."""
        found = [t for s in self._parsed.sentences for t in self._in_sentence(s)]
        sure = {t.words.lower() for t in found if t.is_sure}
        return [t for t in found if t.is_sure or t.words.lower() in sure]

    def _in_sentence(self, sentence: Sentence) -> list[Toponym]:
        tokens = self._tokens[sentence.first : sentence.last]
        found: list[Toponym] = []
        seen: set[int] = set()
        for stretch in stretches(tokens):
            names = list(names_in(stretch, self._parsed, self._gazetteer, self._words))
            for at, name in enumerate(names):
                previous = names[at - 1] if at else None
                following = names[at + 1] if at + 1 < len(names) else None
                toponym = self._judge(name, stretch, previous, following)
                if toponym and self._repeats(toponym, found):
                    found[-1] = replace(toponym, first=found[-1].first, words=found[-1].words)
                elif toponym:
                    found.append(toponym)
                seen.update(range(name.first, name.last))
        taken = {i for t in found for i in range(t.first, t.last)}
        found += self._labelled_only(tokens, taken | seen)
        return sorted(found, key=lambda t: t.first)

    def _repeats(self, toponym: Toponym, found: Sequence[Toponym]) -> bool:
        """Tell whether an abbreviation after a comma says the same place again ("Washington, D.C.")."""
        if not found or found[-1].last != toponym.first - 1 or self._tokens[toponym.first - 1].text != ",":
            return False
        ids = {c.place.id for c in found[-1].candidates}
        return len(toponym.candidates) == 1 and toponym.candidates[0].place.id in ids

    # ---- names that the gazetteer knows -----------------------------------------------------------

    def _judge(
        self, name: Name, stretch: Sequence[Token], previous: Name | None, following: Name | None
    ) -> Toponym | None:
        first, last = name.first, name.last
        inside = self._tokens[first:last]
        before, after = self._neighbour(first - 1, stretch), self._neighbour(last, stretch)
        if name.is_abbreviation:
            sure = self._is_labelled(inside) or self._tokens[first - 1].text in {",", "("} or self._is_located(name)
            return Toponym(first=first, last=last, words=name.words, candidates=name.candidates) if sure else None
        if self._is_embedded(name, stretch):
            return None
        if before and before.lower in self._words.directions:
            first, before = first - 1, None
        if before and before.lower in self._words.honorifics and not self._is_labelled(inside):
            return None
        if after and after.lower in self._words.features and after.entity != "PERSON":
            known = () if after.lower in self._words.thoroughfares else name.candidates
            return Toponym(first=first, last=last + 1, words=name.words, candidates=known)
        left = before if not (previous and previous.last == name.first) else None
        is_next = following is not None and following.first == name.last
        right = after if not is_next or (self._is_labelled(inside) and name.candidates[0].layer is not Layer.COUNTRY) else None
        verdict = self._verdict(name, inside, left, right)
        if verdict is None:
            return None
        return Toponym(first=first, last=last, words=name.words, candidates=name.candidates, is_sure=verdict)

    def _verdict(self, name: Name, inside: Sequence[Token], left: Token | None, right: Token | None) -> bool | None:
        """Return true for a toponym, false for a doubtful one, null for none; `left` and `right` join the name."""
        label = inside[0].entity
        if self._gazetteer.countries.by_demonym(name.words) and name.candidates[0].layer is not Layer.COUNTRY:
            return None
        labelled = self._is_labelled(inside)
        if len(inside) == 1 and self._is_common(inside[0], labelled=labelled):
            return self._is_contained(name) or None
        if right and right.lower not in self._words.titles and right.entity == label:
            return None if labelled else self._is_contained(name) or None
        if labelled:
            return self._labelled_name(name, inside)
        if left and left.entity == label:
            return self._is_contained(name) or None
        return self._unlabelled(name, label)

    def _labelled_name(self, name: Name, inside: Sequence[Token]) -> bool:
        """Doubt a lone word that is also a person's name, or a small place that nothing locates."""
        if self._is_located(name) or self._is_contained(name) or self._is_called_place(name):
            return True
        is_person = len(inside) == 1 and inside[0].lower in self._persons
        return not is_person and (self._is_known(name) or len(inside) > 1 or name.candidates[0].place.population >= DOUBTED_POPULATION)

    def _unlabelled(self, name: Name, label: str) -> bool | None:
        if self._is_contained(name) or self._is_filed(name):
            return True
        known = self._is_known(name)
        located = self._is_located(name) or self._is_called_place(name)
        if label == "PERSON" and known and self._tokens[name.first - 1].lower == "the" and name.first:
            return True
        if label == "PERSON":
            is_person = any(t in self._persons for t in name.words.lower().split())
            return True if located and not is_person and (known or self._is_called_place(name)) else (False if known else None)
        if label in NAMED_THINGS:
            if self._tokens[name.first].pos not in {"PROPN", "NOUN"} and not (known and located):
                return None
            return known or located
        return (known and located) or None

    def _is_common(self, token: Token, *, labelled: bool) -> bool:
        lower = token.lower
        if lower in self._words.features or lower in self._words.organisation_heads or lower in self._words.directions:
            return True
        return lower in self._words.common and not labelled

    def _is_known(self, name: Name) -> bool:
        best = name.candidates[0]
        return best.layer in SURE_LAYERS or any(
            c.is_main and c.place.population >= SURE_POPULATION for c in name.candidates
        )

    def _is_located(self, name: Name) -> bool:
        before = self._before(name.first)
        if before is None or before.lower not in LOCATIVES:
            return False
        return before.lower in STRICT_LOCATIVES or any(c.is_main for c in name.candidates)

    def _is_called_place(self, name: Name) -> bool:
        """Tell whether a common noun behind the name says what it is ("Haram district")."""
        after = self._tokens[name.last] if name.last < len(self._tokens) else None
        return after is not None and after.lower in self._words.kinds_of_place and after.dep != "ROOT"

    def _is_filed(self, name: Name) -> bool:
        """Tell whether the name stands in capitals where a paragraph begins and a dash or an agency follows."""
        if not name.words.isupper() or name.last >= len(self._tokens):
            return False
        start = self._parsed.text.rfind("\n", 0, self._tokens[name.first].start) + 1
        opens = self._parsed.text[start : self._tokens[name.first].start].strip(" \t\"“") == ""
        return opens and self._tokens[name.last].text in {"(", ",", "-", "–", "—", "--", ":"}

    def _is_contained(self, name: Name) -> bool:
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

    def _is_embedded(self, name: Name, stretch: Sequence[Token]) -> bool:
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
        if label in PLACE_LABELS and self._tokens[before].entity != label and lead.lower not in self._words.leading_heads:
            return False
        leading = heads | self._words.leading_heads
        lead_in = self._tokens[max(stretch[0].i, before - 4) : before]
        return lead_in[-1].entity != "PERSON" and any(t.lower in leading for t in lead_in)

    def _neighbour(self, i: int, stretch: Sequence[Token]) -> Token | None:
        """Return the capitalised token at `i` if it belongs to the stretch."""
        if not stretch[0].i <= i <= stretch[-1].i:
            return None
        token = self._tokens[i]
        return token if is_capitalised(token) else None

    def _before(self, i: int) -> Token | None:
        """Return the token before `i` in its sentence, past an article and a word of direction."""
        sentence = self._tokens[i].sentence
        i -= 1
        while i >= 0 and (
            self._tokens[i].lower in {"the", "nearby", "a", "an"} or self._tokens[i].lower in self._words.directions
        ):
            i -= 1
        return self._tokens[i] if i >= 0 and self._tokens[i].sentence == sentence else None

    def _is_labelled(self, inside: Sequence[Token]) -> bool:
        return inside[-1].entity in PLACE_LABELS and inside[0].entity in PLACE_LABELS

    # ---- names that only the tagger knows ---------------------------------------------------------

    def _labelled_only(self, tokens: Sequence[Token], taken: set[int]) -> Iterator[Toponym]:
        for run in _label_runs(tokens):
            inside = _trimmed(run)
            if inside and not any(t.i in taken for t in inside) and self._is_plausible(inside):
                text = self._parsed.text[inside[0].start : inside[-1].end]
                before = self._before(inside[0].i)
                sure = len(inside) > 1 or (before is not None and before.lower in LOCATIVES)
                yield Toponym(first=inside[0].i, last=inside[-1].i + 1, words=text, candidates=(), is_sure=sure)

    def _is_plausible(self, inside: Sequence[Token]) -> bool:
        first, last = inside[0], inside[-1]
        text = self._parsed.text[first.start : last.end]
        if len(text) < 3 or not any(c.isalpha() for c in text) or self._gazetteer.countries.by_demonym(text):  # noqa: PLR2004
            return False
        if is_initialism(text):
            return False
        if any(t.lower in self._words.organisation_heads for t in inside) and last.entity != "FAC":
            return False
        before = self._before(first.i)
        if before and before.lower in self._words.honorifics:
            return False
        return not (len(inside) == 1 and (self._is_common(first, labelled=False) or first.lower in self._persons))


def _trimmed(run: Sequence[Token]) -> Sequence[Token]:
    """Drop what cannot begin or end a name."""
    first, last = 0, len(run)
    while first < last and not is_capitalised(run[first]):
        first += 1
    while last > first and not is_capitalised(run[last - 1]):
        last -= 1
    return run[first:last]


def _label_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        is_place = token.entity in PLACE_LABELS and token.lower not in POSSESSIVES
        if is_place and run and run[-1].entity == token.entity:
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if is_place else []
    if run:
        yield run


def _person_words(parsed: Parsed) -> Iterator[str]:
    """Yield the words of the persons' names of two words and more."""
    run: list[Token] = []
    for token in (*parsed.tokens, None):
        if token is not None and token.entity == "PERSON" and (not run or run[-1].sentence == token.sentence):
            run.append(token)
            continue
        if len(run) > 1:
            yield from (t.lower for t in run)
        run = []
