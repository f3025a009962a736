"""Join the words in quotation marks and the clauses of saying to those who speak them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.coding.attribution.marks import Stretch, find_stretches
from dateline.coding.attribution.speakers import Speaker
from dateline.coding.attribution.speech import Speech, find_speeches
from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.attribution import AttributionLexicon
from dateline.model.events import AttributionKind
from dateline.model.text import Evidence, Span

SpeechesOfSentence = dict[int, list[Speech]]
MAX_CUE_WORDS = 8  # before the verb of "Mali's foreign minister said."
REACH = 80  # tokens between a quotation and its cue in a sentence that never ends
MIN_SENTENCE_WORDS = 4  # a shorter quotation without a cue is a name or a scare quote


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMention:
    """Hold words that somebody is said to have said.

    `scope` lists the stretches of text that the speaker answers for, in order: more than `evidence` where the cue
    stands in the middle of them. `speaker_head` is the speaker's head token in `Parsed.tokens`.
    """

    evidence: Evidence
    kind: AttributionKind
    scope: tuple[Span, ...]
    speaker: Evidence | None = None
    speaker_head: int | None = None
    cue: Evidence | None = None


def find_quotes(parsed: Parsed, lexicon: AttributionLexicon) -> tuple[QuoteMention, ...]:
    """List quotations and indirect speech in text order; a quotation that goes on keeps its speaker."""
    speeches = find_speeches(parsed, lexicon)
    direct, quoted = _direct(parsed, find_stretches(parsed.text), speeches)
    indirect = [m for s in speeches for m in _indirect(parsed, s, quoted)]
    return tuple(sorted([*direct, *indirect], key=lambda m: (m.evidence.span, m.kind)))


def _direct(
    parsed: Parsed, stretches: Sequence[Stretch], speeches: Sequence[Speech]
) -> tuple[list[QuoteMention], set[int]]:
    """Give each stretch its speaker; return also the tokens that stand in stretches with one."""
    by_sentence: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_sentence.setdefault(parsed.tokens[speech.cue[0]].sentence, []).append(speech)
    found: list[QuoteMention] = []
    quoted: set[int] = set()
    last: tuple[int, Speech] | None = None
    for stretch in stretches:
        inside = parsed.tokens_in(stretch.span)
        if not inside:
            continue
        speech = _speech_of(parsed, inside, by_sentence)
        is_whole = _is_whole(parsed, inside)
        if speech is None and is_whole:
            speech = _carried(parsed, inside[0], last, by_sentence)
        if speech is None and not is_whole:
            continue
        if speech is not None:
            quoted.update(t.i for t in inside)
            last = (inside[-1].sentence, speech)
        found.append(_mention(parsed, stretch.span, (stretch.span,), AttributionKind.DIRECT_QUOTE, speech))
    return found, quoted


def _speech_of(parsed: Parsed, inside: Sequence[Token], by_sentence: SpeechesOfSentence) -> Speech | None:
    """Find the act of saying that holds the quoted words, else the one that stands nearest in their own sentences."""
    own = {t.i for t in inside}
    first, last = inside[0], inside[-1]
    sentences = sorted({first.sentence, last.sentence})
    near = [s for n in sentences for s in _around(by_sentence.get(n, []), first.i, last.i) if s.cue[0] not in own]
    holding = [s for s in near if own & s.scope]
    if holding:
        return min(holding, key=lambda s: (-len(own & s.scope), len(s.scope), s.cue))
    beside = [s for s in near if _gap(s, first.i, last.i) <= MAX_CUE_WORDS]
    if beside:
        return min(beside, key=lambda s: (_gap(s, first.i, last.i), s.cue))
    outside = _after_close(parsed, last, by_sentence) or _before_colon(parsed, first, by_sentence)
    return outside or _by_colon(parsed, first)


def _around(speeches: Sequence[Speech], first: int, last: int) -> Sequence[Speech]:
    """Take the acts of saying, in text order, whose cue stands within reach of the tokens `first` to `last`."""
    low = bisect_left(speeches, first - REACH, key=lambda s: s.cue[0])
    return speeches[low : bisect_left(speeches, last + REACH, key=lambda s: s.cue[0])]


def _gap(speech: Speech, first: int, last: int) -> int:
    """Count the tokens between a quotation and the nearest word of a cue or its speaker."""
    return min(abs(word - edge) for word in (*speech.cue, *speech.speaker.words) for edge in (first, last))


def _after_close(parsed: Parsed, last: Token, by_sentence: SpeechesOfSentence) -> Speech | None:
    """Find "she said." where it was taken for a sentence of its own."""
    if last.sentence + 1 >= len(parsed.sentences):
        return None
    here, after = parsed.sentences[last.sentence], parsed.sentences[last.sentence + 1]
    beside = [s for s in by_sentence.get(after.index, []) if not s.scope and s.cue[0] - after.first <= MAX_CUE_WORDS]
    return beside[0] if beside and here.paragraph == after.paragraph else None


def _before_colon(parsed: Parsed, first: Token, by_sentence: SpeechesOfSentence) -> Speech | None:
    before = parsed.sentences[first.sentence - 1] if first.sentence else None
    if before is None or parsed.tokens[before.last - 1].text != ":":
        return None
    return (by_sentence.get(before.index) or [None])[-1]


def _by_colon(parsed: Parsed, first: Token) -> Speech | None:
    """Let the subject of a clause that ends in a colon speak the quotation behind it: "He was blunt: ..."."""
    start = parsed.sentences[first.sentence].first
    colon = next((t for t in parsed.tokens[max(start, first.i - 2) : first.i] if t.text == ":"), None)
    if colon is None:
        return None
    subject = next((t for t in parsed.tokens[start : colon.i] if t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    return Speech(cue=(colon.i,), speaker=Speaker.at(parsed, subject), scope=frozenset(), kind=AttributionKind.INDIRECT)


def _carried(
    parsed: Parsed, first: Token, last: tuple[int, Speech] | None, by_sentence: SpeechesOfSentence
) -> Speech | None:
    """Carry on the speaker of the quotation before, or of what was said in the sentence before."""
    before = by_sentence.get(first.sentence - 1, [])
    if before:
        return before[-1]
    if last is None:
        return None
    here, there = parsed.sentences[first.sentence], parsed.sentences[last[0]]
    return last[1] if here.paragraph == there.paragraph or here.index == there.index + 1 else None


def _is_whole(parsed: Parsed, inside: Sequence[Token]) -> bool:
    """Tell whether the quotation begins a sentence and is long enough to be one."""
    first = parsed.sentences[inside[0].sentence].first
    opens = all(t.pos == "PUNCT" for t in parsed.tokens[first : inside[0].i])
    return opens and sum(t.pos != "PUNCT" for t in inside) >= MIN_SENTENCE_WORDS


def _indirect(parsed: Parsed, speech: Speech, quoted: set[int]) -> list[QuoteMention]:
    """Make the mention of indirect speech, unless quotation marks already hold all of it."""
    content = [i for i in speech.scope if parsed.tokens[i].pos not in {"PUNCT", "CCONJ", "SCONJ"}]
    if not content or all(i in quoted for i in content):
        return []
    runs = _runs(parsed, speech.scope)
    longest = max(runs, key=lambda s: (s.end - s.start, -s.start))
    return [_mention(parsed, longest, runs, speech.kind, speech)] if runs else []


def _runs(parsed: Parsed, scope: Iterable[int]) -> tuple[Span, ...]:
    """Return unbroken stretches of the tokens of `scope`, without punctuation at their edges."""
    runs: list[list[int]] = []
    for i in sorted(scope):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    worded = [[i for i in run if parsed.tokens[i].pos != "PUNCT"] for run in runs]
    return tuple(parsed.span(run) for run in worded if run)


def _mention(
    parsed: Parsed, span: Span, scope: tuple[Span, ...], kind: AttributionKind, speech: Speech | None
) -> QuoteMention:
    if speech is None:
        return QuoteMention(evidence=Evidence.quote(parsed.text, span), kind=kind, scope=scope)
    return QuoteMention(
        evidence=Evidence.quote(parsed.text, span),
        kind=kind,
        scope=scope,
        speaker=parsed.evidence(speech.speaker.words),
        speaker_head=speech.speaker.head,
        cue=parsed.evidence(speech.cue),
    )
