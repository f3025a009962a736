"""Name the publisher behind an address."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from dateline.lexicon.reading import ReadingLexicon

MAX_ABBREVIATION = 4
MIN_REST = 2  # letters that must stay of a domain name when a newspaper word is cut off it


def publisher_of(url: str, lexicon: ReadingLexicon, bylines: Sequence[str] = ()) -> str | None:
    """Name who publishes at an address: by its host where it is known, else as a byline or its domain's words tell.

    `kyivindependent.com` gives "Kyiv Independent"; a name of up to four letters is taken for an abbreviation.
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    parts = host.split(".")
    for at in range(len(parts) - 1):
        if name := lexicon.hosts.get(".".join(parts[at:])):
            return name
    if len(parts) == 1 or parts[-1].isdigit():
        return None
    own = parts[-3] if parts[-2] in lexicon.second_level and parts[:-2] else parts[-2]
    if signed := next((name for name in bylines if _is_of(name, own)), None):
        return signed
    words = [w for label in own.split("-") for w in _split_name(label, lexicon)]
    return " ".join(map(partial(_capitalise, lexicon=lexicon), words)) or None


def _is_of(name: str, label: str) -> bool:
    """Tell whether a name ends or begins as a domain's label does: "Example Africa Desk" at `africadesk`."""
    squeezed = "".join(c for c in name.lower() if c.isalnum())
    return (
        len(label) >= MAX_ABBREVIATION
        and squeezed != label
        and (squeezed.endswith(label) or squeezed.startswith(label))
    )


def _capitalise(word: str, lexicon: ReadingLexicon) -> str:
    is_abbreviation = len(word) <= MAX_ABBREVIATION and word not in lexicon.domain_words
    return word.upper() if is_abbreviation else word.capitalize()


def _split_name(label: str, lexicon: ReadingLexicon) -> list[str]:
    """Cut newspaper words off both ends of a domain label, the longest first, as long as something stays between."""
    before: list[str] = []
    after: list[str] = []
    known = sorted(lexicon.domain_words, key=lambda w: (-len(w), w))
    while word := next((w for w in known if label.endswith(w) and len(label) > len(w) + MIN_REST), None):
        after.insert(0, word)
        label = label.removesuffix(word)
    while word := next((w for w in known if label.startswith(w) and len(label) > len(w) + MIN_REST), None):
        before.append(word)
        label = label.removeprefix(word)
    return [*before, label, *after] if label else [*before, *after]
