"""Let the trained coder lead and the frames keep what rules do best; half a page, every step told.

A happening that both see takes its roles from the frame (exact, from syntax), its type from the frame unless the
network is surer of another, and its modality from the rules unless they saw nothing and the network did. What only one
of them sees is kept if its confidence reaches the threshold for its kind. Confidence is a logistic function of the
network's probability and of whether a frame spoke, fitted on held-out reports (`training.calibrate`); the numbers are
in `lexicon/data/coder/ensemble.toml`. Whole reports hold many sentences that tell nothing; a text of one or two
sentences was picked because it tells something: there a frame's own certainty and type stand, and less makes the
network heard, and what is said in passing ranks below the main clause.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.coders.frames import FrameCoder
from dateline.coding.coders.model import ModelCoder, finding_of
from dateline.coding.coders.network import STATES, Reading
from dateline.coding.coders.protocol import Finding, Mentions
from dateline.coding.parsed import Parsed
from dateline.lexicon.files import data_path, load_toml
from dateline.model.events import EventType, Modality

LONE = 2  # sentences
NEVER = 2.0  # no probability reaches it
STEP, FARTHEST, LOWEST = 0.05, 12, 0.05  # what a step from the main clause costs, how far one looks, what is left
BESIDE = frozenset({"conj", "xcomp"})  # as prominent as what they hang on
UNSEEN = 0.02  # the network's probability of a happening that it did not even read


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Hold the fitted numbers: weights of confidence, least confidence to keep, least probability to overrule."""

    bias: float
    slope: float
    frame: float
    frame_certainty: float
    keep_frame: float
    keep_event: float
    keep_state: float
    retype: float
    mode: float
    modality: float
    keep_lone: float

    def in_lone_text(self) -> "Ensemble":
        """Return the numbers for a text of one or two sentences."""
        return replace(self, retype=NEVER, keep_event=self.keep_lone)


def load_ensemble() -> Ensemble:
    """Load the numbers that ship with the weights.

    Raises: LexiconError if the file is missing or no number stands where one should.
    """
    document = load_toml(data_path("coder", "ensemble.toml"))
    return Ensemble(**{name: float(str(document[name])) for name in Ensemble.__dataclass_fields__})


class BothCoders:
    """Code with frames and network together; deterministic, and each finding names who decided."""

    name = "both"

    def __init__(self, frames: FrameCoder, model: ModelCoder, ensemble: Ensemble) -> None:
        """Take both coders and the numbers that weigh them."""
        self.version = model.version
        self._frames = frames
        self._model = model
        self._numbers = ensemble

    def code_report(self, parsed: Parsed, mentions: Mentions) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings of each sentence in text order."""
        readings: list[list[Reading]] = [[] for _ in parsed.sentences]
        for reading in self._model.read_report(parsed):
            readings[reading.sentence].append(reading)
        is_lone = len(parsed.sentences) <= LONE
        return tuple(
            combine(found, read, parsed, self._numbers, is_lone=is_lone)
            for found, read in zip(self._frames.code_report(parsed, mentions), readings, strict=True)
        )


def combine(
    found: Sequence[Finding], read: Sequence[Reading], parsed: Parsed, numbers: Ensemble, *, is_lone: bool = False
) -> tuple[Finding, ...]:
    """Combine what frames found and what the network read in one sentence."""
    numbers = numbers.in_lone_text() if is_lone else numbers
    joined: list[Finding] = []
    taken: set[int] = set()
    for finding in found:
        k = _counterpart(finding, read, taken)
        if k is None:
            joined.append(_certain(_weighed(finding, UNSEEN, numbers, by_frame=True), finding, is_lone=is_lone))
            continue
        taken.add(k)
        joined.append(_certain(_agreed(finding, read[k], parsed, numbers), finding, is_lone=is_lone))
    for k, reading in enumerate(read):
        if k not in taken and (own := finding_of(reading, parsed)):
            joined.append(_weighed(own, reading.likelihood * reading.labels[reading.label], numbers, by_frame=False))
    kept = [f for f in joined if f.confidence >= _least(f, numbers)]
    kept = [_prominent(f, parsed) for f in kept] if is_lone else kept
    return tuple(sorted(kept, key=lambda f: (f.trigger.start, f.trigger.end, f.rule)))


def _certain(weighed: Finding, finding: Finding, *, is_lone: bool) -> Finding:
    """Let the frame's own certainty stand in a lone text."""
    return replace(weighed, confidence=finding.confidence) if is_lone else weighed


