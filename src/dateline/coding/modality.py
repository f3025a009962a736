"""Judge how a text stands to an event: by auxiliaries, negation, conditionals and the words that govern it.

The judgement climbs from the trigger to what governs it and stops where a clause of its own begins.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions, Operator
from dateline.model.dates import EventDate
from dateline.model.events import Modality

COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "dobj", "acl", "acomp", "attr", "nsubjpass", "oprd", "advcl", "nsubj", "relcl"}
)
NEGATES = frozenset({"neg", "preconj", "cc"})
SPEECH_DEPS = frozenset({"ccomp", "parataxis"})
PAST = timedelta(days=400)  # "last year" may still be this story
FINAL = (Modality.DENIED, Modality.NEGATED, Modality.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold a modality and the words that set it.

    `is_refused`: negated in the future, "will not"; `is_threatened`: planned on a condition, "will unless".
    """

    modality: Modality
    steps: tuple[str, ...]
    is_refused: bool = False
    is_threatened: bool = False


def judge_modality(parsed: Parsed, head: Token, carrier: Token | None, words: Constructions) -> Judgement:
    """Judge the trigger `head`, whose `carrier` is the support verb of a noun."""
    marks = _noun_marks(parsed, head, words) if head.pos in {"NOUN", "PROPN"} else []
    token = carrier or head
    for _ in range(8):
        if token.pos in {"VERB", "AUX", "ADJ"}:
            marks += _verb_marks(parsed, token, words)
        if token.dep in {"pcomp", "pobj"} and parsed.tokens[token.head].lower in words.negations:
            marks.append((Modality.NEGATED, parsed.tokens[token.head].text))  # "without attacking"
        above = _governor(parsed, token)
        if above is None:
            break
        operator = _operator(parsed, above, token, words)
        if operator and operator.sets:
            marks.append((operator.sets, above.text))
        if not (operator or _shares_clause(parsed, token, above)):
            break
        token = above
    return _combine(marks)


def is_current(parsed: Parsed, token: Token) -> bool:
    """Tell whether a clause says how things are now: present or present perfect, a bare participle or noun."""
    if token.pos in {"NOUN", "PROPN"} or token.dep in {"amod", "acl"}:
        return True
    auxiliaries = {t.lower for t in parsed.children(token.i, "aux", "auxpass")}
    return bool(auxiliaries & {"has", "have", "is", "are", "'s", "'ve", "remains"}) or token.tag in {"VBZ", "VBP"}


def modality_in_time(modality: Modality, dated: EventDate | None, published: date | None) -> Modality:
    """Call what the text asserts of a time more than a year before its own day historical."""
    if modality is not Modality.ASSERTED or dated is None or dated.evidence is None or published is None:
        return modality
    is_open = (dated.edtf or "").endswith("/..")
    told = dated.earliest if is_open else dated.latest
    return Modality.HISTORICAL if told and published - told > PAST else modality


Mark = tuple[Modality, str]


def _combine(marks: list[Mark]) -> Judgement:
    """Let a denial or negation win, then a condition, then the innermost mark."""
    steps = tuple(f"{word}: {modality}" for modality, word in marks)
    for wanted in FINAL:
        found = sum(modality is wanted for modality, _ in marks)
        if found and not (wanted is Modality.NEGATED and found % 2 == 0):  # "did not fail to"
            is_planned = any(modality is Modality.PLANNED for modality, _ in marks)
            return Judgement(
                wanted,
                steps,
                is_refused=is_planned and wanted is Modality.NEGATED,
                is_threatened=is_planned and wanted is Modality.CONDITIONAL,
            )
    others = [m for m, _ in marks if m not in FINAL]
    weighty = [m for m in others if m is not Modality.ONGOING]
    return Judgement((weighty or others or [Modality.ASSERTED])[0], steps)


def _noun_marks(parsed: Parsed, noun: Token, words: Constructions) -> list[Mark]:
    marks: list[Mark] = []
    for child in parsed.children(noun.i):
        if child.i > noun.i:
            is_planned = child.dep == "acl" and words.doubts.get(child.lower) is Modality.PLANNED
            if is_planned and not parsed.children(child.i, "agent"):  # "talks scheduled for Monday"
                marks.append((Modality.PLANNED, child.text))
            continue
        if child.lower in words.doubts:
            marks.append((words.doubts[child.lower], child.text))
        elif child.dep == "det" and child.lower in words.negations:
            marks.append((Modality.NEGATED, child.text))
        elif child.lower in words.operators and words.operators[child.lower].sets is Modality.ONGOING:
            marks.append((Modality.ONGOING, child.text))
    return [(m, t) for m, t in marks if m is not Modality.ASSERTED]


