"""Load the words that tell how a headline is read: those written small within a sentence, those that are verbs."""

from functools import cache

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path


@cache
def load_ordinary_words() -> frozenset[str]:
    """Load the ordinary words of the news, names left out, in lower case.

    Raises: LexiconError if the file is missing or is no UTF-8 text.
    """
    return _load("ordinary_words.txt")


@cache
def load_headline_verbs() -> frozenset[str]:
    """Load the verbs of events that are no nouns, as dictionaries list them.

    Raises: LexiconError if the file is missing or is no UTF-8 text.
    """
    return _load("headline_verbs.txt")


def _load(name: str) -> frozenset[str]:
    source = data_path("en", name)
    try:
        return frozenset(source.read_text("utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{source}: cannot be read: {error}") from error
