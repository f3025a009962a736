"""Bind counts to the records they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.coding.coders.protocol import Finding
from dateline.coding.parsed import Parsed, Token
from dateline.coding.quantities.counts import CountMention, counts_in
from dateline.coding.quantities.kinds import Trail, is_total, kind_of
from dateline.lexicon.quantities import QuantityLexicon, RecordKinds
from dateline.model.events import Qualifier, Quantity, QuantityKind

VERBAL = frozenset({"VERB", "AUX"})
CLAUSE_OF_NOUN = frozenset({"acl", "relcl", "amod"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "csubj", "dobj", "pobj", "acomp"})  # of a gerund: "fighting has killed 20"
UNITS = {
    QuantityKind.VEHICLES: "vehicles",
    QuantityKind.WEAPONS: "weapons",
    QuantityKind.SETTLEMENTS: "settlements",
}
SHARED_HEDGES = frozenset({Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.NEARLY})
REACH = 80  # tokens between a trigger and its count in a sentence that never ends
MIN_TRAIL = 2
MAX_STEPS = 12  # dependency arcs from a count to the trigger it belongs to
Bound = tuple[CountMention, Trail, Quantity]


def quantities_of(
    finding: Finding,
    parsed: Parsed,
    lexicon: QuantityLexicon,
    others: Iterable[int] = (),
) -> tuple[Quantity, ...]:
    """List what a record counts.

    `others` are the head tokens of the other findings of the same sort (event or state) in the sentence. A count
    belongs to the nearest trigger above it: "killed 5 and wounded 12" is one record with two counts where one trigger
    governs both, and two records with one each where both verbs are triggers.
    """
    sort = finding.event_type or finding.state
    wanted = lexicon.records.get(sort) if sort is not None else None
    if wanted is None or not wanted.kinds:
        return ()
    people = wanted.modes.get(finding.mode or "")
    if people is not None:
        wanted = replace(wanted, people=people, turns={**wanted.turns, QuantityKind.PERSONNEL: people})
    blocked = frozenset(others) - {finding.head}
    anchors = _anchors(finding.head, parsed, blocked)
    found: list[Bound] = []
    for count in counts_in(parsed, _reach(finding, parsed), lexicon):
        trail = _trail(count.head, parsed, anchors, blocked)
        if not trail or _is_nearer_to_another(count, finding.head, trail[-1].i, parsed, blocked):
            continue
        kind = kind_of(count, trail, parsed, wanted, lexicon)
        if kind is not None:
            found.append((count, trail, _quantity(count, kind, lexicon, parsed)))
    listed = _without_totals(_sharing_hedges(found, parsed), parsed, lexicon)
    return listed or _single(finding, parsed, wanted, lexicon)


def _reach(finding: Finding, parsed: Parsed) -> Sequence[Token]:
    sentence = parsed.sentences[finding.sentence]
    return parsed.tokens[max(sentence.first, finding.head - REACH) : min(sentence.last, finding.head + REACH)]


def _is_nearer_to_another(count: CountMention, head: int, anchor: int, parsed: Parsed, others: frozenset[int]) -> bool:
    """Tell whether a count that hangs on the verb over several triggers stands nearer to another of them."""
    if anchor == head:
        return False
    nearer = (other for other in others if abs(count.head - other) < abs(count.head - head))
    return any(anchor in _anchors(other, parsed, frozenset()) for other in nearer)


def _anchors(head: int, parsed: Parsed, blocked: frozenset[int]) -> frozenset[int]:
    """Gather the tokens under which a count is a finding's: trigger, noun its clause describes, verb of its noun."""
    found = {head}
    here = parsed.tokens[head]
    if here.dep in CLAUSE_OF_NOUN and here.pos in VERBAL | {"ADJ"}:
        found.add(here.head)
    while (here.pos not in VERBAL or here.dep in ARGUMENT) and here.head != here.i:
        here = parsed.tokens[here.head]
        if here.pos in VERBAL and here.i not in blocked:
            found.add(here.i)
    while here.dep == "conj" and here.pos in VERBAL and here.i != head:
        here = parsed.tokens[here.head]
        found |= {here.i} - blocked
    return frozenset(found)


