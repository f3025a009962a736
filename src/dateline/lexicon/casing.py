"""Load the ordinary words of the news: those that are written small within a sentence, names left out."""

from functools import cache

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path


@cache
def load_ordinary_words() -> frozenset[str]:
    """Load the words that ship with the package, in lower case.

    Raises: LexiconError if the file is missing or is no UTF-8 text.
    """
    source = data_path("en", "ordinary_words.txt")
    try:
        return frozenset(source.read_text("utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{source}: cannot be read: {error}") from error