def _prominent(finding: Finding, parsed: Parsed) -> Finding:
    """Let what a lone text says in passing count for less: by each step from its main clause."""
    token, steps = parsed.tokens[finding.head], 0
    while token.head != token.i and steps < FARTHEST:
        steps += token.dep not in BESIDE
        token = parsed.tokens[token.head]
    return replace(finding, confidence=round(max(LOWEST, finding.confidence - STEP * steps), 4))


def _least(finding: Finding, numbers: Ensemble) -> float:
    """Return the confidence that a finding needs: less where a frame spoke for it."""
    if finding.coder != "model":
        return numbers.keep_frame
    return numbers.keep_state if finding.state else numbers.keep_event


def _counterpart(finding: Finding, read: Sequence[Reading], taken: set[int]) -> int | None:
    """Return the reading of the same kind whose words the finding shares, the likeliest first."""
    mine = [
        k
        for k, r in enumerate(read)
        if k not in taken and r.span.overlaps(finding.trigger) and (r.label in STATES) == (finding.state is not None)
    ]
    return max(mine, key=lambda k: read[k].likelihood, default=None)


def _agreed(finding: Finding, reading: Reading, parsed: Parsed, numbers: Ensemble) -> Finding:
    steps = [
        *finding.steps,
        f"network: trigger {reading.likelihood:.2f}, {reading.label} {reading.labels[reading.label]:.2f}",
    ]
    label = str(finding.event_type or finding.state)
    changed = finding
    if finding.event_type and reading.label != label and reading.labels[reading.label] >= numbers.retype:
        steps.append(f"network overrules {finding.rule}: {reading.label}")
        label = reading.label
        mode = reading.mode if reading.mode_probability >= numbers.mode else None
        changed = replace(changed, event_type=EventType(label), mode=mode, rule=f"model.{label.lower()}", starts=None)
    elif (
        finding.event_type
        and reading.label == label
        and reading.mode
        and reading.mode != finding.mode
        and reading.mode_probability >= numbers.mode
    ):
        steps.append(f"network gives the mode: {reading.mode} {reading.mode_probability:.2f}")
        changed = replace(changed, mode=reading.mode)
    if finding.modality is Modality.ASSERTED and reading.modality_probability >= numbers.modality:
        changed = replace(changed, modality=reading.modality)
    own = finding_of(reading, parsed)
    have = {a.role for a in changed.arguments}
    taken = [a.span for a in changed.arguments]
    added = (
        tuple(a for a in own.arguments if a.role not in have and not any(a.span.overlaps(t) for t in taken))
        if own
        else ()
    )
    whole = replace(changed, arguments=(*changed.arguments, *added), steps=tuple(steps), coder="both")
    return _weighed(whole, reading.likelihood * reading.labels.get(label, UNSEEN), numbers, by_frame=True)


def _weighed(finding: Finding, probability: float, numbers: Ensemble, *, by_frame: bool) -> Finding:
    """Give the finding its calibrated confidence."""
    clipped = min(max(probability, UNSEEN), 1 - UNSEEN)
    spoken = numbers.frame + numbers.frame_certainty * (finding.confidence - 0.7) if by_frame else 0.0
    value = numbers.bias + numbers.slope * math.log(clipped / (1 - clipped)) + spoken
    return replace(finding, confidence=round(1 / (1 + math.exp(-value)), 4))
