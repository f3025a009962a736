"""Who stands in which relation to a word, whatever the construction: passive, relative clause, participle, control.

Every function returns head tokens; a relation is a name such as `subject`, `object`, `poss`, or a preposition.
"""

from collections.abc import Iterable

from dateline.coding.parsed import Parsed, Token

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
PASSIVE_DEPS = ("auxpass", "nsubjpass", "agent")
SUBJECTS = ("nsubj", "csubj")


MAX_DEPTH = 6  # of clauses in clauses: the end of a chain of subjects without a word of their own
NEAR = 3  # tokens between coordinated verbs that share an object: "shelled and burned the village"


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """Tell whether a verb is passive: by its auxiliary, as a bare participle, or as the conjunct of a passive."""
    if verb.tag not in {"VBN", "VBD"}:
        return False
    if parsed.children(verb.i, *PASSIVE_DEPS):
        return True
    auxiliaries = [t.lemma for t in parsed.children(verb.i, "aux")]
    if auxiliaries or parsed.children(verb.i, "nsubj", "dobj"):
        return False
    if verb.dep == "conj":
        return is_passive(parsed, parsed.tokens[verb.head])
    if verb.dep == "acl":  # a participle, whatever its tag: "two parties banned in spring"
        return True
    return verb.tag == "VBN" and verb.dep in {"advcl", "amod", "ROOT", "oprd", "ccomp", "xcomp", "relcl"}


def subjects(parsed: Parsed, verb: Token, depth: int = 0) -> list[Token]:
    """Return who does what `verb` says, each conjunct by itself."""
    if depth > MAX_DEPTH:
        return []
    if is_passive(parsed, verb):
        later = [c for c in parsed.children(verb.i, "conj") if c.tag == "VBN"]  # "trained and equipped by"
        named = (agents(parsed, v) for v in (verb, *later))
        return next((found for found in named if found), list[Token]())
    own = parsed.children(verb.i, *SUBJECTS)
    if own:
        return conjuncts(parsed, antecedent(parsed, own[-1]))
    return _controlled(parsed, verb, depth)


def agents(parsed: Parsed, verb: Token) -> list[Token]:
    """Return the by-phrase of a passive, or the noun bound to a participle: "rebel-held"."""
    if verb.dep == "amod":
        return [
            t
            for t in parsed.children(verb.i, "npadvmod", "nsubj", "compound", "nmod")
            if t.i < verb.i and t.pos in NOMINAL
        ]
    for link in parsed.children(verb.i, "agent", "prep"):
        if link.dep == "agent" or link.lower == "by":
            found = [t for t in parsed.children(link.i, "pobj") if t.pos in NOMINAL]
            if found:
                return conjuncts(parsed, found[0])
    return []


def _controlled(parsed: Parsed, verb: Token, depth: int) -> list[Token]:
    """Return the understood subject of a verb without its own: from the word it hangs on."""
    head = parsed.tokens[verb.head]
    if head.i == verb.i:
        return []
    if verb.dep == "conj" and head.pos in {"VERB", "AUX"}:
        return _of_coordinate(parsed, head, depth)
    if verb.dep in {"relcl", "acl"} and head.pos in NOMINAL:
        is_doer = verb.dep == "relcl" or verb.tag == "VBG"
        return conjuncts(parsed, head) if is_doer else _holder(parsed, head, depth)
    if verb.dep == "pcomp":
        return _of_governor(parsed, parsed.tokens[head.head], depth)
    if verb.dep in {"xcomp", "ccomp", "advcl", "dep", "parataxis"}:
        return _of_governor(parsed, head, depth, object_first=verb.dep in {"xcomp", "ccomp"})
    return []


def _of_coordinate(parsed: Parsed, head: Token, depth: int) -> list[Token]:
    """Return the subject that a coordinated verb shares: of a passive, who it is done to."""
    if not is_passive(parsed, head):
        return subjects(parsed, head, depth + 1)
    return conjuncts(parsed, antecedent(parsed, (parsed.children(head.i, "nsubjpass") or [head])[-1]))


def _of_governor(parsed: Parsed, head: Token, depth: int, *, object_first: bool = True) -> list[Token]:
    if head.pos == "NOUN":
        return _holder(parsed, head, depth)
    if head.pos not in {"VERB", "AUX"}:
        return subjects(parsed, head, depth + 1) if head.pos == "ADJ" else []
    if object_first:
        controlled = objects(parsed, head, depth + 1)
        if controlled:
            return controlled
    return subjects(parsed, head, depth + 1)


def _holder(parsed: Parsed, noun: Token, depth: int) -> list[Token]:
    """Return whose `noun` is: its possessor, else who has it ("X had a mandate to remain", "X's vow to attack")."""
    owners = parsed.children(noun.i, "poss")
    if owners:
        return conjuncts(parsed, owners[0])
    governor = parsed.tokens[noun.head]
    if noun.dep in {"dobj", "attr"} and governor.pos in {"VERB", "AUX"}:
        return subjects(parsed, governor, depth + 1)
    return []