def _trail(start: int, parsed: Parsed, anchors: frozenset[int], blocked: frozenset[int]) -> Trail:
    """Walk from a count up to the nearest anchor; empty where there is none or another trigger stands before it."""
    here = parsed.tokens[start]
    trail = [here]
    for _ in range(MAX_STEPS):
        if here.i in anchors:
            return tuple(trail)
        if here.i in blocked or here.head == here.i:
            return ()
        here = parsed.tokens[here.head]
        trail.append(here)
    return ()


def _quantity(count: CountMention, kind: QuantityKind, lexicon: QuantityLexicon, parsed: Parsed) -> Quantity:
    unit = UNITS.get(kind, "people")
    if kind is QuantityKind.MONEY:
        unit = count.currency or ""
    elif kind is QuantityKind.AREA and count.noun is not None:
        noun = parsed.tokens[count.noun]
        squared = any(c.lower in lexicon.square for c in parsed.children(noun.i))
        unit = f"square {noun.lower}" if squared else noun.lower
    return Quantity(
        evidence=count.evidence,
        kind=kind,
        low=count.low,
        best=count.best,
        high=count.high,
        qualifier=count.qualifier,
        unit=unit,
    )


def _sharing_hedges(found: Sequence[Bound], parsed: Parsed) -> list[Bound]:
    """Carry a hedge on to a fellow that leaves out its verb: "at least 12 were killed and 35 injured"."""
    shared: list[Bound] = []
    for count, trail, quantity in found:
        before = shared[-1] if shared else None
        if before is not None and quantity.qualifier is Qualifier.EXACT and _is_elliptic(before, trail, parsed):
            shared.append((count, trail, _hedged_like(quantity, before[2])))
        else:
            shared.append((count, trail, quantity))
    return shared


def _is_elliptic(before: Bound, trail: Trail, parsed: Parsed) -> bool:
    if before[2].qualifier not in SHARED_HEDGES or len(trail) < MIN_TRAIL:
        return False
    verb = trail[1]
    return verb.tag == "VBN" and verb.dep == "conj" and not parsed.children(verb.i, "auxpass", "aux", "dobj")


def _hedged_like(quantity: Quantity, before: Quantity) -> Quantity:
    return replace(
        quantity,
        low=None if before.low is None else quantity.low,
        best=None if before.best is None else quantity.best,
        high=None if before.high is None else quantity.high,
        qualifier=before.qualifier,
    )


def _without_totals(found: Sequence[Bound], parsed: Parsed, lexicon: QuantityLexicon) -> tuple[Quantity, ...]:
    """Leave out a running total where the record has a count of its own: "killed 12, bringing the toll to 40"."""
    totals = [is_total(trail, parsed, lexicon) for _, trail, _ in found]
    own = {q.kind for (_, _, q), total in zip(found, totals, strict=True) if not total}
    return tuple(q for (_, _, q), total in zip(found, totals, strict=True) if not (total and q.kind in own))


def _single(finding: Finding, parsed: Parsed, wanted: RecordKinds, lexicon: QuantityLexicon) -> tuple[Quantity, ...]:
    """Count one where a lone thing of war is what the deed was done to: "shot down a helicopter"."""
    for noun in parsed.children(finding.head, "dobj", "nsubjpass"):
        kind = lexicon.nouns.get(noun.lemma)
        if (
            kind is not None
            and kind in wanted.singles
            and noun.tag == "NN"
            and not parsed.children(noun.i, "nummod", "conj")
        ):
            words = parsed.noun_phrase(noun.i)
            return (
                Quantity(
                    evidence=parsed.evidence(words),
                    kind=kind,
                    low=1.0,
                    best=1.0,
                    high=1.0,
                    qualifier=Qualifier.EXACT,
                    unit=UNITS.get(kind, ""),
                ),
            )
    return ()
