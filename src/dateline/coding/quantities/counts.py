"""Find what a report counts: the number with its hedge, and the noun it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Token
from dateline.coding.quantities.numerals import Numeral, read_numeral
from dateline.lexicon.quantities import Phrase, QuantityLexicon
from dateline.model.events import Qualifier
from dateline.model.text import Evidence

BOUND = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "nmod", "npadvmod"})
NOT_COUNTED = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
NOMINAL = frozenset({"NOUN", "PROPN"})
CURRENCY = "SYM"
MAX_HEDGE = 4  # words of the longest hedge
MAX_STEPS = 6  # from a number to the noun it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """Hold one count: `head` is the token through which it hangs in its clause, `noun` the thing counted or null.

    `currency` is ISO 4217 where money is counted.
    """

    evidence: Evidence
    head: int
    noun: int | None
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    currency: str | None = None


def find_quantities(parsed: Parsed, lexicon: QuantityLexicon) -> tuple[CountMention, ...]:
    """List the counts of a report in text order, without dates, ages, shares, distances and designations."""
    return tuple(c for s in parsed.sentences for c in counts_in(parsed, parsed.sentence_tokens(s.index), lexicon))


def counts_in(parsed: Parsed, tokens: Sequence[Token], lexicon: QuantityLexicon) -> list[CountMention]:
    """List the counts among `tokens`, a stretch of one sentence, in text order."""
    found: list[CountMention] = []
    at = 0
    while at < len(tokens):
        numeral = read_numeral(tokens, at, lexicon)
        if numeral is None:
            at += 1
            continue
        count = _count(parsed, tokens, numeral, lexicon)
        found.extend([count] if count is not None else [])
        at = numeral.last
    return found


def _count(parsed: Parsed, tokens: Sequence[Token], numeral: Numeral, lexicon: QuantityLexicon) -> CountMention | None:
    words = tokens[numeral.first : numeral.last]
    first, qualifier = _hedge(tokens, numeral, lexicon)
    last = numeral.last + _hedge_after(tokens, numeral.last, lexicon)
    if last > numeral.last:
        qualifier = lexicon.after[tuple(t.lower for t in tokens[numeral.last : last])]
    head = _head(parsed, words)
    noun = _noun(parsed, head, numeral, tokens, lexicon)
    currency = _currency(tokens, numeral, noun, lexicon)
    if currency is None and _is_other(parsed, tokens, numeral, noun, lexicon):
        return None
    low, best, high = _hedged(numeral, qualifier)
    reach = [t.i for t in tokens[first:last]]
    if noun is not None and noun.i > reach[-1] and noun.sentence == words[0].sentence:
        reach.append(noun.i)
    top = noun if noun is not None and head.dep in BOUND and head.head == noun.i else head
    return CountMention(
        evidence=parsed.evidence(reach),
        head=top.i,
        noun=None if noun is None else noun.i,
        low=low,
        best=best,
        high=high,
        qualifier=qualifier,
        currency=currency,
    )


def _hedge(tokens: Sequence[Token], numeral: Numeral, lexicon: QuantityLexicon) -> tuple[int, Qualifier]:
    """Return where the words about the number begin, and its qualifier."""
    edge = numeral.first
    while edge and (tokens[edge - 1].lower in lexicon.transparent or tokens[edge - 1].lower in lexicon.currencies):
        edge -= 1
    length = _longest(lexicon.before, [t.lower for t in tokens[max(0, edge - MAX_HEDGE) : edge]])
    if not length:
        return edge, numeral.qualifier
    hedge = lexicon.before[tuple(t.lower for t in tokens[edge - length : edge])]
    return edge - length, hedge if numeral.qualifier is Qualifier.EXACT else numeral.qualifier


def _longest(phrases: Mapping[Phrase, Qualifier], words: Sequence[str]) -> int:
    """Return the length of the longest phrase that `words` end in."""
    return next((n for n in range(len(words), 0, -1) if tuple(words[-n:]) in phrases), 0)


def _hedge_after(tokens: Sequence[Token], at: int, lexicon: QuantityLexicon) -> int:
    words = tuple(t.lower for t in tokens[at : at + MAX_HEDGE])
    return next((n for n in range(len(words), 0, -1) if words[:n] in lexicon.after), 0)


def _hedged(numeral: Numeral, qualifier: Qualifier) -> tuple[float | None, float | None, float | None]:
    """Bound a number as its hedge says; a bound without a best estimate stays so."""
    if numeral.qualifier is not Qualifier.EXACT:
        return numeral.low, numeral.best, numeral.high
    bounds = {
        Qualifier.AT_LEAST: (numeral.low, None, None),
        Qualifier.AT_MOST: (None, None, numeral.high),
        Qualifier.NEARLY: (None, numeral.best, numeral.high),
    }
    return bounds.get(qualifier, (numeral.low, numeral.best, numeral.high))


def _head(parsed: Parsed, words: Sequence[Token]) -> Token:
    """Return the number's token that hangs outside the number; of several the last."""
    own = {t.i for t in words}
    outer = [t for t in words if (t.head not in own or t.head == t.i) and t.pos not in {"PUNCT", "ADP", "CCONJ"}]
    return (outer or list(words))[-1]


