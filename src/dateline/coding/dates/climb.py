"""The way from a trigger up to the words whose date is also its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.coding.coders.protocol import Finding
from dateline.coding.dates.attachment import NOUNS, VERBS, is_pluperfect
from dateline.coding.parsed import Parsed, Token

REPORTED = frozenset({"ccomp", "parataxis"})
CLAUSE_LABELS = frozenset({"relcl", "acl", "advcl", "ccomp", "punct"})
OTHER_TIME = frozenset(
    {"after", "before", "since", "until", "because", "although", "though", "whereas", "unless", "if"}
)


AGENT_LINKS = frozenset({"by", "of", "on", "against"})
PAST_TAGS = frozenset({"VBD", "VBN"})
SAME_TIME = frozenset({"when", "as", "while"})


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one stop on the way up from a trigger: `is_reported` once a verb of saying lies between."""

    token: Token
    is_reported: bool


def way_up(finding: Finding, parsed: Parsed) -> Iterator[Step]:
    """Walk from the trigger up to the words whose date is also its own; stop where another time begins."""
    token = parsed.tokens[finding.head]
    yield Step(token, False)
    for inner in parsed.tokens_in(finding.trigger):
        if inner.i != token.i and inner.pos in VERBS | NOUNS:
            yield Step(inner, False)
    for partner in _sharers(token, parsed):
        yield Step(partner, False)
    is_reported = False
    while token.head != token.i and not _is_of_another_time(token, parsed):
        is_reported = is_reported or (token.dep in REPORTED and token.pos in VERBS)
        token = parsed.tokens[token.head]
        if token.pos in VERBS | NOUNS:
            yield Step(token, is_reported)


def way_down(finding: Finding, parsed: Parsed) -> Iterator[Token]:
    """Yield the words below the trigger whose date is also its own: who or what did it, parts of a noun's phrase.

    "The arrest by the police in March", "were hurt by fighting last year", "were killed when the camp was hit in May".
    """
    said = [finding.head, *(t.i for t in parsed.tokens_in(finding.trigger) if t.i != finding.head)]
    for link in (link for i in said for link in parsed.children(i)):
        if link.lower in AGENT_LINKS and link.pos == "ADP":
            yield from parsed.children(link.i, "pobj", "pcomp")
        is_same_time = any(mark.lower in SAME_TIME for mark in parsed.children(link.i, "advmod", "mark"))
        if link.dep == "advcl" and is_same_time:
            yield link


def _sharers(token: Token, parsed: Parsed) -> Iterator[Token]:
    """Yield the verbs whose date is the trigger's: "killed ten and fled on Friday", "the raid, made on Friday"."""
    if token.pos in VERBS:
        for partner in parsed.children(token.i, "conj"):
            is_alike = partner.tag == token.tag or {partner.tag, token.tag} <= PAST_TAGS
            if is_alike and not parsed.children(partner.i, "nsubj", "nsubjpass"):
                yield partner
            elif partner.pos == "NUM":  # "ten were killed and six hurt on Friday"
                yield from parsed.children(partner.i, "acl")
    else:
        yield from _clauses_on(token, parsed)


def _clauses_on(noun: Token, parsed: Parsed) -> Iterator[Token]:
    """Yield the verbs that tell of a thing, also where the parser hangs them on a word beside it."""
    yield from parsed.children(noun.i, "relcl", "acl")
    phrase = parsed.subtree(noun.i, CLAUSE_LABELS)
    for inner in phrase:
        for clause in parsed.children(inner, "relcl", "acl") if inner != noun.i else ():
            if parsed.tokens[min(parsed.subtree(clause.i)) - 1].lower == ",":
                yield clause
    after = parsed.tokens[max(phrase) + 1 : max(phrase) + 3]
    if [t.tag for t in after] == [",", "VBN"] and after[1].sentence == noun.sentence:
        yield after[1]


def _is_of_another_time(token: Token, parsed: Parsed) -> bool:
    """Tell whether the words that `token` heads happen at a time of their own, not that of what they hang on."""
    parent = parsed.tokens[token.head]
    if token.pos not in VERBS:
        return parent.lower in OTHER_TIME and parent.pos in {"ADP", "SCONJ"}
    if token.dep in {"relcl", "acl"}:
        return token.dep == "relcl" and is_pluperfect(parsed, token)
    if token.dep == "advcl":
        return any(mark.lower in OTHER_TIME for mark in parsed.children(token.i, "mark"))
    if token.dep == "pcomp":
        return parent.lower in OTHER_TIME
    return token.dep == "conj" and _auxiliaries(token, parsed) - _auxiliaries(parent, parsed) != frozenset()


def _auxiliaries(verb: Token, parsed: Parsed) -> frozenset[str]:
    return frozenset(t.lower for t in parsed.children(verb.i, "aux") if t.lower != "to")
