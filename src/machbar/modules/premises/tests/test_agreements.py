"""From the draft to the end of a use: terms, signatures, start, extension, end; unit and Herbarium follow."""

from datetime import date, timedelta

import pytest

from machbar.foundation.testing import make_town
from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    ChangedMeanwhile,
    PremisesError,
    ReasonMissing,
)
from machbar.modules.premises.models import Agreement, Mediation, UseSpell
from machbar.modules.premises.services.agreements import (
    complete_amounts,
    draft_agreement,
    end_use_of,
    extend_use,
    sign_agreement,
    start_use,
)
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    NEW_YEARS_EVE,
    TODAY,
    house_of,
    make_contact,
    make_demand,
    make_mediation,
    make_owner,
    make_running,
    make_terms,
    make_unit,
)

pytestmark = pytest.mark.django_db


def spells(mediation: Mediation) -> list[tuple[str, bool, str, str]]:
    found = UseSpell.objects.filter(unit=mediation.unit_id).order_by("id")
    return list(found.values_list("use", "is_empty", "since", "until"))


def test_the_terms_change_until_the_use_begins_and_are_then_signed_again() -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_contact(town)

    draft_agreement(
        mediation=mediation,
        by=by,
        at=MORNING,
        terms=make_terms(),
        seen_version=mediation.version,
    )
    mediation.refresh_from_db()
    draft_agreement(
        mediation=mediation,
        by=by,
        at=MORNING,
        terms=make_terms(rent_cents=15_000),
        seen_version=mediation.version,
    )
    signed = sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=TODAY)
    unchanged = make_terms(rent_cents=15_000)
    later = make_terms(rent_cents=15_000, starts_on=date(2026, 12, 1))
    signatures = []
    for terms in (unchanged, later):
        draft_agreement(
            mediation=signed, by=by, at=MORNING, terms=terms, seen_version=signed.version
        )
        signatures.append(Agreement.objects.get().signed_on)

    agreement = Agreement.objects.get()
    assert signatures == [TODAY, None]
    assert (agreement.rent_cents, agreement.starts_on) == (15_000, date(2026, 12, 1))
    assert signed.steps.order_by("-id")[0].note == (
        "Geändert, nachdem am 26.11.2026 unterschrieben war; neu zu unterschreiben."
    )
    with pytest.raises(PremisesError):  # unsigned again, nothing begins
        start_use(mediation=signed, by=by, at=MORNING + timedelta(days=9))


def test_what_has_begun_keeps_its_terms() -> None:
    town = make_town()
    running = make_running(town)

    with pytest.raises(AlreadyDecided):
        draft_agreement(
            mediation=running,
            by=house_of(town),
            at=MORNING,
            terms=make_terms(),
            seen_version=running.version,
        )


def test_who_was_slower_is_told_so() -> None:
    town = make_town()
    mediation = make_contact(town)

    with pytest.raises(ChangedMeanwhile):
        draft_agreement(
            mediation=mediation,
            by=house_of(town),
            at=MORNING,
            terms=make_terms(),
            seen_version=mediation.version - 1,
        )

    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"purpose": " "}, {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}]
)
def test_terms_without_sense_are_refused(fields: dict[str, object]) -> None:
    town = make_town()
    mediation = make_contact(town)

    with pytest.raises(PremisesError):
        draft_agreement(
            mediation=mediation,
            by=house_of(town),
            at=MORNING,
            terms=make_terms(**fields),
            seen_version=mediation.version,
        )


def test_nobody_signs_tomorrow_or_without_terms() -> None:
    town = make_town()
    mediation = make_contact(town)
    for signed_on in (TODAY + timedelta(days=1), TODAY):
        with pytest.raises(PremisesError):
            sign_agreement(mediation=mediation, by=house_of(town), at=MORNING, signed_on=signed_on)


def test_what_was_signed_with_an_open_rent_begins_once_it_is_filled_in() -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_contact(town)
    draft_agreement(
        mediation=mediation,
        by=by,
        at=MORNING,
        terms=make_terms(rent_cents=None),
        seen_version=mediation.version,
    )
    with pytest.raises(PremisesError, match="Miete ist noch offen"):
        sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=TODAY)
    with pytest.raises(PremisesError, match="noch nicht unterschrieben"):
        complete_amounts(mediation=mediation, by=by, at=MORNING, amounts={"rent_cents": 1})
    Agreement.objects.update(signed_on=TODAY)  # as it could be signed before
    with pytest.raises(PremisesError, match="Miete ist noch offen"):
        start_use(mediation=mediation, by=by, at=MORNING)

    with pytest.raises(PremisesError, match="mindestens einen Betrag"):
        complete_amounts(mediation=mediation, by=by, at=MORNING, amounts={"deposit_cents": 1})
    complete_amounts(mediation=mediation, by=by, at=MORNING, amounts={"rent_cents": 0})

    assert Agreement.objects.values_list("rent_cents", "deposit_cents").get() == (0, 40_000)
    assert start_use(mediation=mediation, by=by, at=MORNING).stage == MediationStage.RUNNING