def _verb_marks(parsed: Parsed, verb: Token, words: Constructions) -> list[Mark]:
    marks: list[Mark] = []
    for child in parsed.children(verb.i):
        if child.dep in {"aux", "auxpass"} and child.lower in words.auxiliaries:
            marks.append((_auxiliary(parsed, verb, child, words), child.text))
        elif child.lower in words.negations and ((child.dep in NEGATES and child.i < verb.i) or child.dep == "det"):
            marks.append((Modality.NEGATED, child.text))
        elif child.dep == "mark" and child.lower in words.conditionals:
            marks.append((Modality.CONDITIONAL, child.text))
        elif child.dep == "advmod" and child.lower in words.doubts:
            marks.append((words.doubts[child.lower], child.text))
        elif child.dep in {"nsubj", "nsubjpass"} and any(
            d.lower in {"no", "none", "neither"} for d in (child, *parsed.children(child.i, "det"))
        ):
            marks.append((Modality.NEGATED, child.text))
    if _is_headline_future(parsed, verb):
        marks.append((Modality.PLANNED, "to"))
    if _has_conditional_clause(parsed, verb, words) and any(m is not Modality.NEGATED for m, _ in marks):
        marks.append((Modality.CONDITIONAL, "if"))
    if _is_progressive(parsed, verb):
        marks.append((Modality.ONGOING, verb.text))
    return [(m, t) for m, t in marks if m is not Modality.ASSERTED]


def _is_headline_future(parsed: Parsed, verb: Token) -> bool:
    """Tell whether the main verb is an infinitive with a subject of its own: "Government to detain journalists"."""
    has_subject = parsed.children(verb.i, "nsubj", "nsubjpass")
    return verb.dep == "ROOT" and bool(has_subject) and any(c.lower == "to" for c in parsed.children(verb.i, "aux"))


def _has_conditional_clause(parsed: Parsed, verb: Token, words: Constructions) -> bool:
    return any(
        m.lower in words.conditionals and m.lower != "should"
        for c in parsed.children(verb.i, "advcl")
        for m in parsed.children(c.i, "mark")
    )


def _auxiliary(parsed: Parsed, verb: Token, auxiliary: Token, words: Constructions) -> Modality:
    """Read "would" as the future of a past speech act where it stands in reported speech."""
    sense = words.auxiliaries[auxiliary.lower]
    if sense is Modality.CONDITIONAL:
        reported = (
            verb.dep in SPEECH_DEPS
            or any(c.dep in SPEECH_DEPS for c in parsed.children(verb.i))
            or any(a.dep in SPEECH_DEPS for a in parsed.ancestors(verb.i))
        )
        return Modality.PLANNED if reported else sense
    return sense


def _is_progressive(parsed: Parsed, verb: Token) -> bool:
    if verb.tag != "VBG":
        return False
    return any(c.dep == "aux" and c.lower in {"is", "are", "'s", "'re", "been", "am"} for c in parsed.children(verb.i))


def _governor(parsed: Parsed, token: Token) -> Token | None:
    """Return the word above, past a preposition."""
    if token.head == token.i:
        return None
    above = parsed.tokens[token.head]
    if token.dep in {"pobj", "pcomp"} and above.head != above.i:
        return parsed.tokens[above.head]
    return above


def _may_govern(above: Token, below: Token) -> bool:
    if below.dep in {"nsubj", "advcl"}:
        return above.pos in {"ADJ", "AUX"}
    return below.dep != "relcl" and (below.dep in COMPLEMENTS or below.dep in {"pobj", "pcomp", "compound"})


def _is_beside(parsed: Parsed, word: Token, words: Constructions) -> bool:
    """Tell whether a word only says when or where something was planned or denied: "vowed in talks to leave"."""
    link = parsed.tokens[word.head]
    return word.dep in {"pobj", "pcomp"} and (link.lower in words.beside or link.lower == "in")


def _operator(parsed: Parsed, above: Token, below: Token, words: Constructions) -> Operator | None:
    if not _may_govern(above, below) or _is_beside(parsed, below, words):
        return None
    for part in parsed.children(above.i, "prt", "prep", "advmod", "acomp"):
        if found := words.operators.get(f"{above.lemma} {part.lower}"):
            return found
        if part.dep == "acomp" and below.dep in {"xcomp", "nsubj"} and (found := words.operators.get(part.lower)):
            return found
    if found := words.operators.get(above.lower) or words.operators.get(above.lemma):
        return found
    if above.lemma == "be" and below.dep == "xcomp" and any(c.lower == "to" for c in parsed.children(below.i, "aux")):
        return words.operators.get("plan")
    return None


def _shares_clause(parsed: Parsed, token: Token, above: Token) -> bool:
    """Tell whether the governor's own marks hold for the word below it."""
    if token.dep in {"xcomp", "acomp", "attr", "oprd"}:
        return True
    if token.dep == "conj" and token.pos == above.pos == "VERB":
        return not parsed.children(token.i, "nsubj", "nsubjpass", "aux", "auxpass")
    if token.dep == "advcl":
        return token.tag == "VBG" and not parsed.children(token.i, "nsubj", "mark")
    return False
