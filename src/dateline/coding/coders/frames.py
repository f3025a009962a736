"""Code with frames: a trigger, the construction it stands in and the kinds of its fillers give type, mode and roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.coding import roles
from dateline.coding.coders.circumstance import instrument_mode, is_of_another_world
from dateline.coding.coders.composition import compose
from dateline.coding.coders.constructions import Construction, find_construction, is_defined, is_nominal
from dateline.coding.coders.fillers import Fillers
from dateline.coding.coders.protocol import Argument, Finding, Mentions, Role
from dateline.coding.coders.relations import related
from dateline.coding.modality import Judgement, is_current, judge_modality
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions
from dateline.lexicon.frames import Frame, Frames, Trigger
from dateline.model.events import Modality
from dateline.model.text import Span

WHOLE_PARTY = (
    Role.ACTOR,
    Role.RECIPIENT,
    Role.HOLDER,
    Role.FROM_HOLDER,
    Role.PEOPLE,
    Role.PARTY,
    Role.AS_PART_OF,
    Role.BY,
)
DOUBTED = frozenset({Modality.NEGATED, Modality.CONDITIONAL, Modality.DENIED})
DATED = re.compile(r"(1[5-9]|20)\d\d")  # "the 1994 ceasefire", "the agreement of 2020"
PARTICIPATION = (  # relations to a noun in which someone or some place takes part
    "poss", "by", "of", "between", "modifier", "against", "on", "with", "in", "from", "to", "at", "near",
)  # fmt: skip
MARKS = frozenset({"marks", "negation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Hold a frame found at a token, with the construction it stands in and the words of the trigger."""

    token: Token
    frame: Frame
    construction: Construction
    words: tuple[int, ...]