def test_a_known_amount_is_not_filled_in_again() -> None:
    town = make_town()
    running = make_running(town, terms=make_terms(running_cents=5_000))

    with pytest.raises(PremisesError, match="Kein Betrag ist mehr offen"):
        complete_amounts(
            mediation=running, by=house_of(town), at=MORNING, amounts={"rent_cents": 1}
        )


def test_a_use_begins_with_a_page_of_the_herbarium() -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    UseSpell.objects.create(unit=unit, use="leer", is_empty=True, since="2025-04")

    running = make_running(town, unit=unit)

    unit.refresh_from_db()
    assert (running.stage, unit.state, unit.use_now, unit.empty_since) == (
        MediationStage.RUNNING,
        UnitState.INTERIM,
        "Fahrradwerkstatt",
        None,
    )
    assert running.demand.state == DemandState.SETTLED
    assert spells(running) == [
        ("leer", True, "2025-04", "2026-11-26"),
        ("Fahrradwerkstatt", False, "2026-11-26", ""),
    ]


def test_a_use_without_an_end_is_permanent() -> None:
    town = make_town()

    running = make_running(town, terms=make_terms(ends_on=None))

    running.unit.refresh_from_db()
    assert running.unit.state == UnitState.PERMANENT


def test_no_use_begins_before_its_day_or_unsigned() -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_contact(town)
    later = make_terms(starts_on=TODAY + timedelta(days=1))
    draft_agreement(
        mediation=mediation, by=by, at=MORNING, terms=later, seen_version=mediation.version
    )

    with pytest.raises(PremisesError):
        start_use(mediation=mediation, by=by, at=MORNING)
    sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=TODAY)
    with pytest.raises(PremisesError):
        start_use(mediation=mediation, by=by, at=MORNING)
    started = start_use(mediation=mediation, by=by, at=MORNING + timedelta(days=1))

    assert started.stage == MediationStage.RUNNING


def test_an_extension_moves_the_end_and_is_spoken_of_anew() -> None:
    town = make_town()
    by = house_of(town)
    running = make_running(town)
    Agreement.objects.update(end_told_at=MORNING)

    with pytest.raises(PremisesError):
        extend_use(mediation=running, by=by, at=MORNING, ends_on=NEW_YEARS_EVE)
    extend_use(mediation=running, by=by, at=MORNING, ends_on=date(2027, 6, 30))

    assert list(Agreement.objects.values_list("ends_on", "end_told_at")) == [
        (date(2027, 6, 30), None)
    ]


def test_only_what_runs_is_extended() -> None:
    town = make_town()
    with pytest.raises(AlreadyDecided):
        extend_use(
            mediation=make_contact(town), by=house_of(town), at=MORNING, ends_on=NEW_YEARS_EVE
        )


def test_a_use_ends_on_its_day_and_the_room_is_empty_from_then_on() -> None:
    town = make_town()
    running = make_running(town)

    ended = end_use_of(mediation=running, by=house_of(town), at=MORNING + timedelta(days=60))

    ended.unit.refresh_from_db()
    assert (ended.stage, ended.unit.state, ended.unit.empty_since, ended.unit.use_before) == (
        MediationStage.ENDED,
        UnitState.EMPTY,
        NEW_YEARS_EVE,
        "Fahrradwerkstatt",
    )
    assert spells(ended) == [
        ("Fahrradwerkstatt", False, "2026-11-26", "2026-12-31"),
        ("leer", True, "2026-12-31", ""),
    ]


def test_before_its_day_a_use_ends_with_a_reason_only() -> None:
    town = make_town()
    by = house_of(town)
    running = make_running(town)

    with pytest.raises(ReasonMissing):
        end_use_of(mediation=running, by=by, at=MORNING)
    ended = end_use_of(mediation=running, by=by, at=MORNING, reason="zieht um")

    assert (ended.stage, ended.reason) == (MediationStage.ENDED, "zieht um")


def test_another_use_in_the_same_room_goes_on() -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    workshop = make_running(town, unit=unit)
    make_running(town, unit=unit, terms=make_terms(purpose="Reparaturtreff"))

    end_use_of(mediation=workshop, by=house_of(town), at=MORNING, reason="zieht um")

    unit.refresh_from_db()
    assert (unit.state, unit.use_now) == (UnitState.INTERIM, "Reparaturtreff")
    assert Mediation.objects.get(pk=workshop.pk).stage == MediationStage.ENDED


def test_after_an_end_a_new_suggestion_puts_the_room_into_mediation_again() -> None:
    town = make_town()
    running = make_running(town)
    ended = end_use_of(mediation=running, by=house_of(town), at=MORNING, reason="zieht um")
    ended.unit.refresh_from_db()

    again = make_mediation(town, unit=ended.unit, demand=make_demand(town))

    again.unit.refresh_from_db()
    assert again.unit.state == UnitState.MEDIATION
