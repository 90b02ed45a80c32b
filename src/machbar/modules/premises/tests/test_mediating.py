"""The path of a mediation from service to database: each step once, logged, with unit and search following."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    NotAgreed,
    PremisesError,
    ReasonMissing,
)
from machbar.modules.premises.models import Asking, Mediation
from machbar.modules.premises.services.mediating import (
    agree,
    ask_side,
    decline,
    fix_visit,
    suggest,
    write_down_learning,
)
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    NEW_YEARS_EVE,
    SATURDAY,
    house_of,
    make_contact,
    make_demand,
    make_mediation,
    make_owner,
    make_unit,
)
from machbar.modules.projects.services import create_project, say_status

pytestmark = pytest.mark.django_db
OWNER, SEEKER = Mediation.Side.OWNER, Mediation.Side.SEEKER


def states(mediation: Mediation) -> tuple[str, str, str]:
    found = Mediation.objects.select_related("unit", "demand").get(pk=mediation.pk)
    return found.stage, found.unit.state, found.demand.state


def test_a_suggestion_puts_the_unit_into_mediation_and_the_search_on_its_way() -> None:
    town = make_town()
    by = make_actor(Role.LOTSE, town=town)

    mediation = suggest(
        demand=make_demand(town),
        unit=make_unit(town),
        by=by,
        at=MORNING,
        form_key="once",
    )

    assert states(mediation) == (
        MediationStage.SUGGESTED,
        UnitState.MEDIATION,
        DemandState.SUGGESTED,
    )
    assert [(step.what, step.by) for step in mediation.steps.all()] == [("suggested", by.person)]
    assert list(AuditEntry.objects.values_list("event", flat=True)) == ["mediation.suggested"]


def test_the_same_form_twice_gives_one_mediation_and_another_form_none() -> None:
    town = make_town()
    demand, unit = make_demand(town), make_unit(town)
    by = house_of(town)
    first = suggest(demand=demand, unit=unit, by=by, at=MORNING, form_key="once")

    assert suggest(demand=demand, unit=unit, by=by, at=MORNING, form_key="once") == first
    with pytest.raises(AlreadyDecided):
        suggest(demand=demand, unit=unit, by=by, at=MORNING, form_key="another")
    assert Mediation.objects.count() == 1


def test_what_does_not_fit_is_suggested_with_a_reason_only() -> None:
    town = make_town()
    demand, unit = make_demand(town), make_unit(town)
    by = house_of(town)

    with pytest.raises(ReasonMissing):
        suggest(demand=demand, unit=unit, by=by, at=MORNING, form_key="1", is_excluded=True)
    mediation = suggest(
        demand=demand,
        unit=unit,
        by=by,
        at=MORNING,
        form_key="2",
        is_excluded=True,
        override_reason="Der Aufzug kommt im Mai.",
    )

    assert mediation.override_reason == "Der Aufzug kommt im Mai."


@pytest.mark.parametrize("kind", ["users", "partner", "carrier"])
def test_only_who_looks_for_a_room_comes_into_one(kind: str) -> None:
    town = make_town()
    with pytest.raises(PremisesError):
        suggest(
            demand=make_demand(town, kind=kind),
            unit=make_unit(town),
            by=house_of(town),
            at=MORNING,
            form_key="1",
        )


def test_a_search_that_is_over_gets_no_suggestion() -> None:
    town = make_town()
    with pytest.raises(AlreadyDecided):
        make_mediation(town, demand=make_demand(town, state="expired"))


@pytest.mark.parametrize(
    ("contact", "way", "mails"),
    [
        ("eigentuemer@example.invalid", "mail", 1),
        ("05353 1234", "phone", 0),
        ("Weg 1, 38154 Königslutter", "letter", 0),
        ("", "none", 0),
    ],
)
def test_the_owner_is_asked_the_way_they_are_reached(contact: str, way: str, mails: int) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town, contact=contact))
    mediation = make_mediation(town, unit=unit)

    asking = ask_side(mediation=mediation, side=OWNER, by=house_of(town), at=MORNING)

    assert (asking.way, Letter.objects.count()) == (way, mails)


def test_the_request_to_the_owner_names_the_search_and_nobody() -> None:
    town = make_town()
    mediation = make_mediation(town)

    ask_side(mediation=mediation, side=OWNER, by=house_of(town), at=MORNING)
    letter = Letter.objects.get()

    assert letter.recipient == "eigentuemer@example.invalid"
    assert "Wir reparieren Räder, der Keller ist zu klein." in letter.body
    assert "Sprecherin der Werkstatt" not in letter.body + letter.subject
    assert "werkstatt@example.invalid" not in letter.body + letter.subject


def test_asked_again_a_new_mail_goes_out_and_one_row_stays() -> None:
    town = make_town()
    mediation = make_mediation(town)
    by = house_of(town)

    ask_side(mediation=mediation, side=OWNER, by=by, at=MORNING)
    with pytest.raises(PremisesError, match="Heute ist schon eine E-Mail hinausgegangen"):
        ask_side(mediation=mediation, side=OWNER, by=by, at=MORNING + timedelta(hours=1))
    ask_side(mediation=mediation, side=OWNER, by=by, at=MORNING + timedelta(days=14))

    assert (Asking.objects.count(), Letter.objects.count()) == (1, 2)


def test_when_both_have_said_yes_they_may_know_each_other() -> None:
    town = make_town()
    mediation = make_mediation(town)
    by = house_of(town)

    agree(
        mediation=mediation,
        side=OWNER,
        by=by,
        at=MORNING,
        said="bitte Kaution",
        until=NEW_YEARS_EVE,
        wants_deposit=True,
    )
    assert states(mediation)[0] == MediationStage.SUGGESTED
    both = agree(mediation=mediation, side=SEEKER, by=by, at=MORNING)

    assert (both.stage, both.owner_until, both.owner_wants_deposit, both.owner_said) == (
        MediationStage.CONTACT,
        NEW_YEARS_EVE,
        True,
        "bitte Kaution",
    )
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == [
        "eigentuemer@example.invalid",
        "werkstatt@example.invalid",
    ]


def test_a_second_yes_changes_nothing() -> None:
    town = make_town()
    mediation = make_mediation(town)
    by = house_of(town)
    agree(mediation=mediation, side=OWNER, by=by, at=MORNING, said="ja")

    with pytest.raises(AlreadyDecided):
        agree(mediation=mediation, side=OWNER, by=by, at=MORNING, said="noch einmal")

    mediation.refresh_from_db()
    assert mediation.owner_said == "ja"


def test_nobody_visits_before_both_have_agreed() -> None:
    town = make_town()
    with pytest.raises(AlreadyDecided):
        fix_visit(mediation=make_mediation(town), by=house_of(town), at=MORNING, visit_at=SATURDAY)


def test_a_visit_is_fixed_moved_and_told_to_both_once() -> None:
    town = make_town()
    mediation = make_contact(town)
    by = house_of(town)
    Letter.objects.all().delete()

    for _click in range(2):
        fix_visit(mediation=mediation, by=by, at=MORNING, visit_at=SATURDAY, place="vor dem Laden")
    assert (states(mediation)[0], states(mediation)[2], Letter.objects.count()) == (
        MediationStage.VISIT,
        DemandState.VISIT,
        2,
    )
    moved = fix_visit(mediation=mediation, by=by, at=MORNING, visit_at=SATURDAY + timedelta(days=7))

    assert moved.visit_at == SATURDAY + timedelta(days=7)
    assert Letter.objects.count() == 4
    assert mediation.steps.filter(what="fix_visit").count() == 2


def test_a_visit_that_has_been_is_noted_without_a_mail_and_none_before_the_suggestion() -> None:
    town = make_town()
    mediation, by = make_contact(town), house_of(town)
    mails = Letter.objects.count()
    after = SATURDAY + timedelta(hours=1)

    noted = fix_visit(
        mediation=mediation, by=by, at=after, visit_at=SATURDAY, place="am Laden", is_public=True
    )

    assert (noted.visit_at, noted.visit_is_public) == (SATURDAY, False)
    assert Letter.objects.count() == mails
    with pytest.raises(PremisesError):
        fix_visit(mediation=mediation, by=by, at=after, visit_at=MORNING - timedelta(days=1))


def test_let_out_the_visit_is_the_status_line_of_the_project_without_a_place() -> None:
    town = make_town()
    by = make_actor(Role.LOTSE, town=town)
    project = create_project(by=by, at=MORNING, title="Offene Fahrradwerkstatt")
    mediation = make_contact(town, project=project)

    fix_visit(
        mediation=mediation,
        by=by,
        at=MORNING,
        visit_at=SATURDAY,
        place="Westernstraße 12",
        is_public=True,
    )
    assert list(project.status_lines.values_list("text", "ended_at")) == [
        ("Besichtigung am Samstag, 28. November", None)
    ]
    fix_visit(mediation=mediation, by=by, at=MORNING, visit_at=SATURDAY, is_public=False)

    assert project.status_lines.filter(ended_at=None).count() == 0


def test_a_status_line_that_says_something_else_stays() -> None:
    town = make_town()
    by = make_actor(Role.LOTSE, town=town)
    project = create_project(by=by, at=MORNING, title="Offene Fahrradwerkstatt")
    mediation = make_contact(town, project=project)
    fix_visit(mediation=mediation, by=by, at=MORNING, visit_at=SATURDAY, is_public=True)
    say_status(project=project, by=by, at=MORNING, text="Wir sammeln Werkzeug.")

    decline(mediation=mediation, side=SEEKER, by=by, at=MORNING, reason="zu laut")

    assert project.status_lines.get(ended_at=None).text == "Wir sammeln Werkzeug."


def test_declined_it_says_who_and_why_frees_both_and_ends_the_links() -> None:
    town = make_town()
    mediation = make_mediation(town)
    by = house_of(town)
    for side in (OWNER, SEEKER):
        ask_side(mediation=mediation, side=side, by=by, at=MORNING)
    Letter.objects.all().delete()

    over = decline(mediation=mediation, side=OWNER, by=by, at=MORNING, reason="lieber ein Laden")

    assert states(over) == (MediationStage.DECLINED, UnitState.EMPTY, DemandState.OPEN)
    assert (over.declined_by, over.reason) == (OWNER, "lieber ein Laden")
    assert not PersonalLink.objects.filter(revoked_at=None).exists()
    told = Letter.objects.get()
    assert told.recipient == "werkstatt@example.invalid"
    assert "lieber ein Laden" not in told.body


def test_without_a_reason_nothing_is_declined() -> None:
    town = make_town()
    mediation = make_mediation(town)

    with pytest.raises(ReasonMissing):
        decline(mediation=mediation, side=OWNER, by=house_of(town), at=MORNING, reason=" ")

    assert states(mediation)[0] == MediationStage.SUGGESTED


def test_what_was_learned_is_written_down_when_it_is_over() -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_mediation(town)
    with pytest.raises(AlreadyDecided):
        write_down_learning(mediation=mediation, by=by, at=MORNING, text="Früher fragen.")
    decline(mediation=mediation, side=OWNER, by=by, at=MORNING, reason="verkauft")

    learned = write_down_learning(mediation=mediation, by=by, at=MORNING, text="Früher fragen.")

    assert learned.learned == "Früher fragen."


def test_another_path_keeps_the_unit_in_mediation() -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    first, _second = make_mediation(town, unit=unit), make_mediation(town, unit=unit)

    decline(mediation=first, side=OWNER, by=house_of(town), at=MORNING, reason="zu laut")

    assert states(first)[1] == UnitState.MEDIATION


def test_a_unit_whose_use_still_goes_on_is_announced_again() -> None:
    town = make_town()
    unit = make_unit(
        town, state="announced", empty_since=None, empty_from=date(2027, 1, 1), use_now="Buchladen"
    )
    mediation = make_mediation(town, unit=unit)
    assert states(mediation)[1] == UnitState.MEDIATION

    decline(mediation=mediation, side=SEEKER, by=house_of(town), at=MORNING, reason="zu spät")

    assert states(mediation)[1] == UnitState.ANNOUNCED


@pytest.mark.parametrize("deed", ["ask", "agree", "visit", "decline"])
def test_what_is_over_takes_no_step_any_more(deed: str) -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_mediation(town)
    decline(mediation=mediation, side=OWNER, by=by, at=MORNING, reason="verkauft")
    deeds: dict[str, Callable[[], object]] = {
        "ask": lambda: ask_side(mediation=mediation, side=SEEKER, by=by, at=MORNING),
        "agree": lambda: agree(mediation=mediation, side=SEEKER, by=by, at=MORNING),
        "visit": lambda: fix_visit(mediation=mediation, by=by, at=MORNING, visit_at=SATURDAY),
        "decline": lambda: decline(
            mediation=mediation, side=SEEKER, by=by, at=MORNING, reason="zu klein"
        ),
    }

    with pytest.raises((AlreadyDecided, NotAgreed)):
        deeds[deed]()
