"""Resolve words that point back: pronouns, "the contingent", "the two sides", "its helicopter"."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from dateline.coding.actors.discourse import NON_STATES, Candidate, Discourse
from dateline.coding.parsed import Token
from dateline.coding.roles import conjuncts, subjects
from dateline.lexicon.actors import Entry, Kind, Strength
from dateline.model.actors import Actor, ActorMention
from dateline.model.text import Evidence

Resolve = Callable[[int, int], list[ActorMention]]
MOST_SPEAKERS = 3  # who are tried for one "we"
NEAR = 4  # sentences that a pronoun reaches back
LOCAL_SECTORS = frozenset(
    {
        "CVL",
        "COP",
        "MED",
        "REF",
        "LAB",
        "EDU",
        "JUD",
        "LEG",
        "PTY",
        "OPP",
        "REB",
        "JRN",
        "CRM",
        "BUS",
        "SOC",
        "HLH",
        "REL",
        "AGR",
        "ENV",
    }
)  # who are of where they are, as soldiers are not
FOREIGN_EXPERTS = frozenset({"EDU", "BUS", "SOC"})  # whom reports ask wherever they live
LEAGUES = frozenset({"IGO", "UNO", "EUR"})
IRREGULARS = frozenset({"REB", "PRM", "UAF"})
STATE_SECTORS = frozenset(
    {"GOV", "PRM", "MIL", "COP", "LEG", "JUD", "SPY", "CVL", "REB", "OPP", "REF", "MED", "PTY", "LAB", "EDU", "ELI"}
)
WITHIN = LOCAL_SECTORS | {"UAF"}  # whose country the place of what they take part in tells, though nothing else may


def antecedents(i: int, discourse: Discourse, resolve: Resolve, depth: int) -> list[ActorMention]:
    """Return those a pronoun at token `i` points to; nothing where nobody fits."""
    token = discourse.parsed.tokens[i]
    groups = discourse.lexicon.groups
    word = token.lower
    if word in groups["pronouns.relative"] and token.pos != "SCONJ":
        return _relative(token, discourse, resolve, depth)
    if word in groups["pronouns.first"] or word in groups["pronouns.first_plural"]:
        return speakers(i, discourse, resolve, depth)
    if word in groups["pronouns.person"]:
        return _nearest(token, discourse, lambda c: c.shape == "person" and not c.is_plural and not c.is_modifier)
    if word in groups["pronouns.neuter"]:
        own = _own_clause(token, discourse) or _own_nominal(token, discourse, resolve, depth)
        return own or _nearest(token, discourse, lambda c: c.shape in {"country", "organisation"} and not c.is_plural)
    if word in groups["pronouns.plural"]:
        return _plural(token, discourse)
    return []


def _own_clause(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return the doer of the bare clause that a possessive stands in: "accused Chad of shelling its own towns"."""
    parsed = discourse.parsed
    if token.dep != "poss" or token.tag != "PRP$":
        return []
    verb = next((a for a in parsed.ancestors(token.i) if a.pos == "VERB"), None)
    if verb is None or parsed.children(verb.i, "nsubj", "nsubjpass") or verb.tag not in {"VBG", "VB"}:
        return []
    doers = [t for t in subjects(parsed, verb) if t.i < token.i]
    return [m for t in doers[:1] for m in discourse.at(t.i) if m.actor.country]


def is_pronoun(token: Token, discourse: Discourse) -> bool:
    """Tell whether a token is one of the pronouns that point back to an actor."""
    kinds = ("person", "neuter", "plural", "first", "first_plural", "relative")
    return token.pos in {"PRON", "DET"} and any(token.lower in discourse.lexicon.groups[f"pronouns.{k}"] for k in kinds)


def _nearest(token: Token, discourse: Discourse, fits: Callable[[Candidate], bool]) -> list[ActorMention]:
    """Return the best fitting mention: a sentence back costs as much as not being a subject.

    An object is never its own subject.
    """
    own_subject = _clause_subject(token, discourse) if token.dep in {"dobj", "dative", "iobj"} else None
    able = [c for c in discourse.before(token.i) if fits(c) and c.distance <= NEAR and c.mention.head != own_subject]
    if not able:
        return []
    best = min(enumerate(able), key=lambda n: (n[1].distance + (not n[1].is_subject), n[0]))[1]
    return [best.mention]


