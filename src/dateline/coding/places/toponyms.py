"""Decide which names of a report are toponyms: by the tagger's labels, the gazetteer, and the words on either side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.coding.parsed import Parsed, Sentence, Token
from dateline.coding.places.names import PLACE_LABELS, POSSESSIVES, Name, is_capitalised, names_in, stretches
from dateline.coding.places.sides import LOCATIVES, Sides, kind_before
from dateline.lexicon.countries import is_initialism
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords

SURE_POPULATION = 100_000
LONGEST_CALLED = 4
DOUBTED_POPULATION = 20_000
SURE_LAYERS = frozenset({Layer.COUNTRY, Layer.REGION, Layer.ADMIN1})
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
        self._sides = Sides(parsed, gazetteer, words)
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
        found += [p for t in found if (p := self._postal(t))]
        taken = {i for t in found for i in range(t.first, t.last)}
        found += self._labelled_only(tokens, taken | seen)
        taken |= {i for t in found for i in range(t.first, t.last)}
        found += self._called_only(tokens, taken)
        return sorted(found, key=lambda t: t.first)

    def _repeats(self, toponym: Toponym, found: Sequence[Toponym]) -> bool:
        """Tell whether an abbreviation after a comma says the same place again ("Washington, D.C.")."""
        if not found or found[-1].last != toponym.first - 1 or self._tokens[toponym.first - 1].text != ",":
            return False
        ids = {c.place.id for c in found[-1].candidates}
        return len(toponym.candidates) == 1 and toponym.candidates[0].place.id in ids

    def _postal(self, toponym: Toponym) -> Toponym | None:
        """Return the postal abbreviation of a state that follows a town in it ("Columbus, GA")."""
        at = toponym.last + 1
        if at >= len(self._tokens) or self._tokens[at - 1].text != ",":
            return None
        state = self._words.postal.get(self._tokens[at].text)
        place = self._gazetteer.by_geonames_id(state) if state is not None else None
        if place is None or not any(place.contains(c) for c in toponym.candidates):
            return None
        return Toponym(first=at, last=at + 1, words=self._tokens[at].text, candidates=(place,))

    # ---- names that the gazetteer knows -----------------------------------------------------------

    def _judge(
        self, name: Name, stretch: Sequence[Token], previous: Name | None, following: Name | None
    ) -> Toponym | None:
        first, last = name.first, name.last
        inside = self._tokens[first:last]
        before, after = self._sides.neighbour(first - 1, stretch), self._sides.neighbour(last, stretch)
        if name.is_abbreviation:
            sure = (
                self._is_labelled(inside) or self._tokens[first - 1].text in {",", "("} or self._sides.is_located(name)
            )
            return Toponym(first=first, last=last, words=name.words, candidates=name.candidates) if sure else None
        if self._sides.is_embedded(name, stretch) or self._is_body(name, inside):
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
        right = (
            after
            if not is_next or (self._is_labelled(inside) and name.candidates[0].layer is not Layer.COUNTRY)
            else None
        )
        verdict = self._verdict(name, inside, left, right)
        if verdict is None:
            return None
        return Toponym(first=first, last=last, words=name.words, candidates=name.candidates, is_sure=verdict)

    def _is_body(self, name: Name, inside: Sequence[Token]) -> bool:
        """Tell whether the name of a small place is rather an organisation's ("Red Cross")."""
        is_small = all(c.place.population < SURE_POPULATION and c.layer is not Layer.REGION for c in name.candidates)
        return len(inside) > 1 and is_small and inside[-1].lower in self._words.organisation_heads

    def _verdict(self, name: Name, inside: Sequence[Token], left: Token | None, right: Token | None) -> bool | None:
        """Return true for a toponym, false for a doubtful one, null for none; `left` and `right` join the name."""
        label = inside[0].entity
        is_named = name.candidates[0].layer in {Layer.COUNTRY, Layer.REGION}
        if self._gazetteer.countries.by_demonym(name.words) and not is_named:
            return None
        labelled = self._is_labelled(inside)
        if len(inside) == 1 and self._is_common(inside[0], labelled=labelled):
            return self._sides.is_contained(name) or None
        if right and right.lower not in self._words.titles and right.entity == label:
            return None if labelled else self._sides.is_contained(name) or None
        if labelled:
            return self._labelled_name(name, inside)
        if left and left.entity == label:
            return self._sides.is_contained(name) or None
        return self._unlabelled(name, label)

    def _labelled_name(self, name: Name, inside: Sequence[Token]) -> bool:
        """Doubt a lone word that is also a person's name, or a small place that nothing locates."""
        if self._sides.is_located(name) or self._sides.is_contained(name) or self._sides.is_called_place(name):
            return True
        is_person = len(inside) == 1 and inside[0].lower in self._persons
        return not is_person and (
            self._is_known(name) or len(inside) > 1 or name.candidates[0].place.population >= DOUBTED_POPULATION
        )

    def _unlabelled(self, name: Name, label: str) -> bool | None:
        if self._sides.is_contained(name) or self._sides.is_filed(name):
            return True
        known = self._is_known(name)
        located = self._sides.is_located(name) or self._sides.is_called_place(name)
        if label == "PERSON":
            return self._person_or_place(name, known=known, located=located)
        if label in NAMED_THINGS:
            if self._tokens[name.first].pos not in {"PROPN", "NOUN"} and not (known and located):
                return None
            return known or located
        return (known and located) or None

    def _person_or_place(self, name: Name, *, known: bool, located: bool) -> bool | None:
        """Judge a name that the tagger takes for a person's: no person has an article, few are listed as parties."""
        if known and name.first and self._tokens[name.first - 1].lower == "the":
            return True
        if known and located and name.last - name.first > 1:
            return True
        if any(word in self._persons for word in name.words.lower().split()):
            return False if known else None
        if self._sides.is_called_place(name) or (known and (located or self._sides.is_party(name))):
            return True
        return False if known else None

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

    def _is_labelled(self, inside: Sequence[Token]) -> bool:
        return inside[-1].entity in PLACE_LABELS and inside[0].entity in PLACE_LABELS

    # ---- names that only the tagger knows ---------------------------------------------------------

    def _labelled_only(self, tokens: Sequence[Token], taken: set[int]) -> Iterator[Toponym]:
        for run in _label_runs(tokens):
            inside = _trimmed(run)
            if inside and not any(t.i in taken for t in inside) and self._is_plausible(inside):
                text = self._parsed.text[inside[0].start : inside[-1].end]
                before = self._sides.before(inside[0].i)
                sure = len(inside) > 1 or (before is not None and before.lower in LOCATIVES)
                yield Toponym(first=inside[0].i, last=inside[-1].i + 1, words=text, candidates=(), is_sure=sure)

    def _called_only(self, tokens: Sequence[Token], taken: set[int]) -> Iterator[Toponym]:
        """Yield the names that the words beside them make places ("Umm Dukhun, a town in", "the village of Bamba")."""
        for whole in stretches(tokens):
            stretch = _until_date(whole)
            first, last = stretch[0].i, stretch[-1].i + 1
            is_new = not taken.intersection(range(first, last)) and stretch[0].pos == "PROPN"
            is_called = kind_before(self._tokens, first, self._words) or (
                first and self._tokens[first - 1].lower == "near"
            )
            is_said = is_called or self._sides.is_explained(last, tokens[-1].i)
            if is_new and len(stretch) <= LONGEST_CALLED and is_said:
                text = self._parsed.text[stretch[0].start : stretch[-1].end]
                yield Toponym(first=first, last=last, words=text, candidates=())

    def _is_plausible(self, inside: Sequence[Token]) -> bool:
        first, last = inside[0], inside[-1]
        text = self._parsed.text[first.start : last.end]
        if len(text) < 3 or not any(c.isalpha() for c in text) or self._gazetteer.countries.by_demonym(text):  # noqa: PLR2004
            return False
        if is_initialism(text):
            return False
        if any(t.lower in self._words.organisation_heads for t in inside) and last.entity != "FAC":
            return False
        before = self._sides.before(first.i)
        if before and before.lower in self._words.honorifics:
            return False
        return not (len(inside) == 1 and (self._is_common(first, labelled=False) or first.lower in self._persons))


def _until_date(stretch: Sequence[Token]) -> Sequence[Token]:
    """Cut a stretch before the day that follows a name: "Kuriga on Thursday"."""
    dated = next((n for n, t in enumerate(stretch) if t.entity == "DATE" and n), len(stretch))
    return _trimmed(stretch[:dated]) or stretch


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
    """Yield the words of the persons' names of two words and more; a small word between two parts them."""
    run: list[Token] = []
    for token in (*parsed.tokens, None):
        is_part = token is not None and token.entity == "PERSON" and is_capitalised(token)
        if token is not None and is_part and (not run or run[-1].i == token.i - 1):
            run.append(token)
            continue
        if len(run) > 1:
            yield from (t.lower for t in run)
        run = [token] if token is not None and is_part else []
