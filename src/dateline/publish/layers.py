"""Write the mentions of a report as JSON, by layer."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from dateline.model.dates import DateMention
from dateline.publish.jsonl import actor_to_json, place_to_json, span_to_json
from dateline.publish.wire import AnnotationJson, QuoteJson, TimexJson

if TYPE_CHECKING:
    from dateline.coding.attribution import QuoteMention
    from dateline.coding.pipeline import Annotation


def annotation_to_json(annotation: "Annotation", layers: Sequence[str]) -> AnnotationJson:
    """Return the printed form of an annotation: the layers asked for, each in text order."""
    return cast("AnnotationJson", {"id": annotation.report.id} | {name: LAYERS[name](annotation) for name in layers})


def _timex(mention: DateMention) -> TimexJson:
    return {
        **span_to_json(mention.evidence),
        "type": mention.timex_type,
        "value": mention.value,
        "edtf": mention.edtf,
    }


def _quote(quote: "QuoteMention") -> QuoteJson:
    return {
        **span_to_json(quote.evidence),
        "speaker": quote.speaker and span_to_json(quote.speaker),
        "cue": quote.cue and span_to_json(quote.cue),
        "kind": quote.kind,
    }


LAYERS: Mapping[str, "Callable[[Annotation], Sequence[object]]"] = {
    "dates": lambda annotation: [_timex(m) for m in annotation.mentions.dates],
    "places": lambda annotation: [place_to_json(m) for m in annotation.mentions.places],
    "actors": lambda annotation: [actor_to_json(m) for m in annotation.mentions.actors],
    "quotes": lambda annotation: [_quote(q) for q in annotation.quotes],
}
