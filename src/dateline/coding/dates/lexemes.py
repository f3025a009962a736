"""Cut a text into lexemes and give each its class, so that the rules can run over one character a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.parsed import Parsed
from dateline.lexicon.dates import DateLexicon
from dateline.model.text import Span

LEXEME = re.compile(
    r"""(?P<NEWLINE>\n)
    |(?P<ISO>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)(?![\w])
    |(?P<SLASH>[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4})(?![\w/])
    |(?P<DOTTED>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})(?!\w)
    |(?P<DECADE>(?:[12][0-9]{2}0|['’‘]?[2-9]0)['’]?s)(?!\w)
    |(?P<CLOCK>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?=[ap]m\b|(?![\w:]))
    |(?P<ORDNUM>[0-9]{1,3}(?:st|nd|rd|th))(?!\w)
    |(?P<SHORTYEAR>['’‘][0-9]{2})(?!\w)
    |(?P<DECIMAL>[0-9]{1,9}\.[0-9]{1,6})(?=[ap]m\b|(?![\w.]))
    |(?P<HOURS>[0-9]{1,2})(?=[ap]m\b)
    |(?P<NUMBER>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]+)(?!\w)
    |(?P<AMPM>[ap]\.\ ?m\.|[ap]m\b)
    |(?P<OCLOCK>o['’]clock\b)
    |(?P<POSS>['’]s)(?!\w)
    |(?P<QUARTERNUM>q[1-4])(?!\w)
    |(?P<WORD>[^\W_]+)
    |(?P<COMMA>,)|(?P<DOT>\.)|(?P<DASH>[-–—‐‑])
    |(?P<MARK>\S)""",  # noqa: RUF001 - the dashes and quotation marks are what texts hold
    re.VERBOSE | re.IGNORECASE,
)
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100
DAYS_IN_MONTH = 31
COUNTED = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT"})
NAMED = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"})
LEADING = ("IN", "SINCE", "TO", "EARLY", "DASH")
VERBAL = frozenset({"VERB", "AUX", "ADV"})
CURRENCY = frozenset("$€£¥₽#")
DOUBTFUL = ("MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYABBR", "SEASON", "PART", "HOLIDAY", "YEAR")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Hold one word, number or mark, or one phrase of the lexicon: `symbol` stands for its class."""

    start: int
    end: int
    lower: str
    symbol: str
    value: int | str


def find_lexemes(parsed: Parsed, lexicon: DateLexicon) -> list[Lexeme]:
    """Cut `parsed.text` into lexemes: linear in its length, every lexeme classed by shape, word and syntax."""
    shaped = [_shaped(match, lexicon) for match in LEXEME.finditer(parsed.text)]
    doubtful = frozenset(lexicon.symbols[name] for name in DOUBTFUL)
    found: list[Lexeme] = []
    at = 0
    while at < len(shaped):
        taken = _phrase(shaped, at, lexicon)
        lexeme = shaped[at] if taken == 1 else _merged(shaped[at : at + taken], lexicon)
        if lexeme.symbol in doubtful and not _is_date(lexeme, found[-1:], parsed, lexicon):
            lexeme = replace(lexeme, symbol=lexicon.symbols["DIGITS" if lexeme.lower.isdigit() else "OTHER"])
        found.append(lexeme)
        at += taken
    return found


def _shaped(match: re.Match[str], lexicon: DateLexicon) -> Lexeme:
    shape, text = match.lastgroup or "MARK", match[0]
    lower = text.lower().replace("’", "'").replace("‘", "'")
    name, value = shape, lower
    if shape in {"NUMBER", "HOURS"}:
        name, value = _number(lower)
    elif shape == "ORDNUM":
        value = int(lower[:-2])
    elif word := lexicon.words.get(lower):
        return Lexeme(match.start(), match.end(), lower, word.symbol, word.value)
    symbol = lexicon.symbols.get(name, lexicon.symbols["OTHER"])
    return Lexeme(match.start(), match.end(), lower, symbol, value)


def _number(digits: str) -> tuple[str, int | str]:
    plain = digits.replace(",", "")
    if len(plain) > 9:  # noqa: PLR2004 - no count of days or years is longer
        return "OTHER", digits
    value = int(plain)
    if len(digits) == 4 and EARLIEST_YEAR <= value <= LATEST_YEAR:  # noqa: PLR2004
        return "YEAR", value
    is_day = len(digits) <= 2 and 1 <= value <= DAYS_IN_MONTH  # noqa: PLR2004
    return ("DAYNUM" if is_day else "DIGITS"), value


def _phrase(shaped: Sequence[Lexeme], at: int, lexicon: DateLexicon) -> int:
    """Return how many lexemes from `at` on make up one entry of the lexicon, at least one."""
    for parts in lexicon.phrases.get(shaped[at].lower, ()):
        if len(parts) <= len(shaped) - at and all(shaped[at + k].lower == part for k, part in enumerate(parts)):
            return len(parts)
    return 1


def _merged(parts: Sequence[Lexeme], lexicon: DateLexicon) -> Lexeme:
    lower = " ".join(part.lower for part in parts)
    word = lexicon.words[lower]
    return Lexeme(parts[0].start, parts[-1].end, lower, word.symbol, word.value)


def _is_date(lexeme: Lexeme, before: Sequence[Lexeme], parsed: Parsed, lexicon: DateLexicon) -> bool:
    """Tell whether a word that may be a date is none where it stands: a verb, a part of a name, a count."""
    first = parsed.text[lexeme.start]
    if lexeme.lower in lexicon.capitalised and first.islower():
        return False
    token = next(iter(parsed.tokens_in(Span(start=lexeme.start, end=lexeme.end))), None)
    if token is None:
        return True
    is_led = bool(before) and before[-1].symbol in {lexicon.symbols[name] for name in LEADING}
    if lexeme.symbol == lexicon.symbols["YEAR"]:
        return is_led or not (token.entity in COUNTED | NAMED or (before and before[-1].lower in CURRENCY))
    is_verb = not is_led and lexeme.lower in lexicon.ambiguous and token.pos in VERBAL
    return " " in lexeme.lower or not (token.entity in NAMED or is_verb)