def _plural(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return what "they" means: a plural, a coordination's members together, else an organisation."""
    found = _nearest(token, discourse, lambda c: c.is_plural or c.is_joined or c.shape == "group")
    if not found:
        return _nearest(token, discourse, lambda c: c.shape in {"organisation", "country"})
    joined = {t.i for t in conjuncts(discourse.parsed, discourse.parsed.tokens[found[0].head])}
    return [m for h in sorted(joined) for m in discourse.at(h)] or found


def _own_nominal(token: Token, discourse: Discourse, resolve: Resolve, depth: int) -> list[ActorMention]:
    """Resolve the subject of the pronoun's own clause where it is itself such a word as "the country"."""
    groups = discourse.lexicon.groups
    for verb in discourse.parsed.ancestors(token.i):
        for subject in discourse.parsed.children(verb.i, "nsubj", "nsubjpass"):
            backward = subject.lower in groups["nominals.country"] or subject.lower in groups["nominals.organisation"]
            if backward and subject.i < token.i:
                return resolve(subject.i, depth + 1)
    return []


def _clause_subject(token: Token, discourse: Discourse) -> int | None:
    verb = discourse.parsed.tokens[token.head]
    return next((t.i for t in discourse.parsed.children(verb.i, "nsubj", "nsubjpass")), None)


def _relative(token: Token, discourse: Discourse, resolve: Resolve, depth: int) -> list[ActorMention]:
    for above in discourse.parsed.ancestors(token.i):
        if above.dep == "relcl":
            return resolve(above.head, depth + 1)
    return []


def speakers(i: int, discourse: Discourse, resolve: Resolve, depth: int) -> list[ActorMention]:
    """Return who says "I" or "we": the subject of the verb of saying nearest to the quotation, in its paragraph."""
    parsed, groups = discourse.parsed, discourse.lexicon.groups
    first_person = groups["pronouns.first"] | groups["pronouns.first_plural"]
    subjects = (t for verb in _sayings(i, discourse) for t in parsed.children(verb.i, "nsubj"))
    for subject in islice((t for t in subjects if t.lower not in first_person), MOST_SPEAKERS):
        if found := resolve(subject.i, depth + 1):
            return found
    return []


def _sayings(i: int, discourse: Discourse) -> Iterator[Token]:
    """Yield the verbs of saying outside quotations around a token, those of its own sentence and the next first."""
    parsed = discourse.parsed
    here = parsed.sentences[parsed.tokens[i].sentence]
    near = [s for s in parsed.sentences[max(0, here.index - 3) : here.index + 3] if s.paragraph == here.paragraph]
    for sentence in sorted(near, key=lambda s: (abs(s.index - here.index), -s.index)):
        verbs = [t for t in parsed.sentence_tokens(sentence.index) if t.pos == "VERB" and not t.is_quoted]
        yield from sorted((v for v in verbs if v.lemma in discourse.lexicon.saying), key=lambda t: abs(t.i - i))


def sides(i: int, discourse: Discourse) -> list[ActorMention]:
    """Return the parties that "both sides", "the two countries" or "each other" mean."""
    parsed, groups = discourse.parsed, discourse.lexicon.groups
    token = parsed.tokens[i]
    markers = {t.lower for t in parsed.tokens[max(parsed.sentences[token.sentence].first, i - 3) : i]}
    is_other = token.lower == "other" and bool(markers & {"each"})
    is_side = token.lower in groups["nominals.sides"] and bool(markers & groups["nominals.sides_markers"])
    is_pair = token.lower in groups["nominals.country"] and token.tag == "NNS" and bool(markers & {"two", "both"})
    is_both = token.lower in groups["pronouns.reciprocal"]
    if not (is_other or is_side or is_pair or is_both) or (
        token.tag == "NN" and not is_other and "each" not in markers
    ):
        return []
    return discourse.parties(i, _of_subject(token, discourse))


def _of_subject(token: Token, discourse: Discourse) -> frozenset[str]:
    """Return the countries of the subject that does something to a word: it is none of the two sides it urges."""
    verb = next((a for a in discourse.parsed.ancestors(token.i) if a.pos == "VERB"), None)
    subjects = discourse.parsed.children(verb.i, "nsubj") if verb else []
    found = (m.actor.country for t in subjects if t.i < token.i for m in discourse.at(t.i))
    return frozenset(country for country in found if country)


def nominal(i: int, discourse: Discourse) -> list[ActorMention]:
    """Return what a definite noun phrase points to: "the country", "the territory", "the group", "the alliance"."""
    groups = discourse.lexicon.groups
    token = discourse.parsed.tokens[i]
    if not is_definite(token, discourse) or _is_told_apart(token, discourse):
        return []
    if token.pos == "PROPN" and (named := _short_name(token, discourse)):
        return named
    if token.lower in groups["nominals.territory"]:
        land = discourse.territory(i) or discourse.scene(i)
        return [_land(land[0], land[1], i, discourse)] if land else []
    return _nearest_fitting(token, discourse)


def _nearest_fitting(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return the nearest state, body or person that a definite noun can be."""
    groups = discourse.lexicon.groups
    if token.lower in groups["nominals.country"]:
        return _nearest(token, discourse, _is_state)
    if token.lower in groups["nominals.organisation"]:
        return _nearest_body(token, discourse)
    if token.lower in groups["nominals.person"]:
        return _nearest_any(token, discourse, lambda c: c.shape == "person")
    return []


def _nearest_body(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return the nearest body called by the same word, else one of the kind that the word says, else any."""
    bodies = [c.mention for c in discourse.before(token.i) if c.shape in {"organisation", "group"}]
    known = [m for m in bodies if m.actor.country]
    same = [m for m in known if token.lower in m.evidence.text.lower().split()]
    groups = discourse.lexicon.groups
    is_armed, is_league = (token.lower in groups[f"nominals.{kind}"] for kind in ("forces", "leagues"))
    armed = [m for m in known if is_armed and "MIL" in m.actor.sectors]
    leagues = [m for m in known if is_league and m.actor.country in LEAGUES]
    return [*same, *armed, *leagues, *known][:1]


def _is_told_apart(token: Token, discourse: Discourse) -> bool:
    """Tell whether a clause says which are meant, none of them named before: "the countries that sent troops"."""
    parsed = discourse.parsed
    before = (parsed.tokens[min(parsed.subtree(clause.i)) - 1] for clause in parsed.children(token.i, "relcl"))
    return token.tag == "NNS" and any(t.text != "," for t in before)


def _short_name(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return the body that an earlier, longer name with the same capitalised word means: "the Commission"."""
    fitting = (c.mention for c in discourse.before(token.i) if c.mention.actor.country)
    return list(islice((m for m in fitting if token.text in m.evidence.text.split()), 1))


def uncounted(token: Token, discourse: Discourse) -> list[ActorMention]:
    """Return whom a bare number counts: what the sentence counted before it, else people ("another 7,000")."""
    counts = discourse.lexicon.groups["nominals.counts"]
    if token.pos != "NUM" and token.lower not in counts:
        return []
    parsed = discourse.parsed
    words = parsed.evidence(parsed.noun_phrase(token.i))
    first = parsed.sentences[token.sentence].first
    for noun in reversed(parsed.tokens[first : token.i]):
        if noun.tag == "NNS" and parsed.children(noun.i, "nummod") and (found := discourse.at(noun.i)):
            return pointing(found, token.i, words, "counted before")
    actor = Actor(name=words.text, sectors=("CVL",))
    return [ActorMention(evidence=words, actor=actor, head=token.i, reason="people, by number")]


def _is_state(candidate: Candidate) -> bool:
    return candidate.mention.actor.country not in {None, "IMG", *NON_STATES} and candidate.shape != "thing"


def _land(country: str, words: Evidence, i: int, discourse: Discourse) -> ActorMention:
    actor = Actor(name=discourse.lexicon.country_name(country) or words.text, country=country)
    return ActorMention(evidence=words, actor=actor, head=i, reason="land")


def _nearest_any(token: Token, discourse: Discourse, fits: Callable[[Candidate], bool]) -> list[ActorMention]:
    found = [c.mention for c in discourse.before(token.i) if fits(c) and c.mention.actor.country]
    return found[:1]


def is_definite(token: Token, discourse: Discourse) -> bool:
    """Tell whether a noun phrase is marked as known: "the", "this", "that"."""
    return any(t.lower in {"the", "this", "that", "these", "those"} for t in discourse.parsed.children(token.i, "det"))


def complete(mention: ActorMention, discourse: Discourse, resolve: Resolve, depth: int) -> ActorMention:
    """Give a role without a country the one that is meant: its possessor's, an earlier like actor's, or the scene's."""
    if mention.actor.country:
        return mention
    for pronoun in discourse.parsed.children(mention.head, "poss"):
        for owner in resolve(pronoun.i, depth + 1):
            return _of(mention, owner.actor.country, owner.evidence, "possessor", discourse)
    sectors = set(mention.actor.sectors)
    if not (STATE_SECTORS | WITHIN) & sectors or _is_foreign(mention, discourse):
        return mention
    if place := _where(mention, discourse):
        return _of(mention, *place, "where it happened", discourse)
    return _of_scene(mention, discourse) if STATE_SECTORS & sectors else mention


def _where(mention: ActorMention, discourse: Discourse) -> tuple[str, Evidence] | None:
    """Return the country of the place of what somebody takes part in, if it tells whose they are."""
    sectors = set(mention.actor.sectors)
    place = discourse.here(mention.head) if WITHIN & sectors else None
    return place if place and ("UAF" not in sectors or discourse.armed_countries <= {place[0]}) else None


def _of_scene(mention: ActorMention, discourse: Discourse) -> ActorMention:
    if like := _like(mention, discourse):
        return _of(mention, like.actor.country, like.evidence, "an earlier like actor", discourse)
    scene = discourse.scene(mention.head)
    return _of(mention, *scene, "the country the report speaks of", discourse) if scene else mention


def _is_foreign(mention: ActorMention, discourse: Discourse) -> bool:
    """Tell whether a phrase may be of any country: "international troops", a named professor."""
    shape = discourse.shape(mention)
    if shape == "thing" or (shape == "person" and set(mention.actor.sectors) <= FOREIGN_EXPERTS):
        return True
    words = discourse.lexicon.groups["phrases.foreign"]
    before = discourse.parsed.children(mention.head, "amod", "compound", "nmod")
    is_of_body = "GOV" in mention.actor.sectors and any(t.entity == "ORG" and not discourse.at(t.i) for t in before)
    return is_of_body or any(t.lower in words for t in before)


def is_vague(mention: ActorMention, discourse: Discourse) -> bool:
    """Tell whether a mention says no more than that it is somebody: "the organisation", "the leader"."""
    role = role_of(mention, discourse)
    return mention.actor.country is None and role is not None and role.strength is Strength.WEAK


def role_of(mention: ActorMention, discourse: Discourse) -> Entry | None:
    """Return the role word that a mention is headed by."""
    head = discourse.parsed.tokens[mention.head]
    entries = [*discourse.lexicon.names.named(head.lower), *discourse.lexicon.names.named(mention.evidence.text)]
    return next((e for e in entries if e.kind is Kind.ROLE), None)


def _like(mention: ActorMention, discourse: Discourse) -> ActorMention | None:
    """Return the nearest mention of the same role, else of a like one, whose country is known."""
    head = discourse.parsed.tokens[mention.head]
    wanted = set(mention.actor.sectors)
    wanted |= IRREGULARS if wanted & IRREGULARS else set()
    able = [
        c for c in discourse.before(mention.head) if c.mention.actor.country and wanted & set(c.mention.actor.sectors)
    ]
    same = [c for c in able if head.lemma in _called(c.mention, discourse)]
    near = [c for c in able if c.distance <= NEAR]
    return next((c.mention for c in (*same, *near)), None)


def _called(mention: ActorMention, discourse: Discourse) -> set[str]:
    """Return the words that a mention calls somebody by: its head's, and the titles before a name."""
    return {discourse.parsed.tokens[mention.head].lemma, *mention.evidence.text.lower().split()}


def _of(mention: ActorMention, country: str | None, words: Evidence, reason: str, discourse: Discourse) -> ActorMention:
    name = discourse.lexicon.country_name(country) or mention.actor.name
    actor = Actor(name=name, country=country, sectors=mention.actor.sectors, id=mention.actor.id)
    return replace(
        mention, actor=actor, inferred_from=words, reason=f"{mention.reason}; country of {reason}: {words.text}"
    )


def pointing(found: Iterable[ActorMention], i: int, words: Evidence, reason: str) -> list[ActorMention]:
    """Say that the words at token `i` mean actors that other words name."""
    return [
        ActorMention(
            evidence=words,
            actor=m.actor,
            head=i,
            inferred_from=m.inferred_from or m.evidence,
            reason=f"{reason}: {m.evidence.text}",
        )
        for m in found
    ]
