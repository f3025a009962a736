"""Decide which names of a report are toponyms: by the tagger's labels, the gazetteer, and the words on either side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Sentence, Token
from dateline.coding.places.names import PLACE_LABELS, Name, is_capitalised, names_in, stretches
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords

SURE_POPULATION = 200_000
SURE_LAYERS = frozenset({Layer.COUNTRY, Layer.REGION, Layer.ADMIN1})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})  # noqa: RUF001
STRICT_LOCATIVES = frozenset({"in", "near", "at", "outside", "from", "across", "throughout"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Hold the tokens `first` to `last` (exclusive) that name a place; `name_first` begins the words that were looked up."""

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
        for stretch in stretches(tokens):
            names = list(names_in(stretch, self._parsed, self._gazetteer, self._words))
            judged = [self._judge(n, stretch) for n in names]
            found += [t for t in judged if t]
        taken = {i for t in found for i in range(t.first, t.last)}
        found += self._labelled_only(tokens, taken)
        return sorted(found, key=lambda t: t.first)

    # ---- names that the gazetteer knows -----------------------------------------------------------

    def _judge(self, name: Name, stretch: Sequence[Token]) -> Toponym | None:
        first, last = name.first, name.last
        inside = self._tokens[first:last]
        before = self._neighbour(first - 1, stretch)
        after = self._neighbour(last, stretch)
        if self._is_embedded(first, last, stretch):
            return None
        if before and before.lower in self._words.directions:
            first -= 1
        elif before and before.lower in self._words.honorifics and not self._labelled(inside):
            return None
        if after and after.lower in self._words.features and after.entity not in {"PERSON", "ORG"}:
            return Toponym(first=first, last=last + 1, words=name.words, candidates=name.candidates)
        verdict = self._verdict(name, inside, before, after)
        return (
            None
            if verdict is None
            else Toponym(first=first, last=last, words=name.words, candidates=name.candidates, is_sure=verdict)
        )

    def _verdict(self, name: Name, inside: Sequence[Token], before: Token | None, after: Token | None) -> bool | None:
        """Return true for a toponym, false for a doubtful one, null for none."""
        label = inside[0].entity
        if self._gazetteer.countries.by_demonym(name.words) and name.candidates[0].layer is not Layer.COUNTRY:
            return None
        if self._is_common(name, inside):
            return True if self._is_contained(name) else None
        crowded = bool(
            (after and after.lower not in self._words.titles and after.entity == label)
            or (before and before.entity == label and before.lower not in self._words.directions)
        )
        if self._labelled(inside):
            if crowded and after and after.entity == label:
                return None
            return not (len(inside) == 1 and inside[0].lower in self._persons and not self._is_located(name))
        if crowded:
            return True if self._is_contained(name) else None
        return self._unlabelled(name, label)

    def _unlabelled(self, name: Name, label: str) -> bool | None:
        sure, located, contained = self._is_known(name), self._is_located(name), self._is_contained(name)
        if contained:
            return True
        if label == "PERSON":
            return (sure and located and name.words.lower() not in self._persons) or (False if sure else None)
        if label in {"ORG", "NORP", ""}:
            pos = self._tokens[name.first].pos
            if pos not in {"PROPN", "NOUN"} and not (sure and located):
                return None
            return True if sure or located else False
        return (sure and located) or None

    def _is_common(self, name: Name, inside: Sequence[Token]) -> bool:
        return len(inside) == 1 and inside[0].lower in self._words.common and not self._labelled(inside)

    def _is_known(self, name: Name) -> bool:
        best = name.candidates[0]
        return best.layer in SURE_LAYERS or any(
            c.is_main and c.place.population >= SURE_POPULATION for c in name.candidates
        )

    def _is_located(self, name: Name) -> bool:
        before = self._before(name.first)
        return before is not None and before.lower in STRICT_LOCATIVES

    def _is_contained(self, name: Name) -> bool:
        """Tell whether a comma and a state or country that holds one of the candidates follow ("Paris, Texas")."""
        tokens, at = self._tokens, name.last
        if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].sentence != tokens[name.first].sentence:
            return False
        rest = tokens[at + 1 : at + 5]
        follower = next(names_in(rest, self._parsed, self._gazetteer, self._words), None)
        if tokens[at + 1].text in self._words.postal:
            return any(c.admin1 == self._words.postal[tokens[at + 1].text] for c in name.candidates)
        if follower is None or follower.first != at + 1:
            return False
        return any(outer.contains(inner) for outer in follower.candidates[:3] for inner in name.candidates)

    def _is_embedded(self, first: int, last: int, stretch: Sequence[Token]) -> bool:
        """Tell whether the name stands inside an organisation's ("Bank of America", "Ohio State University")."""
        heads = self._words.organisation_heads
        for token in self._tokens[last : stretch[-1].i + 1]:
            if not is_capitalised(token) or token.lower in self._words.titles:
                break
            if token.lower in heads:
                return True
        before = first - 1
        if before > stretch[0].i and self._tokens[before].lower in {"of", "for", "the"}:
            before -= 1
            if before > stretch[0].i and self._tokens[before].lower in {"of", "for"}:
                before -= 1
            return self._tokens[before].lower in heads
        return False

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
            self._tokens[i].lower in {"the", "nearby"} or self._tokens[i].lower in self._words.directions
        ):
            i -= 1
        return self._tokens[i] if i >= 0 and self._tokens[i].sentence == sentence else None

    def _labelled(self, inside: Sequence[Token]) -> bool:
        return inside[-1].entity in PLACE_LABELS and inside[0].entity in PLACE_LABELS

    # ---- names that only the tagger knows ---------------------------------------------------------

    def _labelled_only(self, tokens: Sequence[Token], taken: set[int]) -> Iterator[Toponym]:
        for run in _label_runs(tokens):
            inside = [t for t in run]
            while inside and (not is_capitalised(inside[0])):
                inside = inside[1:]
            while inside and (not is_capitalised(inside[-1])):
                inside = inside[:-1]
            if not inside or any(t.i in taken for t in inside) or not self._is_plausible(inside):
                continue
            text = self._parsed.text[inside[0].start : inside[-1].end]
            yield Toponym(first=inside[0].i, last=inside[-1].i + 1, words=text, candidates=())

    def _is_plausible(self, inside: Sequence[Token]) -> bool:
        first, last = inside[0], inside[-1]
        text = self._parsed.text[first.start : last.end]
        if len(text) < 3 or not any(c.isalpha() for c in text) or self._gazetteer.countries.by_demonym(text):  # noqa: PLR2004
            return False
        if any(t.lower in self._words.organisation_heads for t in inside) and last.entity != "FAC":
            return False
        before = self._before(first.i)
        if before and before.lower in self._words.honorifics:
            return False
        return not (len(inside) == 1 and (first.lower in self._words.common or first.lower in self._persons))


def _label_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if (
            token.entity in PLACE_LABELS
            and token.lower not in POSSESSIVES
            and (not run or run[-1].entity == token.entity)
        ):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if token.entity in PLACE_LABELS and token.lower not in POSSESSIVES else []
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
