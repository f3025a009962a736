"""Say whose claim a finding is."""

from collections.abc import Callable, Sequence

from dateline.coding.attribution.quotes import QuoteMention
from dateline.coding.coders.protocol import Finding
from dateline.coding.parsed import Parsed
from dateline.model.actors import Actor, ActorMention
from dateline.model.events import Attribution, AttributionKind
from dateline.model.text import Span

MEDIA_SECTOR = "JRN"
Resolve = Callable[[Span, int], tuple[ActorMention, ...]]


def attribute(finding: Finding, parsed: Parsed, quotes: Sequence[QuoteMention], resolve: Resolve) -> Attribution | None:
    """Return the innermost attribution that holds the trigger's head; null where the reporter speaks.

    The act of saying itself ("accused") is the reporter's, unless somebody else is said to have said it. A speaker whom
    `resolve` does not know keeps the words as name, without country.
    """
    quote = innermost(parsed.tokens[finding.head].span, quotes)
    if quote is not None and quote.kind is not AttributionKind.DIRECT_QUOTE and _is_epithet(parsed, finding.head):
        return None
    if quote is None or quote.speaker is None or quote.speaker_head is None:
        return None
    mentions = resolve(quote.speaker.span, quote.speaker_head)
    speaker = mentions[0].actor if mentions else Actor(name=quote.speaker.text)
    kind = (
        AttributionKind.OTHER_MEDIA
        if quote.kind is AttributionKind.INDIRECT and MEDIA_SECTOR in speaker.sectors
        else quote.kind
    )
    return Attribution(evidence=quote.speaker, speaker=speaker, kind=kind, cue=quote.cue)


def _is_epithet(parsed: Parsed, head: int) -> bool:
    """Tell whether a trigger only describes a noun ("the rebel-held town"): in indirect speech, the reporter's word."""
    token = parsed.tokens[head]
    return token.dep == "amod" or (token.dep in {"compound", "npadvmod"} and parsed.tokens[token.head].dep == "amod")


def innermost(span: Span, quotes: Sequence[QuoteMention]) -> QuoteMention | None:
    """Return the narrowest quotation with a speaker whose scope holds `span`, the later of two equal ones."""
    holding = [q for q in quotes if q.speaker is not None and any(part.contains(span) for part in q.scope)]
    return min(holding, key=lambda q: (_width(q), -(q.cue.span.start if q.cue else 0)), default=None)


def _width(quote: QuoteMention) -> int:
    return sum(part.end - part.start for part in quote.scope)
