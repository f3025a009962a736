"""Tell which way the clause around a date looks: back, or ahead of the report."""

from dateline.coding.dates.readings import Tense
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.dates import DateLexicon
from dateline.model.text import Span

VERBS = frozenset({"VERB", "AUX"})
PAST_TAGS = frozenset({"VBD"})
INFINITIVES = frozenset({"xcomp", "acl", "relcl", "advcl", "ccomp"})
MODALS = frozenset({"would", "should", "must", "might"})
MAX_STEPS = 12
NAMING = frozenset({"poss", "compound", "nmod"})  # "Friday's talks" may be told of in any tense


def tense_at(parsed: Parsed, span: Span, lexicon: DateLexicon) -> Tense:
    """Judge the tense of the clause that holds `span`, by the verb or noun it hangs on and what stands around that."""
    head = parsed.head_of(span)
    if head is None:
        return Tense.UNKNOWN
    judged, is_name = Tense.UNKNOWN, head.dep in NAMING
    for steps, token in enumerate(parsed.ancestors(head.i)):
        if steps > MAX_STEPS:
            break
        if token.lemma in lexicon.future_words and token.tag not in PAST_TAGS:
            return Tense.FUTURE
        if token.pos in VERBS and is_name:
            return Tense.UNKNOWN
        if token.pos in VERBS:
            judged = _tense_of(token, parsed, lexicon)
            if judged is not Tense.UNKNOWN:
                return judged
    return judged


def _tense_of(verb: Token, parsed: Parsed, lexicon: DateLexicon) -> Tense:
    around = [t for t in parsed.children(verb.i) if t.dep in {"aux", "auxpass"}]
    is_perfect = any(t.lower == "have" for t in around)  # "should have ended in May"
    if any(t.lower in lexicon.future_auxiliaries and not (is_perfect and t.lower in MODALS) for t in around):
        return Tense.FUTURE
    if _is_finite_past(verb, parsed):
        return Tense.PAST
    if verb.tag == "VB" and any(t.lower == "to" for t in around) and verb.dep in INFINITIVES:
        governor = parsed.tokens[verb.head]
        return Tense.FUTURE if governor.lemma in lexicon.future_words or governor.lemma == "be" else Tense.UNKNOWN
    return Tense.UNKNOWN


def _is_finite_past(verb: Token, parsed: Parsed) -> bool:
    auxiliaries = parsed.children(verb.i, "aux", "auxpass")
    return verb.tag in PAST_TAGS or any(t.tag == "VBD" or t.lower in {"has", "have"} for t in auxiliaries)
