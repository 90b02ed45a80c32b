"""Five slots, counted."""

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.projects.core import SLOTS, Readiness, SlotKind, SlotStanding, readiness_of


def test_the_bike_workshop_of_the_first_evening() -> None:
    readiness = readiness_of(
        {"users": "proven", "carrier": "candidate", "financing": "candidate", "place": "open"}
    )

    assert readiness == Readiness(
        proven=1, candidates=2, open=2, missing=(SlotKind.BUILDER, SlotKind.PLACE)
    )
    assert not readiness.is_feasible


def test_all_five_stand() -> None:
    assert readiness_of(dict.fromkeys(SLOTS, "proven")).is_feasible


@given(st.dictionaries(st.sampled_from(SLOTS), st.sampled_from(SlotStanding)))
def test_every_slot_is_counted_once(standings: dict[SlotKind, SlotStanding]) -> None:
    readiness = readiness_of({str(kind): str(state) for kind, state in standings.items()})

    assert readiness.proven + readiness.candidates + readiness.open == len(SLOTS)
    assert len(readiness.missing) == readiness.open
