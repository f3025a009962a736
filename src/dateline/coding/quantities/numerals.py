"""Read numbers out of words and digits: "2,000", "twenty-five", "half a million", "dozens", "5-8"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Token
from dateline.lexicon.quantities import QuantityLexicon
from dateline.model.events import Qualifier

DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,6})?([a-z]{1,2})?(\+)?")
JOINED = re.compile(r"(\d{1,6})[-–—\u2010\u2011](\d{1,6})")
HYPHENS = frozenset("-\u2010\u2011")
JOINTS = frozenset({"to", "or", "-", "\u2010", "\u2011", "–", "—"})
BETWEEN = ("between", "and")
MAX_WORDS = 16  # a number written in more words is none that news prints
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """Hold a number of tokens `first` to `last` (exclusive); `qualifier` is what its own words say of its exactness."""

    first: int
    last: int
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT


def read_numeral(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> Numeral | None:
    """Read the number that begins at token `i`, or return null; `tokens` are those of one sentence."""
    if tokens[i].lower == BETWEEN[0]:
        return _range(tokens, i, i + 1, frozenset(BETWEEN[1:]), lexicon)
    found = _joined(tokens, i) or _mass(tokens, i, lexicon) or _share(tokens, i, lexicon)
    return found or _range(tokens, i, i, JOINTS, lexicon) or _plain(tokens, i, lexicon)


def _plain(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> Numeral | None:
    read = _value(tokens, i, lexicon)
    if read is None:
        return None
    value, last = read
    if tokens[last - 1].text.endswith("+") or _lower(tokens, last) == "plus":
        return Numeral(first=i, last=last, low=value, best=None, high=None, qualifier=Qualifier.AT_LEAST)
    return Numeral(first=i, last=last, low=value, best=value, high=value)


def _joined(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Read a range that is one token: "5–8"."""
    pair = JOINED.fullmatch(tokens[i].text)
    if pair is None or int(pair[1]) >= int(pair[2]):
        return None
    low, high = float(pair[1]), float(pair[2])
    return Numeral(first=i, last=i + 1, low=low, best=None, high=high, qualifier=Qualifier.RANGE)


def _range(
    tokens: Sequence[Token], first: int, i: int, joints: frozenset[str], lexicon: QuantityLexicon
) -> Numeral | None:
    """Read "5-8", "five to eight", "between 5 and 8", "2-3 million"; the smaller number comes first."""
    left = _value(tokens, i, lexicon)
    if left is None or _lower(tokens, left[1]) not in joints:
        return None
    right = _value(tokens, left[1] + 1, lexicon)
    if right is None:
        return None
    scale = lexicon.scales.get(tokens[right[1] - 1].lower, 1)
    low = left[0] if left[1] > i + 1 else left[0] * scale
    low = left[0] if low >= right[0] else low
    if low >= right[0]:
        return None
    return Numeral(first=first, last=right[1], low=low, best=None, high=right[0], qualifier=Qualifier.RANGE)


def _mass(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> Numeral | None:
    """Read "dozens", "tens of thousands", "several hundred"."""
    mass = lexicon.masses.get(tokens[i].lower)
    if mass is not None:
        behind = lexicon.masses.get(_lower(tokens, i + 2)) if _lower(tokens, i + 1) == "of" else None
        if behind is None:
            return Numeral(first=i, last=i + 1, low=mass.low, best=None, high=None, qualifier=mass.qualifier)
        low = mass.low * behind.low / 2  # "tens of thousands" is twenty times a thousand, not twenty times two
        return Numeral(first=i, last=i + 3, low=low, best=None, high=None, qualifier=behind.qualifier)
    if tokens[i].lower not in lexicon.vague:
        return None
    plural = lexicon.masses.get(f"{_lower(tokens, i + 1)}s")
    if plural is None:
        return None
    return Numeral(first=i, last=i + 2, low=plural.low, best=None, high=None, qualifier=plural.qualifier)


def _share(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> Numeral | None:
    """Read "two-thirds of the 900" and "half of some 40": the share itself, not the whole."""
    times, at = lexicon.numerals.get(tokens[i].lower, 1.0), i
    if tokens[i].lower in lexicon.numerals or tokens[i].lower in lexicon.articles:
        at = i + 2 if _lower(tokens, i + 1) in HYPHENS else i + 1
    part = lexicon.fractions.get(_lower(tokens, at))
    if part is None or _lower(tokens, at + 1) != "of":
        return None
    wholes = (_value(tokens, k, lexicon) for k in range(at + 2, min(at + 5, len(tokens))))
    whole = next((w for w in wholes if w is not None), None)
    if whole is None:
        return None
    value = float(round(whole[0] * part * times))
    return Numeral(first=i, last=whole[1], low=value, best=value, high=value)


def _value(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> tuple[float, int] | None:
    """Read one number: its value and the token after it."""
    if i >= len(tokens):
        return None
    word = tokens[i].lower
    digits = DIGITS.fullmatch(word)
    if digits is not None:
        return _scaled(tokens, i, digits, lexicon)
    after = _lower(tokens, i + 1)
    if lexicon.fractions.get(word) and after in lexicon.articles and _lower(tokens, i + 2) in lexicon.scales:
        return lexicon.fractions[word] * lexicon.scales[_lower(tokens, i + 2)], i + 3
    if word in lexicon.articles and after in lexicon.scales and len(after) > 1:
        return _spelled(tokens, i + 1, lexicon)
    return _spelled(tokens, i, lexicon) if word in lexicon.numerals else None


def _scaled(
    tokens: Sequence[Token], i: int, digits: re.Match[str], lexicon: QuantityLexicon
) -> tuple[float, int] | None:
    """Read digits with what multiplies them: "1.5 million", "3bn"."""
    whole, fraction, suffix, _ = digits.groups()
    value = float(whole.replace(",", "") + (fraction or ""))
    if suffix is not None:
        return (value * lexicon.scales[suffix], i + 1) if suffix in lexicon.scales else None
    last = i + 1
    while _lower(tokens, last) in lexicon.scales and last - i < MAX_WORDS:
        value *= lexicon.scales[tokens[last].lower]
        last += 1
    return value, last


def _spelled(tokens: Sequence[Token], i: int, lexicon: QuantityLexicon) -> tuple[float, int] | None:
    """Read a number written in words: "two hundred and twenty-five thousand", "a dozen"."""
    total, current, at = 0.0, 0.0, i
    while at - i < MAX_WORDS:
        word = _lower(tokens, at)
        if word in lexicon.numerals:
            current += lexicon.numerals[word]
        elif word in lexicon.scales and len(word) > 1:
            current = max(current, 1.0) * lexicon.scales[word]
            if lexicon.scales[word] > HUNDRED:
                total, current = total + current, 0.0
        elif at == i or not _joins(tokens, at, lexicon):
            break
        at += 1
    return (total + current, at) if at > i else None


def _joins(tokens: Sequence[Token], at: int, lexicon: QuantityLexicon) -> bool:
    """Tell whether a hyphen or an "and" stands inside one number: "twenty-five", "a hundred and ten"."""
    if _lower(tokens, at + 1) not in lexicon.numerals:
        return False
    before, here = _lower(tokens, at - 1), _lower(tokens, at)
    if here == "and":
        return before in lexicon.scales
    after = lexicon.numerals[_lower(tokens, at + 1)]
    return here in HYPHENS and after < lexicon.numerals.get(before, 0.0) and lexicon.numerals.get(before, 0.0) % 10 == 0


def _lower(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""
