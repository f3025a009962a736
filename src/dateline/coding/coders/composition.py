"""Compose meaning: what a speech act or attitude makes of the event below it, and which findings are one happening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.coders.fillers import Fillers
from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.coders.relations import is_for_clause
from dateline.coding.parsed import Parsed, Token
from dateline.model.events import EventType
from dateline.model.text import Span

if TYPE_CHECKING:
    from dateline.coding.coders.frames import Match

CONTENT = frozenset(
    {"xcomp", "ccomp", "dobj", "acl", "pcomp", "pobj", "prep", "nsubjpass", "advcl", "conj", "attr", "compound", "amod"}
)
FIRST = frozenset({"xcomp", "ccomp", "dobj", "acl", "prep", "nsubjpass", "agent"})

CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
NEAR = 40  # characters between two words that one trigger may still quote
ASKED = frozenset({EventType.REQUEST, EventType.ACCUSE})

Drafted = Sequence[tuple["Match", Finding]]


def compose(parsed: Parsed, drafted: Drafted, fillers: Fillers) -> tuple[Finding, ...]:
    """Return the findings of a sentence after composition, in text order."""
    by_head = {m.token.i: f for m, f in drafted if f.event_type}
    absorbed: set[int] = set()
    composed: list[Finding] = []
    inward = sorted(drafted, key=lambda pair: -_depth(parsed, pair[0].token))
    for match, finding in inward:  # the innermost first: its type is content
        if not (match.frame.by_content or match.frame.absorbs):
            composed.append(finding)
            continue
        below = [i for i in _content(parsed, match, by_head) if not _is_setting(parsed, match, by_head[i])]
        recoded = _recode(parsed, match, finding, [by_head[i] for i in below], fillers)
        if match.frame.absorbs and below:
            recoded = _with_inner_party(recoded, by_head[below[0]])
        composed.append(recoded)
        if finding.event_type:
            by_head[match.token.i] = recoded
        if match.frame.absorbs:
            absorbed.update(below)
    kept = [f for f in composed if (f.head not in absorbed or f.state) and not _is_purpose(parsed, f, by_head)]
    return tuple(sorted(_join(parsed, kept), key=lambda f: (f.trigger.start, f.trigger.end, f.rule)))


def _is_purpose(parsed: Parsed, finding: Finding, by_head: Mapping[int, Finding]) -> bool:
    """Tell whether a demand only says what a protest is for: "gathered to demand"."""
    token = parsed.tokens[finding.head]
    above = by_head.get(token.head)
    if finding.event_type is not EventType.REQUEST or above is None or above.event_type is not EventType.PROTEST:
        return False
    return token.dep in {"advcl", "xcomp"} and any(c.lower == "to" for c in parsed.children(token.i, "aux"))


def _depth(parsed: Parsed, token: Token) -> int:
    return sum(1 for _ in parsed.ancestors(token.i))


def _content(parsed: Parsed, match: "Match", by_head: dict[int, Finding]) -> list[int]:
    """List the triggers below a trigger in its complement, the nearest first; a relative clause is not content."""
    todo = _dependents(parsed, match)
    if carrier := match.construction.carrier:
        todo += [c for c in parsed.children(carrier.i) if c.dep in {"xcomp", "ccomp"}]
    found: list[int] = []
    while todo:
        following: list[Token] = []
        for token in todo:
            if token.i in by_head:
                found.append(token.i)
            following += [c for c in parsed.children(token.i) if c.dep in CONTENT]
        todo = following
    return found


def _is_setting(parsed: Parsed, match: "Match", inner: Finding) -> bool:
    """Tell whether a meeting is only where or how something was said: "promised in talks", "vowed at a summit"."""
    token = parsed.tokens[inner.head]
    link = parsed.tokens[token.head]
    is_beside = token.dep == "pobj" and link.lower in {"in", "at", "by", "over"} and link.head == match.token.i
    return inner.event_type is EventType.CONSULT and is_beside


def _dependents(parsed: Parsed, match: "Match") -> list[Token]:
    """List what may say what a speech act is about; when or despite what it was made says nothing of that."""
    found = [
        c
        for c in parsed.children(match.token.i)
        if c.dep in FIRST or (c.dep == "advcl" and (is_for_clause(parsed, c) or _follows_at_once(parsed, match, c)))
    ]
    if carrier := match.construction.carrier:
        found += parsed.children(carrier.i, "prep")
    return [c for c in found if c.dep != "prep" or c.lower not in match.construction.beside]


def _follows_at_once(parsed: Parsed, match: "Match", clause: Token) -> bool:
    """Tell whether an infinitive follows its verb at once: then it is what the verb is about, "threatening to quit"."""
    return any(m.lower == "to" and m.i == match.token.i + 1 for m in parsed.children(clause.i, "aux"))


def _recode(parsed: Parsed, match: "Match", finding: Finding, below: Sequence[Finding], fillers: Fillers) -> Finding:
    """Code by the event that the complement names, else by its words, else by the nearest event further down."""
    heads = _complements(parsed, match, fillers)
    named = {t.i for t in heads}
    direct = [f for f in below if f.head in named]
    word = next(
        (k for k in match.frame.by_content if not k[0].isupper() and any(fillers.is_one_of(t, (k,)) for t in heads)),
        None,
    )
    keys = [k for e in direct for k in _keys(e)] + [word or ""] + [k for e in below[:1] for k in _keys(e)]
    found = next((k for k in keys if k in match.frame.by_content), None)
    if found is None:
        inner = next((f for f in below if f.event_type is finding.event_type is EventType.THREATEN), finding)
        return replace(finding, mode=finding.mode or inner.mode)
    return _coded(finding, match.frame.by_content[found], f"{found} below {parsed.tokens[finding.head].text}")


def _keys(event: Finding) -> tuple[str, ...]:
    """Name an event from the most particular to the least: what it begins, its mode, its type."""
    return f"{event.event_type}:{event.starts}", f"{event.event_type}:{event.mode}", f"{event.event_type}"


def _complements(parsed: Parsed, match: "Match", fillers: Fillers) -> list[Token]:
    """List the heads of what a trigger is about; an offer or proposal is about what stands below it."""
    first = _dependents(parsed, match)
    clauses = [c for c in first if c.dep in CLAUSES]
    first = clauses or first  # "urged the ministers to meet" is about meeting, not about ministers
    below = [g for c in first if c.dep in {"prep", "agent"} for g in parsed.children(c.i, "pobj", "pcomp")]
    heads = [c for c in first if c.dep not in {"prep", "agent"}] + below
    heads += [g for h in heads for g in parsed.children(h.i, "dobj", "acomp", "attr", "conj", "xcomp")]
    heads += [g for c in clauses for link in parsed.children(c.i, "prep") for g in parsed.children(link.i, "pobj")]
    asked = [h for h in heads if fillers.is_one_of(h, ("@demand",))]
    inner = [c for h in asked for c in parsed.children(h.i, "acl", "prep")]
    return heads + [g for c in inner for g in ([c] if c.dep == "acl" else parsed.children(c.i, "pobj", "pcomp"))]


def _with_inner_party(outer: Finding, inner: Finding) -> Finding:
    """Take the other party from the event below where the speech act names none.

    Who is asked or accused is who acts below ("demanded the withdrawal of Serbian forces"); what is promised, refused
    or threatened is done to whom it is done below ("promised aid to Mozambique").
    """
    if any(a.role is Role.RECIPIENT for a in outer.arguments):
        return outer
    own = {a.head for a in outer.arguments if a.role is Role.ACTOR}
    of_actor = (
        [a for a in inner.arguments if a.role is Role.ACTOR and a.head not in own] if outer.event_type in ASKED else []
    )
    found = of_actor or [a for a in inner.arguments if a.role is Role.RECIPIENT and a.head not in own]
    added = tuple(replace(a, role=Role.RECIPIENT, step=f"{inner.rule} > {a.role}") for a in found)
    return replace(outer, arguments=(*outer.arguments, *added))


def _coded(finding: Finding, code: str, step: str) -> Finding:
    event_type, _, mode = code.partition(":")
    return replace(
        finding, event_type=EventType(event_type), mode=mode or None, steps=(*finding.steps, f"{step} is {code}")
    )


def _join(parsed: Parsed, findings: list[Finding]) -> list[Finding]:
    """Join two findings of one type where the syntax says they are one happening: "an attack killed five"."""
    joined = list(findings)
    for inner in findings:
        if not any(f is inner for f in joined):
            continue
        outer = next((f for f in joined if f is not inner and _is_same_happening(parsed, f, inner)), None)
        if outer is not None:
            joined = [f for f in joined if f is not inner]
            joined[joined.index(outer)] = _merged(outer, inner)
    return joined


def _is_same_happening(parsed: Parsed, outer: Finding, inner: Finding) -> bool:
    if (
        outer.event_type is None
        or outer.event_type is not inner.event_type
        or (outer.mode and inner.mode and outer.mode != inner.mode)
    ):
        return False
    low, high = parsed.tokens[inner.head], parsed.tokens[outer.head]
    link = parsed.tokens[low.head]
    if low.dep == "conj":
        return link.span.overlaps(outer.trigger) and _is_one_act(parsed, high, low, same_rule=inner.rule == outer.rule)
    is_carried = high.dep == "nsubj" and high.head == link.i  # "fighting broke out, killing dozens"
    if low.dep == "advcl" and (is_carried or link.span.overlaps(outer.trigger)):
        return low.tag == "VBG"
    if link.span.overlaps(outer.trigger):
        is_clause = low.dep == "relcl" and low.head == high.i and high.pos == "NOUN"
        return is_clause or low.dep in {"nsubj", "nsubjpass", "dobj"}
    above = parsed.tokens[link.head]
    return (
        low.dep == "pobj"
        and link.lower in {"in", "by", "of"}
        and above.span.overlaps(outer.trigger)
        and high.pos == "VERB"
    )


def _is_one_act(parsed: Parsed, high: Token, low: Token, *, same_rule: bool) -> bool:
    """Tell whether coordinated verbs are one act; "stormed the base and killed two guards" are not."""
    if not low.pos == high.pos == "VERB":
        return False
    each_has_its_own = parsed.children(low.i, "dobj") and parsed.children(high.i, "dobj")
    return same_rule or not (each_has_its_own or parsed.children(low.i, "nsubj", "nsubjpass"))


def _both(outer: Span, inner: Span) -> Span:
    """Quote the words of both where little stands between them: "an attack killed"."""
    start, end = min(outer.start, inner.start), max(outer.end, inner.end)
    between = end - start - (outer.end - outer.start) - (inner.end - inner.start)
    return Span(start=start, end=end) if between <= NEAR else outer


def _merged(outer: Finding, inner: Finding) -> Finding:
    have = {a.role for a in outer.arguments}
    added: tuple[Argument, ...] = tuple(a for a in inner.arguments if a.role not in have or a.role is Role.QUANTITY)
    return replace(
        outer,
        trigger=_both(outer.trigger, inner.trigger),
        mode=outer.mode or inner.mode,
        rule=inner.rule if inner.mode and not outer.mode else outer.rule,
        arguments=(*outer.arguments, *added),
        confidence=max(outer.confidence, inner.confidence),
        steps=(*outer.steps, f"{outer.rule} is one happening with {inner.rule}"),
    )
