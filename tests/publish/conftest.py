"""One event and one state, built by hand, for the tests of what is printed."""

from datetime import date

import pytest

from dateline.model.actors import Actor, ActorMention
from dateline.model.dates import DateBasis, EventDate
from dateline.model.events import (
    Attribution,
    AttributionKind,
    CodedBy,
    EventRecord,
    EventType,
    Modality,
    Qualifier,
    Quantity,
    QuantityKind,
    State,
    StateRecord,
)
from dateline.model.places import Place, PlaceMention, Precision
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

TEXT = "On Monday nearly 40 Fijian observers left Naqoura, a UN official said."
REPORT = Report(
    id="r1", text=TEXT, sha256="0" * 64, title="Observers leave", publisher="Shore News", published="2021-03-01"
)
CODER = CodedBy(name="frames", version="0.1.0", rule="retreat.leave", model="en 1")


def words(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.quote(TEXT, Span(start=start, end=start + len(quote)))


FIJIANS = ActorMention(
    evidence=words("Fijian observers"), actor=Actor(name="Fiji", country="FJI", sectors=("MIL",)), head=3
)
NAQOURA = PlaceMention(
    evidence=words("Naqoura"),
    place=Place(id="p1", name="Naqoura", country="LBN", latitude=33.1, longitude=35.1, precision=Precision.CITY),
    rejected=(Place(id="p2", name="Naqoura", country="SYR", latitude=1.0, longitude=2.0, precision=Precision.CITY),),
    reason="nearest to the dateline",
)
FORTY = Quantity(
    evidence=words("nearly 40"), kind=QuantityKind.PERSONNEL, low=None, best=40.0, high=40.0,
    qualifier=Qualifier.NEARLY, unit="people",
)  # fmt: skip


@pytest.fixture
def departure() -> EventRecord:
    return EventRecord(
        id="e1", report=REPORT, sentence=words(TEXT), trigger=words("left"), event_type=EventType.RETREAT,
        mode="withdraw", contexts=("peacekeeping",), quad=2, score=8.0, actors=(FIJIANS,), recipients=(), place=NAQOURA,
        date=EventDate(
            evidence=words("Monday"), edtf="2021-03-01", earliest=date(2021, 3, 1), latest=date(2021, 3, 1),
            basis=DateBasis.RELATIVE_TO_DATELINE,
        ),
        quantities=(FORTY,), modality=Modality.ASSERTED,
        attribution=Attribution(
            evidence=words("a UN official"), speaker=Actor(name="United Nations", country="UNO"),
            kind=AttributionKind.INDIRECT, cue=words("said"),
        ),
        confidence=0.75, coder=CODER, steps=("‘left’ is a verb of leaving",),
    )  # fmt: skip


@pytest.fixture
def deployment() -> StateRecord:
    return StateRecord(
        id="s1", report=REPORT, sentence=words(TEXT), trigger=words("left"), state=State.DEPLOYMENT,
        modality=Modality.HISTORICAL, attribution=None, confidence=0.5, coder=CODER, holder=FIJIANS, place=NAQOURA,
        until=EventDate(
            evidence=None, edtf=None, earliest=None, latest=date(2021, 3, 1), basis=DateBasis.PUBLICATION_FALLBACK,
        ),
    )  # fmt: skip
