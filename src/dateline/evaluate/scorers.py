"""Name the scorer of each task."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.evaluate.actors import score_actors
from dateline.evaluate.coding import score_coding
from dateline.evaluate.gold import Gold
from dateline.evaluate.spans import score_dates, score_places
from dateline.evaluate.stories import score_stories
from dateline.evaluate.tally import Tally

SCORERS: Mapping[str, Callable[[Sequence[Gold], Iterable[Gold]], Tally]] = {
    "coding": score_coding,
    "dates": score_dates,
    "places": score_places,
    "actors": score_actors,
    "stories": score_stories,
}
