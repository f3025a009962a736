"""Keep the people that a report has introduced, so that a surname alone is enough later on."""

from datetime import date

from dateline.coding.parsed import Parsed
from dateline.lexicon.actors import ActorLexicon, Entry
from dateline.lexicon.countries import fold
from dateline.lexicon.phrases import atoms
from dateline.model.actors import Actor


class NameRegistry:
    """Remember who bears which surname in one report; the latest introduction counts."""

    def __init__(self, parsed: Parsed, on: date, lexicon: ActorLexicon) -> None:
        """Begin with nobody introduced."""
        self._parsed = parsed
        self._on = on
        self._lexicon = lexicon
        self._known: dict[str, Actor] = {}

    def introduce(self, words: str, actor: Actor) -> None:
        """Remember an actor under the surname of the words that name it."""
        marks = self._lexicon.groups["phrases.generation_marks"]
        parts = [a for a in atoms(words) if a.form[:1].isupper() and a.key not in marks]
        if not parts:
            return
        self._known[parts[-1].key] = actor
        if actor.country in self._lexicon.groups["phrases.family_name_first"]:
            self._known[parts[0].key] = actor

    def introduced(self, surname: str) -> Actor | None:
        """Return who was introduced under a surname."""
        return self._known.get(fold(surname))

    def holder(self, token: int) -> Entry | None:
        """Return the holder of a high office whom a surname that stands alone at `token` means."""
        word = self._parsed.tokens[token]
        if not word.text[:1].isupper() or len(word.text) < 3:  # noqa: PLR2004 - initials are no surname
            return None
        return self._lexicon.surname(word.text, self._on)
