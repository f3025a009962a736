"""Find who speaks: the subject of a verb of saying, however far its clause hides it."""

from dataclasses import dataclass
from typing import Self

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.attribution import AttributionLexicon
from dateline.model.events import AttributionKind

OUTSIDE = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp", "dep", "punct", "prep", "appos", "conj", "cc"})
DEPENDENT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl", "dep", "parataxis"})
POSSESSIVE = "POS"
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl", "auxpass")
RELATIVE = frozenset({"WDT", "WP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MAX_WORDS = 15  # a speaker without a clause of its own is not longer
MAX_STEPS = 8  # clauses between a verb of saying and the subject it borrows


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Hold the words of a speaker (token indices in text order), their head, and whether it may "find" something."""

    head: int
    words: tuple[int, ...]
    may_find: bool = True

    @classmethod
    def at(cls, parsed: Parsed, head: Token, lexicon: AttributionLexicon | None = None) -> Self:
        """Take the noun phrase headed by `head` with its prepositions, appositions and fellows, without clauses."""
        may_find = bool(head.entity) or head.pos == "PRON" or (lexicon is not None and _is_inquirer(head, lexicon))
        return cls(head=head.i, words=tuple(_phrase(parsed, head)), may_find=may_find)


def find_speaker(parsed: Parsed, verb: Token, lexicon: AttributionLexicon) -> Speaker | None:
    """Find whose act of saying `verb` is, or null where the text names nobody ("it was reported that")."""
    head = _stranded(parsed, verb) or _subject(parsed, verb, lexicon)
    return None if head is None else Speaker.at(parsed, head, lexicon)


def _stranded(parsed: Parsed, verb: Token) -> Token | None:
    """Find the subject of "..., X said" where the parser made X a fellow of the noun before the comma."""
    if verb.tag not in FINITE or verb.dep in {"conj", "relcl"} or parsed.children(verb.i, *SUBJECTS, "aux"):
        return None
    start = parsed.sentences[verb.sentence].first
    first = verb.i
    while first > start and parsed.tokens[first - 1].pos != "PUNCT" and verb.i - first < MAX_WORDS:
        first -= 1
    if first == start or parsed.tokens[first - 1].pos != "PUNCT":
        return None
    outer = (t for t in parsed.tokens[first : verb.i] if not first <= t.head < verb.i)
    return next((t for t in outer if t.pos in NOMINAL), None)


def kind_of(parsed: Parsed, speaker: Speaker, cue: int, lexicon: AttributionLexicon) -> AttributionKind:
    """Tell in what manner `speaker` speaks through the token `cue`."""
    words = [parsed.tokens[i] for i in speaker.words]
    core = [parsed.tokens[i] for i in parsed.noun_phrase(speaker.head)]
    around = parsed.sentences[parsed.tokens[cue].sentence].span
    if parsed.tokens[speaker.head].lemma in lexicon.anonymous_nouns or _is_anonymous(
        parsed.text[around.start : around.end], lexicon
    ):
        return AttributionKind.ANONYMOUS
    if _is_media(core, lexicon):
        return AttributionKind.OTHER_MEDIA
    stated = [n.lemma for p in parsed.children(cue, "prep") if p.lower == "in" for n in parsed.children(p.i, "pobj")]
    if lexicon.statement_nouns.intersection([*stated, *(w.lemma for w in words[-1:])]):
        return AttributionKind.OFFICIAL_STATEMENT
    return AttributionKind.INDIRECT


def _is_media(core: list[Token], lexicon: AttributionLexicon) -> bool:
    lemmas = [t.lemma.lower() for t in core]
    phrase = f" {' '.join(t.lower for t in core)} "
    pair = " ".join(t.lower for t in core[-2:])
    return (
        lemmas[-1] in lexicon.media_nouns
        or pair in lexicon.media_pairs
        or any(f" {n} " in phrase for n in lexicon.media_names)
    )


def _is_anonymous(sentence: str, lexicon: AttributionLexicon) -> bool:
    lowered = sentence.lower()
    return any(phrase in lowered for phrase in lexicon.anonymity)


def _is_inquirer(head: Token, lexicon: AttributionLexicon) -> bool:
    return head.lemma in lexicon.document_nouns or head.lemma in lexicon.person_nouns


def _phrase(parsed: Parsed, head: Token) -> list[int]:
    """List the words of a speaker: one unbroken run around the head."""
    own = set(parsed.subtree(head.i, OUTSIDE))
    for child in parsed.children(head.i, "prep", "appos", "cc", "conj"):
        if child.pos != "VERB":
            own.update(parsed.subtree(child.i, frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})))
    first = _reach(parsed, own, head.i, -1)
    last = _reach(parsed, own, head.i, 1)
    last -= parsed.tokens[last].tag == POSSESSIVE
    words = list(range(first, last + 1))
    is_open = any(parsed.tokens[i].text == "(" for i in words) and last + 1 < len(parsed.tokens)
    return [*words, last + 1] if is_open and parsed.tokens[last + 1].text == ")" else words


def _reach(parsed: Parsed, own: set[int], start: int, step: int) -> int:
    """Go from `start` as far as the words are `own`, across one mark of punctuation at a time, and stop on a word."""
    here = start
    while here + step in own or (here + 2 * step in own and parsed.tokens[here + step].pos == "PUNCT"):
        here += step if here + step in own else 2 * step
    return here


def _subject(parsed: Parsed, verb: Token, lexicon: AttributionLexicon) -> Token | None:
    is_relayed = False
    for _ in range(MAX_STEPS):
        own = _own_subject(parsed, verb, lexicon, is_relayed)
        if own is not None:
            return _antecedent(parsed, own)
        if parsed.children(verb.i, "auxpass"):
            return None
        above = parsed.tokens[verb.head]
        if verb.dep == "acl" and above.pos in {"NOUN", "PROPN"}:
            return _owner(parsed, above, lexicon)
        if verb.dep not in DEPENDENT or above.i == verb.i:
            return None
        is_relayed = verb.dep == "prep" and verb.lower in lexicon.relaying_prepositions
        verb = above
    return None


def _own_subject(parsed: Parsed, verb: Token, lexicon: AttributionLexicon, is_relayed: bool) -> Token | None:
    """Return the subject in sense: of "X was quoted as saying" and "told X", X; of a passive else the agent."""
    agents = [p for a in parsed.children(verb.i, "agent") for p in parsed.children(a.i, "pobj")]
    passive = parsed.children(verb.i, "nsubjpass")
    if verb.lemma in lexicon.relaying and is_relayed:
        return (passive or parsed.children(verb.i, "dobj") or [None])[0]
    if parsed.children(verb.i, "auxpass"):
        return (agents or [None])[0]
    subjects = parsed.children(verb.i, "nsubj")
    subjects = [s for s in subjects if s.tag != "EX"]
    return (subjects or [None])[-1]


def _antecedent(parsed: Parsed, subject: Token) -> Token:
    """Follow "who" and "which" to the noun that their clause describes."""
    if subject.tag not in RELATIVE:
        return subject
    clause = next((a for a in parsed.ancestors(subject.i) if a.dep == "relcl"), None)
    return subject if clause is None else parsed.tokens[clause.head]


def owners_of(parsed: Parsed, noun: Token, lexicon: AttributionLexicon) -> list[Token]:
    """List the heads of those a claim belongs to: "the army's claim", "a claim by the army"."""
    behind = [c for c in parsed.children(noun.i, "prep") if c.lower in lexicon.owner_prepositions]
    return parsed.children(noun.i, "poss") + [p for c in behind for p in parsed.children(c.i, "pobj")]


def _owner(parsed: Parsed, noun: Token, lexicon: AttributionLexicon) -> Token | None:
    """Tell whose a statement is: "Kenya's letter saying", "a statement by Kenya", "Kenya issued a statement saying"."""
    if noun.lemma not in lexicon.statement_nouns:
        return noun
    owners = parsed.children(noun.i, "poss")
    owners += [
        p
        for c in parsed.children(noun.i, "prep")
        if c.lower in lexicon.owner_prepositions
        for p in parsed.children(c.i, "pobj")
    ]
    above = parsed.tokens[noun.head]
    if not owners and noun.dep == "dobj":
        owners = parsed.children(above.i, "nsubj")
    return (owners or [noun])[0]