def _noun(
    parsed: Parsed, head: Token, numeral: Numeral, tokens: Sequence[Token], lexicon: QuantityLexicon
) -> Token | None:
    """Find what is counted: the noun the number modifies, or stands before as in "dozens of villages"."""
    here = head
    for _ in range(MAX_STEPS):
        if here.dep not in BOUND or here.head == here.i:
            break
        here = parsed.tokens[here.head]
        if here.pos in NOMINAL and here.lower not in lexicon.masses:
            return here
    behind = [p for of in parsed.children(head.i, "prep") if of.lower == "of" for p in parsed.children(of.i, "pobj")]
    if behind and behind[0].pos in NOMINAL:
        return behind[0]
    own = parsed.tokens[tokens[numeral.last - 1].i]
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    return after if after is not None and after.pos in NOMINAL and own.dep in BOUND else None


def _currency(tokens: Sequence[Token], numeral: Numeral, noun: Token | None, lexicon: QuantityLexicon) -> str | None:
    before = tokens[numeral.first - 1].lower if numeral.first else ""
    return lexicon.currencies.get(before) or lexicon.currencies.get(noun.lemma if noun is not None else "")


def _is_other(
    parsed: Parsed, tokens: Sequence[Token], numeral: Numeral, noun: Token | None, lexicon: QuantityLexicon
) -> bool:
    """Tell whether the number is a date, an age, a share, a measure, a designation or a part of another count."""
    words = tokens[numeral.first : numeral.last]
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    before = tokens[numeral.first - 1] if numeral.first else None
    is_square = noun is not None and any(c.lower in lexicon.square for c in parsed.children(noun.i))
    if words[-1].entity in NOT_COUNTED or (_is_excluded(noun, lexicon) and not is_square):
        return True
    if after is not None and (_is_excluded(after, lexicon) or (after.text == "-" and noun is None)):
        return True
    if before is not None and (before.lower in lexicon.ages or _is_designation(before, words[0], noun)):
        return True
    return _is_age(before, words, after) or _is_part(parsed, words, before, lexicon)


def _is_excluded(word: Token | None, lexicon: QuantityLexicon) -> bool:
    return word is not None and word.lemma in lexicon.excluded


def _is_designation(before: Token, number: Token, noun: Token | None) -> bool:
    """Tell "Resolution 2245", "Mi-24" and "Brigade 12" from counts: the name stands before its number."""
    glued = before.text in {"-", "#", "№", "/"} and before.end == number.start
    return glued or (before.pos == "PROPN" and (noun is None or noun.i <= before.i))


def _is_age(before: Token | None, words: Sequence[Token], after: Token | None) -> bool:
    """Tell "Lee, 42, said" from a count."""
    alone = before is not None and after is not None and before.text == "," and after.text == ","
    return alone and len(words) == 1 and words[0].dep in {"appos", "npadvmod", "nummod"}


def _is_part(parsed: Parsed, words: Sequence[Token], before: Token | None, lexicon: QuantityLexicon) -> bool:
    """Tell "three of them" and "including two officers", which belong to a count given elsewhere."""
    behind = {p.lower for t in words for of in parsed.children(t.i, "prep") for p in parsed.children(of.i, "pobj")}
    if before is None or behind & lexicon.part_pronouns:
        return bool(behind & lexicon.part_pronouns)
    is_among = before.lower in lexicon.part_pronouns and before.i > 0
    opener = parsed.tokens[before.i - 1] if is_among else before  # "among them two children"
    return opener.lower in lexicon.part_prepositions
