"""Show an evaluation: its figures, what is taken for what, and the misses by class with examples of each."""

from collections.abc import Iterator
from itertools import islice

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline.evaluate import Tally
from dateline.publish.words import visible

CONFUSED = 20  # pairs shown


def render_tally(tally: Tally, examples: int) -> Iterator[RenderableType]:
    """Yield the figures, the confusion table, and of each class of misses its number and `examples` of it."""
    figures = Table("figure", "value", box=None, pad_edge=False)
    for name, value in tally.figures.items():
        figures.add_row(name, "" if value is None else f"{value:g}")
    yield figures
    if tally.confusion:
        confused = Table("gold", "found", "times", box=None, pad_edge=False)
        ranked = sorted(tally.confusion.items(), key=lambda pair: (-pair[1], pair[0]))
        for (gold, found), times in ranked[:CONFUSED]:
            confused.add_row(Text(visible(gold)), Text(visible(found)), str(times))
        yield from (
            "",
            Text(f"Taken for another ({len(ranked)} pairs, the most frequent first)", style="bold"),
            confused,
        )
    for kind, number in tally.classes():
        yield from ("", Text(f"{kind}: {number}", style="bold"))
        for miss in islice((m for m in tally.misses if m.kind == kind), examples):
            yield Text(visible(f"  {miss.id}: {miss.gold} -> {miss.found}"))
            if miss.text:
                yield Text(visible(f"    {miss.text}"), style="dim")


def tally_to_json(tally: Tally) -> dict[str, object]:
    """Return an evaluation as JSON: `figures`, `confusion` (gold, found, times), `classes`, `misses`."""
    confused = sorted(tally.confusion.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "figures": tally.figures,
        "confusion": [{"gold": gold, "found": found, "times": times} for (gold, found), times in confused],
        "classes": dict(tally.classes()),
        "misses": [
            {"class": m.kind, "id": m.id, "gold": m.gold, "found": m.found, "text": m.text} for m in tally.misses
        ],
    }