def objects(parsed: Parsed, verb: Token, depth: int = 0) -> list[Token]:
    """Return to whom `verb` is done, each conjunct by itself."""
    if depth > MAX_DEPTH:
        return []
    if is_passive(parsed, verb):
        kept = parsed.children(verb.i, "dobj")  # "were granted an amnesty"
        return conjuncts(parsed, kept[0]) if kept else _passive_objects(parsed, verb, depth)
    own = parsed.children(verb.i, "dobj", "dative") or parsed.children(verb.i, "nmod")
    direct = [t for t in own if t.dep == "dobj"] or [t for t in own if t.pos in NOMINAL]
    if direct:
        return conjuncts(parsed, antecedent(parsed, direct[-1]))  # of two, "denied the envoy a visa", the last
    if verb.dep == "relcl" and parsed.children(verb.i, *SUBJECTS):
        head = parsed.tokens[verb.head]
        relative = [t for t in parsed.children(verb.i, *SUBJECTS) if t.lower in RELATIVE]
        return [] if relative else conjuncts(parsed, head)
    for later in parsed.children(verb.i, "conj"):
        if later.pos == "VERB" and later.i - verb.i <= NEAR:
            return objects(parsed, later, depth + 1)
    return []


def _passive_objects(parsed: Parsed, verb: Token, depth: int) -> list[Token]:
    own = parsed.children(verb.i, "nsubjpass", "nsubj")
    if own:
        return conjuncts(parsed, antecedent(parsed, own[-1]))
    head = parsed.tokens[verb.head]
    if verb.dep == "conj":
        return objects(parsed, head, depth + 1) if is_passive(parsed, head) else subjects(parsed, head, depth + 1)
    if verb.dep in {"acl", "amod", "relcl"}:
        return conjuncts(parsed, head)
    if verb.dep in {"xcomp", "advcl"} and head.pos in {"VERB", "AUX"}:
        return objects(parsed, head, depth + 1) if is_passive(parsed, head) else subjects(parsed, head, depth + 1)
    return []


def prepositional(parsed: Parsed, i: int, preposition: str) -> list[Token]:
    """Return the objects of a preposition that hangs on token `i`, or on its object where the parser put it there."""
    found: list[Token] = []
    for link in parsed.children(i):
        if link.lower == preposition and link.dep in {"prep", "agent", "dative", "prt", "advmod", "mark"}:
            found += [
                n for t in parsed.children(link.i, "pobj", "pcomp") for n in conjuncts(parsed, antecedent(parsed, t))
            ]
            for nested in parsed.children(link.i, "prep"):  # "out of", "away from"
                found += [n for t in parsed.children(nested.i, "pobj") for n in conjuncts(parsed, t)]
        elif link.dep == "prep" and link.lower in {"out", "away", "in", "along"}:
            found += prepositional(parsed, link.i, preposition)
    return found


def antecedent(parsed: Parsed, token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.lower not in RELATIVE or token.tag not in {"WDT", "WP", "WP$", "IN"}:
        return token
    for above in parsed.ancestors(token.i):
        if above.dep == "relcl":
            return parsed.tokens[above.head]
    return token


def conjuncts(parsed: Parsed, token: Token) -> list[Token]:
    """Return a nominal and what is coordinated with it, in text order."""
    found, todo = [token], [token]
    while todo:
        for child in parsed.children(todo.pop().i, "conj"):
            if child.pos in NOMINAL or child.tag == "VBG":
                found.append(child)
                todo.append(child)
    return found


def whole(parsed: Parsed, noun: Token, transparent: frozenset[str]) -> Token:
    """Return the noun around `noun` where that only measures or frames it: "the process of the withdrawal"."""
    while noun.dep == "pobj":
        link = parsed.tokens[noun.head]
        outer = parsed.tokens[link.head]
        if link.lower != "of" or outer.lemma not in transparent:
            break
        noun = outer
    return noun


def content(parsed: Parsed, noun: Token, transparent: frozenset[str]) -> Token:
    """Return the noun inside one that only measures or frames it: "dozens of soldiers" are soldiers."""
    while noun.lemma in transparent:
        inner = [
            t for link in parsed.children(noun.i, "prep") if link.lower == "of" for t in parsed.children(link.i, "pobj")
        ]
        if not inner:
            break
        noun = inner[0]
    return noun


def modifiers(parsed: Parsed, noun: Token) -> Iterable[Token]:
    """Return adjectives and nouns that stand before a noun as its modifiers."""
    for child in parsed.children(noun.i, "amod", "compound", "nmod", "npadvmod", "nummod"):
        if child.i < noun.i:
            yield child
            yield from (c for c in parsed.children(child.i, "conj", "compound", "amod") if c.i < noun.i)
