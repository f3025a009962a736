"""All lexicons of the coding path, loaded once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dateline.lexicon.actors import ACTORS, ActorLexicon, load_actors
from dateline.lexicon.attribution import AttributionLexicon, load_attribution
from dateline.lexicon.constructions import Constructions, load_constructions
from dateline.lexicon.contexts import ContextLexicon, load_contexts
from dateline.lexicon.dates import DateLexicon, load_dates
from dateline.lexicon.frames import Frames, load_frames
from dateline.lexicon.gazetteer import Gazetteer, load_gazetteer
from dateline.lexicon.ontology import Ontology, load_ontology
from dateline.lexicon.participants import Participants, load_participants
from dateline.lexicon.quantities import QuantityLexicon, load_quantities


@dataclass(frozen=True, kw_only=True)
class Lexicons:
    """Hold every lexicon that a stage may ask."""

    ontology: Ontology
    frames: Frames
    constructions: Constructions
    dates: DateLexicon
    gazetteer: Gazetteer
    actors: ActorLexicon
    attribution: AttributionLexicon
    quantities: QuantityLexicon
    contexts: ContextLexicon
    participants: Participants

    @classmethod
    def load(cls, own: Path | None = None) -> Self:
        """Load the lexicons that ship with the package, extended and overridden by those of the user's folder `own`.

        The folder holds what the user has something for: `frames/*.toml`, `fillers.toml`, `actors/*.csv`, `places.csv`.

        Raises: LexiconError naming file, line, entry and fault.
        """
        ontology = load_ontology()
        return cls(
            ontology=ontology,
            frames=load_frames(ontology, own),
            constructions=load_constructions(),
            dates=load_dates(),
            gazetteer=load_gazetteer(own),
            actors=load_actors([own / ACTORS] if own else []),
            attribution=load_attribution(),
            quantities=load_quantities(),
            contexts=load_contexts(),
            participants=load_participants(),
        )
