"""The path of a report: parsed, its mentions found, its sentences coded, its records made.

Begin here. Each step is one call; the rules are in the lexicons, the steps in the modules named in the imports.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from dateline.coding.actors import find_actors
from dateline.coding.attribution import QuoteMention, find_quotes
from dateline.coding.coders.both import BothCoders, load_ensemble
from dateline.coding.coders.frames import FrameCoder
from dateline.coding.coders.model import ModelCoder
from dateline.coding.coders.network import Network
from dateline.coding.coders.protocol import Coder, Finding, Mentions
from dateline.coding.dates import find_dates
from dateline.coding.lexicons import Lexicons
from dateline.coding.narrative import Told
from dateline.coding.parse import load_model, parse_text
from dateline.coding.parsed import Parsed
from dateline.coding.places import find_places
from dateline.coding.records import Read, event_record
from dateline.coding.states import started_state, state_record
from dateline.config import Config
from dateline.model.events import Record
from dateline.model.report import Report
from dateline.version import VERSION

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """Hold the mentions of one report, layer by layer."""

    report: Report
    mentions: Mentions
    quotes: tuple[QuoteMention, ...]


class Pipeline:
    """Code reports: one model and one set of lexicons in memory, each report by itself, in any order."""

    def __init__(self, nlp: "Language", lexicons: Lexicons, coder: Coder) -> None:
        """Take what was loaded; `load` does so."""
        self._nlp = nlp
        self._lexicons = lexicons
        self._coder = coder

    @classmethod
    def load(cls, config: Config | None = None) -> Self:
        """Load the language model, the lexicons and the coder that `config` names.

        Raises: ConfigError if the model is not installed; LexiconError if a lexicon is at fault.
        """
        lexicons = Lexicons.load(config.lexicon_path if config else None)
        nlp = load_model(config.spacy_model if config else None)
        return cls(nlp, lexicons, load_coder(config.coder if config else Config().coder, lexicons))

    def prepare(self, report: Report) -> tuple[Parsed, Mentions]:
        """Parse a report and find what it mentions, before any coder speaks."""
        parsed = parse_text(report.text, self._nlp, report.dateline.span)
        return parsed, self._find_mentions(parsed, report)

    def annotate(self, report: Report) -> Annotation:
        """Find the dates, places, actors and quotes of a report."""
        parsed, mentions = self.prepare(report)
        return Annotation(
            report=report,
            mentions=mentions,
            quotes=find_quotes(parsed, self._lexicons.attribution),
        )

    def code(self, report: Report) -> tuple[Record, ...]:
        """Return the records of a report in the order of its text."""
        parsed, mentions = self.prepare(report)
        read = Read(
            report=report,
            parsed=parsed,
            mentions=mentions,
            quotes=find_quotes(parsed, self._lexicons.attribution),
            lexicons=self._lexicons,
            version=self._coder.version,
        )
        coded = self._coder.code_report(parsed, mentions)
        before: list[Told] = []
        return tuple(record for findings in coded for record in self._records(read, findings, before))

    def _find_mentions(self, parsed: Parsed, report: Report) -> Mentions:
        dates = find_dates(parsed, report, self._lexicons.dates)
        places = find_places(parsed, report, self._lexicons.gazetteer)
        actors = find_actors(parsed, report, places, self._lexicons.actors)
        return Mentions(dates=dates, places=places, actors=actors)

    def _records(self, read: Read, findings: tuple[Finding, ...], before: list[Told]) -> list[Record]:
        """Make the records of one sentence, its events with all the parties that it names; add those to `before`."""
        findings = read.parties.complete(findings)
        heads = [f.head for f in findings if f.event_type]
        first = len(before)
        for finding in findings:
            if finding.event_type:
                record = event_record(finding, read, [h for h in heads if h != finding.head], before)
                before.append(Told(finding, record))
        events = before[first:]
        made = iter(events)
        records: list[Record] = []
        for finding in findings:
            records.append(state_record(finding, read, events) if finding.state else next(made).record)
            told = any(f.state is finding.starts and f.trigger.overlaps(finding.trigger) for f in findings if f.state)
            if not told and (started := started_state(finding, read)):
                records.append(started)
        return records


def load_coder(name: str, lexicons: Lexicons) -> Coder:
    """Load the coder called `name`: `frames`, `model`, or `both`."""
    frames = FrameCoder(lexicons.frames, lexicons.constructions, VERSION)
    if name == "frames":
        return frames
    model = ModelCoder(Network.load(), VERSION)
    return model if name == "model" else BothCoders(frames, model, load_ensemble())
