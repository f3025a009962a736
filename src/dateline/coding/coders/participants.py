"""Find the parties of events whose frames name no words for them: further down, or beside, in the same sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.coding import roles
from dateline.coding.coders.constructions import find_construction
from dateline.coding.coders.fillers import Fillers
from dateline.coding.coders.protocol import Argument, Finding, Role
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.constructions import Constructions
from dateline.lexicon.participants import Participants
from dateline.model.events import EventType

PHRASES = frozenset(
    {"dobj", "dative", "prep", "pobj", "pcomp", "xcomp", "ccomp", "acl", "agent", "attr", "acomp", "oprd"}
)
MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
SHARED = frozenset({"prep", "pobj", "pcomp", "acl", "relcl", "nsubj", "nsubjpass", "dobj", "agent", "appos"})
INSTRUMENTS = frozenset({"by", "with"})  # "an offensive with airstrikes" is the deed of one
VIOLENT = frozenset({EventType.ASSAULT})
DEEPEST = 8
BELOW = "below the trigger"
HARMED, HARM_LINKS = "whose harm it is", ("of", "among")
MOST_WORDS = 40  # below one trigger; a sentence without end costs no more


class Parties:
    """Complete the findings of a report's sentences with the parties that stand near them."""

    def __init__(self, parsed: Parsed, fillers: Fillers, constructions: Constructions, words: Participants) -> None:
        """Take the report, what its words are, and the lexicons."""
        self._parsed = parsed
        self._fillers = fillers
        self._constructions = constructions
        self._words = words

    def complete(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return the findings of one sentence, those without a party with the one that the sentence names."""
        shared = [self._with_shared(f, findings) for f in findings]
        return tuple(self._with_recipients(f, shared) for f in shared)

    def _with_shared(self, finding: Finding, others: Sequence[Finding]) -> Finding:
        """Take the missing parties of a deed from the words that tell the same deed: "the attack that killed five"."""
        if finding.event_type not in VIOLENT:
            return finding
        near = [
            f for f in others if f is not finding and f.event_type is finding.event_type and self._is_near(f, finding)
        ]
        for role in (Role.ACTOR, Role.RECIPIENT):
            if _of(finding, role):
                continue
            taken = [a.span for a in finding.arguments if a.role in {Role.ACTOR, Role.RECIPIENT}]
            given = next((found for f in near if (found := _of(f, role))), ())
            added = [replace(a, step=f"{a.step}; as in {self._parsed.tokens[finding.head].text}") for a in given]
            finding = replace(
                finding,
                arguments=(*finding.arguments, *(a for a in added if not any(a.span.overlaps(t) for t in taken))),
            )
        return finding

    def _is_near(self, left: Finding, right: Finding) -> bool:
        """Tell whether one trigger stands below the other, with no clause of its own between them."""
        return self._is_below(left.head, right.head) or self._is_below(right.head, left.head)

    def _is_below(self, low: int, high: int) -> bool:
        token = self._parsed.tokens[low]
        for _ in range(DEEPEST):
            is_participle = token.dep == "advcl" and token.tag == "VBG"
            if token.head == token.i or not (token.dep in SHARED or is_participle):
                return False
            token = self._parsed.tokens[token.head]
            if token.i == high:
                return True
            if token.lower in self._words.aside - INSTRUMENTS:
                return False
        return False

    def _with_recipients(self, finding: Finding, others: Sequence[Finding]) -> Finding:
        if finding.event_type is None or _of(finding, Role.RECIPIENT):
            return finding
        if harmed := self._harmed(finding):
            return replace(finding, arguments=(*finding.arguments, *harmed))
        if self._is_mutual(finding):
            return finding
        told = self._words.told.get(finding.event_type)
        leads = self._words.below.get(finding.event_type)
        if told is None and leads is None:
            return finding
        own = {a.head for a in _of(finding, Role.ACTOR)}
        aside = self._words.aside - (leads or frozenset())
        apart = aside | self._words.apart.get(finding.event_type, frozenset())
        for token in self._below(finding, aside, apart, told):
            if token.i in own:
                continue
            found = self._conjuncts(token, own)
            if found:
                return replace(finding, arguments=(*finding.arguments, *found))
        return finding

    def _harmed(self, finding: Finding) -> list[Argument]:
        """Name whose harm a trigger tells: "civilian casualties", "deaths among the villagers"."""
        if finding.event_type not in VIOLENT:
            return []
        for noun in self._parsed.tokens_in(finding.trigger):
            if noun.lemma in self._words.harm and noun.pos in roles.NOMINAL:
                whose = [*roles.modifiers(self._parsed, noun), *self._parsed.children(noun.i, "poss")]
                whose += [t for link in HARM_LINKS for t in roles.prepositional(self._parsed, noun.i, link)]
                people = [t for t in whose if self._fillers.is_actor(t)]
                return [a for t in people for a in self._fillers.arguments(t, Role.RECIPIENT, HARMED, is_party=True)]
        return []

    def _is_mutual(self, finding: Finding) -> bool:
        return finding.event_type in VIOLENT and self._parsed.tokens[finding.head].lemma in self._words.mutual

    def _conjuncts(self, token: Token, own: set[int]) -> list[Argument]:
        heads = [t for t in roles.conjuncts(self._parsed, token) if t.i not in own]
        return [
            a
            for t in heads
            if self._is_other(t)
            for a in self._fillers.arguments(t, Role.RECIPIENT, BELOW, is_party=True)
        ]

    def _is_other(self, token: Token) -> bool:
        """Tell whether a word names somebody other than the actor, whose own things are no other party."""
        if token.pos == "PRON" or any(t.tag == "PRP$" for t in self._parsed.children(token.i, "poss")):
            return False
        return self._fillers.is_named(token)

    def _below(
        self, finding: Finding, aside: frozenset[str], apart: frozenset[str], told: frozenset[str] | None
    ) -> Iterator[Token]:
        """Yield the nouns below a trigger, the nearest first; if `told` is given, those after one of its words.

        No word of `aside` leads to one, and none of `apart` that hangs on the trigger itself.
        """
        parsed = self._parsed
        at = find_construction(parsed, parsed.tokens[finding.head], self._constructions)
        heads: list[Token] = [at.token, at.outer, *([at.carrier] if at.carrier else [])]
        todo = [(t, told is None) for t in dict.fromkeys(heads)]
        seen = {t.i for t, _ in todo}
        for token, is_led in todo:
            if len(seen) > MOST_WORDS:
                return
            for child in parsed.children(token.i):
                if child.i in seen or not self._leads(token, child, apart if token in heads else aside):
                    continue
                seen.add(child.i)
                led = is_led or (told is not None and child.lower in told)
                todo.append((child, led))
                if led and child.pos in roles.NOMINAL:
                    yield child

    def _leads(self, token: Token, child: Token, aside: frozenset[str]) -> bool:
        if child.entity in {"DATE", "TIME"}:
            return False
        if child.dep in MODIFIERS:
            return token.pos in roles.NOMINAL
        if child.dep in {"nsubj", "nsubjpass"}:
            return token.dep in {"ccomp", "xcomp", "pcomp", "advcl", "acl"} and token.pos in {"VERB", "AUX"}
        if child.dep == "advcl":
            return any(m.lower in {"to", "for"} for m in self._parsed.children(child.i, "aux", "mark"))
        return child.dep in PHRASES and child.lower not in aside


def _of(finding: Finding, role: Role) -> tuple[Argument, ...]:
    return tuple(a for a in finding.arguments if a.role is role)


def as_coded(finding: Finding) -> Finding:
    """Return a finding with no parties from below its trigger: a town may be whose people suffer and where they do."""
    return replace(finding, arguments=tuple(a for a in finding.arguments if not a.step.startswith(BELOW)))