class FrameCoder:
    """Code sentences by frames; deterministic, and each finding names its frame."""

    name = "frames"

    def __init__(self, frames: Frames, constructions: Constructions, version: str) -> None:
        """Take the lexicons once; they are shared by all reports."""
        self.version = version
        self._frames = frames
        self._constructions = constructions

    def code_report(self, parsed: Parsed, mentions: Mentions) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings of each sentence in text order."""
        fillers = Fillers(parsed, mentions, self._frames.fillers, self._constructions)
        return tuple(self._code(parsed, sentence.index, fillers) for sentence in parsed.sentences)

    def code(self, parsed: Parsed, sentence: int, mentions: Mentions) -> tuple[Finding, ...]:
        """Return the findings of one sentence in text order."""
        return self._code(parsed, sentence, Fillers(parsed, mentions, self._frames.fillers, self._constructions))

    def _code(self, parsed: Parsed, sentence: int, fillers: Fillers) -> tuple[Finding, ...]:
        matches = [
            m
            for t in parsed.sentence_tokens(sentence)
            for m in self._matches(parsed, t, fillers)
            if not is_of_another_world(parsed, t, self._constructions)
        ]
        drafted = [(m, self._finding(parsed, m, fillers)) for m in matches]
        drafted = [
            (m, f) for m, f in drafted if f.event_type is None or not fillers.is_private(f.arguments, f.event_type)
        ]
        return compose(parsed, drafted, fillers)

    def _matches(self, parsed: Parsed, token: Token, fillers: Fillers) -> Iterator[Match]:
        """Yield at most one event and one state at a token: the most particular frame whose conditions hold."""
        kinds: set[bool] = set()
        construction: Construction | None = None
        for trigger, frame in self._candidates(parsed, token):
            is_event = frame.event_type is not None
            if is_event in kinds:
                continue
            words = _trigger_words(parsed, token, trigger, self._constructions.transparent, self._constructions.beside)
            if words is None:
                continue
            construction = construction or find_construction(parsed, token, self._constructions)
            if self._holds(parsed, frame, construction, fillers):
                kinds.add(is_event)
                yield Match(token=token, frame=frame, construction=construction, words=words)

    def _candidates(self, parsed: Parsed, token: Token) -> Iterator[tuple[Trigger, Frame]]:
        if _is_hyphenated(parsed, token):  # "rebel-held" tells a state, "Paris-backed" no event
            yield from ((t, f) for t, f in self._frames.verbs.get(token.lemma, ()) if f.state)
            return
        if token.entity in {"PERSON", "WORK_OF_ART"}:
            return
        verbs = self._frames.verbs_of(token.lemma) if token.pos in {"VERB", "AUX"} else ()
        lemma = token.lemma if token.pos == "NOUN" else _singular(token)
        nouns = self._frames.nouns.get(lemma, ()) if is_nominal(token) else ()
        yield from (*nouns, *verbs) if token.dep == "nsubj" else (*verbs, *nouns)
        if token.pos == "ADJ" or token.tag == "VBN":
            yield from self._frames.adjectives.get(token.lower, ())

    def _holds(self, parsed: Parsed, frame: Frame, construction: Construction, fillers: Fillers) -> bool:
        for relation, wanted in frame.requires.items():
            found = related(parsed, construction, relation, frame)
            if not any(fillers.is_one_of(t, wanted) for t in found):
                return False
        for relation, unwanted in frame.excludes.items():
            if any(fillers.is_by_itself(t, unwanted) for t in related(parsed, construction, relation, frame)):
                return False
        if construction.is_nominal and frame.noun_needs != "nothing":
            return _is_event_noun(parsed, frame, construction, fillers)
        return True

    def _finding(self, parsed: Parsed, match: Match, fillers: Fillers) -> Finding:
        frame, construction = match.frame, match.construction
        judged = judge_modality(parsed, match.token, construction.carrier, self._constructions)
        arguments = tuple({(a.role, a.head): a for a in _arguments(parsed, frame, construction, fillers)}.values())
        event_type, mode, steps = frame.event_type, frame.mode, list(judged.steps)
        if event_type and not mode and (mode := instrument_mode(parsed, construction, event_type, self._constructions)):
            steps.append(f"instrument: {mode}")
        modality, under = self._standing(parsed, match, judged)
        if event_type and (change := self._constructions.change(under, event_type, mode)):
            steps.append(f"{event_type} under {under} is {change.event_type}")
            event_type, mode, modality = change.event_type, change.mode, change.modality or modality
        is_embedded = _is_embedded(parsed, construction)
        return Finding(
            trigger=_trigger_span(parsed, match),
            head=match.token.i,
            sentence=match.token.sentence,
            event_type=event_type,
            mode=mode,
            state=frame.state,
            starts=frame.starts,
            arguments=arguments,
            modality=modality,
            rule=frame.id,
            confidence=_confidence(
                frame, construction, arguments, is_doubted=modality in DOUBTED, is_embedded=is_embedded
            ),
            steps=tuple(steps),
        )

    def _standing(self, parsed: Parsed, match: Match, judged: Judgement) -> tuple[Modality, str]:
        """Return the modality, and the name under which the lexicon may change the type."""
        frame = match.frame
        reads_marks = not frame.requires.keys().isdisjoint(MARKS)  # the frame itself says what "will not" makes of it
        is_own = frame.modality is not None and (reads_marks or judged.modality is Modality.ASSERTED)
        modality = frame.modality if frame.modality and is_own else judged.modality
        verb = match.construction.carrier or match.token
        if frame.lasting and modality is Modality.ASSERTED and is_current(parsed, verb):
            modality = Modality.ONGOING
        if judged.is_threatened and not reads_marks:
            return modality, f"{Modality.PLANNED}"
        return modality, "refused" if judged.is_refused and not reads_marks else f"{modality}"


def _is_hyphenated(parsed: Parsed, token: Token) -> bool:
    """Tell whether a participle only ends a compound that describes someone: "UN-backed", "state-owned"."""
    return (
        token.tag == "VBN"
        and token.i > 0
        and parsed.tokens[token.i - 1].text == "-"
        and parsed.tokens[token.i - 1].end == token.start
    )


def _singular(token: Token) -> str:
    """Return the lemma of a word that stands as a name or a gerund: "Clashes" in a headline, "shelling"."""
    lower = token.lower
    if token.tag == "NNPS" or (token.pos == "PROPN" and lower.endswith("s") and not lower.endswith("ss")):
        return lower[:-2] if lower.endswith(("shes", "ches", "sses")) else lower[:-1]
    return lower


def _trigger_words(
    parsed: Parsed, token: Token, trigger: Trigger, transparent: frozenset[str], beside: frozenset[str]
) -> tuple[int, ...] | None:
    """Return the tokens of a trigger whose head is `token`, or null where a part is not there."""
    found = [token.i]
    if any(
        t.lower not in trigger.parts for t in parsed.children(token.i, "prt")
    ):  # "call out" is another verb than "call"
        return None
    close = [token] if trigger.is_compound else [c for c in parsed.children(token.i) if c.lower not in beside]
    near = [*close, *(g for c in close for g in parsed.children(c.i))]
    near += [t for c in close if (t := roles.content(parsed, c, transparent)) != c]  # "fired dozens of rockets"
    near = [t for t in near if t.i < token.i or not trigger.is_compound]
    for part in trigger.parts:
        hit = next(
            (t for t in near if part in (t.lower, t.lemma) and t.i not in found and not _is_of_date(parsed, t)), None
        )
        if hit is None:
            return None
        found.append(hit.i)
    return tuple(sorted(found))


def _is_of_date(parsed: Parsed, word: Token) -> bool:
    """Tell whether a preposition only dates: "called the president on Friday" is no "call on"."""
    return any(t.entity in {"DATE", "TIME"} for t in parsed.children(word.i, "pobj"))


def _trigger_span(parsed: Parsed, match: Match) -> Span:
    carrier = match.construction.carrier
    words = list(match.words)
    if carrier and 0 < match.token.i - carrier.i <= 6:  # noqa: PLR2004 - a support verb that stands near its noun
        words.append(carrier.i)
    close = [w for w in words if abs(w - match.token.i) <= 8]  # noqa: PLR2004 - a far particle would quote half the sentence
    return parsed.span(close)


def _is_event_noun(parsed: Parsed, frame: Frame, construction: Construction, fillers: Fillers) -> bool:
    """Tell an event from a topic: a bare noun is one where a verb carries it or someone takes part in it."""
    if construction.is_premodifier:
        return False
    if frame.noun_needs == "support":
        return construction.carrier is not None
    if construction.carrier is not None or frame.noun_needs == "itself":
        return True
    if frame.noun_needs == "mention" and _is_mentioned(parsed, construction):
        return True
    is_defined_here = is_defined(parsed, construction.outer)  # "the withdrawal of troops is a question for lawyers"
    return any(
        (fillers.is_participant(t) or DATED.fullmatch(t.text)) and (not is_defined_here or fillers.is_definite(t))
        for relation in PARTICIPATION
        for t in related(parsed, construction, relation, frame)
    )


def _is_mentioned(parsed: Parsed, construction: Construction) -> bool:
    """Tell whether a noun points at a happening the reader knows of: "the fighting forced the school to close"."""
    noun = construction.outer
    above = parsed.tokens[noun.head]
    is_pointed_at = any(t.lower in {"the", "this", "these", "those"} for t in parsed.children(noun.i, "det"))
    is_subject = noun.dep in {"nsubj", "nsubjpass"} and not is_defined(parsed, noun)
    is_beside = noun.dep == "pobj" and above.lower in construction.beside
    return (is_subject and (is_pointed_at or above.tag in {"VBD", "VBN"})) or (is_beside and is_pointed_at)


def _arguments(parsed: Parsed, frame: Frame, construction: Construction, fillers: Fillers) -> Iterator[Argument]:
    roles = frame.noun_roles if construction.is_nominal else frame.roles
    for name, relations in roles.items():
        role = Role(name)
        for relation in relations:
            heads = related(parsed, construction, relation, frame)
            found = [a for h in heads for a in fillers.arguments(h, role, relation, is_party=role in WHOLE_PARTY)]
            if found:
                yield from found
                break
    if frame.reciprocal:
        for relation in ("with", "between"):
            for head in related(parsed, construction, relation, frame):
                yield from fillers.arguments(head, Role.ACTOR, relation, is_party=True)


def _confidence(
    frame: Frame, construction: Construction, arguments: tuple[Argument, ...], *, is_doubted: bool, is_embedded: bool
) -> float:
    """Rank the findings of one sentence: a verb with its parties before a noun, the main clause before others."""
    has_actor = any(a.role in {Role.ACTOR, Role.HOLDER, Role.PARTY} for a in arguments)
    value = (
        0.5
        + 0.2 * has_actor
        + 0.1 * (not construction.is_nominal or construction.carrier is not None)
        + 0.05 * bool(frame.requires)
    )
    return round(value - (0.1 if is_doubted else 0.0) - (0.05 if is_embedded else 0.0), 2)


def _is_embedded(parsed: Parsed, construction: Construction) -> bool:
    """Tell whether a trigger stands in a clause that only qualifies another: relative, participial, adverbial."""
    token = construction.carrier or construction.outer
    chain = [token, *parsed.ancestors(token.i)]
    return any(t.dep in {"relcl", "acl", "advcl", "pcomp", "amod"} for t in chain)
