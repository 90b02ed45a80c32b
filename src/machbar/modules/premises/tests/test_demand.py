"""Searches from form to forgetting: the deeds, their refusals, two clicks, mails, the worker's clock."""

from datetime import date, timedelta

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import link_behind
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.demand_findable import jump, numbered
from machbar.modules.premises.exceptions import AlreadyDecided, ChangedMeanwhile, ReasonMissing
from machbar.modules.premises.models import Demand, Mediation
from machbar.modules.premises.selectors.demand import (
    demands_for,
    demands_to_see_to,
    demands_waiting,
    hits_for_project,
    projects_for,
    public_demands,
    rooms_for,
)
from machbar.modules.premises.selectors.joint import joint_proposal
from machbar.modules.premises.services.demand import (
    RECEIPT,
    DemandValues,
    change_demand,
    clear_demand,
    close_demand_as_spam,
    hand_in_demand,
    hide_demand,
    publish_demand,
    refuse_demand,
    renew_demand,
    settle_demand,
    withdraw_demand,
)
from machbar.modules.premises.services.demand_ending import (
    ask_to_renew,
    expire_demands,
    forget_seekers,
)
from machbar.modules.premises.tests.builders.demand import (
    MORNING,
    TODAY,
    make_demand,
    make_public_demand,
    make_room,
    make_rooms_of_the_walkthrough,
    make_workshop,
    received,
)
from machbar.modules.projects.services import create_project
from machbar.reasoning.contact import UnclearContact

pytestmark = pytest.mark.django_db


def _events(demand: Demand) -> list[str]:
    rows = AuditEntry.objects.filter(object_id=demand.public_id).order_by("sequence")
    return list(rows.values_list("event", flat=True))


def _letters(demand: Demand) -> list[str]:
    rows = Letter.objects.filter(key__startswith=f"demand:{demand.public_id}").order_by("id")
    return [letter.key.rpartition(":")[2] for letter in rows]


# --- coming in -------------------------------------------------------------------------------------
def test_a_search_gets_a_number_a_link_and_ninety_days() -> None:
    town = make_town()

    found = received(town, title="  Raum  für Musik ")

    demand = found.demand
    assert (demand.number, demand.title) == ("G-2026-0001", "Raum für Musik")
    assert demand.expires_on == TODAY + timedelta(days=90)
    assert demand.state == Demand.State.OPEN
    link = link_behind(town=town, token=found.token, purpose=RECEIPT)
    assert link is not None
    assert (link.subject_id, link.expires_at) == (demand.pk, None)
    assert _events(demand) == ["demand.handed_in"]
    assert _letters(demand) == ["receipt"]


def test_the_same_form_twice_gives_one_search_and_another_title_a_second_one() -> None:
    town = make_town()

    first = make_demand(town, key="k")
    again = make_demand(town, key="k")
    other = make_demand(town, key="k", title="Etwas anderes")
    other_again = make_demand(town, key="k", title="Etwas anderes")

    assert (again, other_again) == (first, other)
    assert Demand.objects.count() == 2
    assert _letters(first) == ["receipt"]


def test_who_leaves_a_phone_number_gets_no_mail_and_an_incomplete_address_is_refused() -> None:
    town = make_town()

    demand = make_demand(town, contact="05353 12345")

    assert (demand.contact_kind, _letters(demand)) == ("phone", [])
    with pytest.raises(UnclearContact):
        make_demand(town, contact="rad@nirgends")


def test_what_looks_like_spam_is_kept_gets_no_mail_and_waits_for_the_team() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    values = DemandValues(title="Casino", contact="bot@example.invalid")

    demand = hand_in_demand(
        by=Actor(town=town), at=MORNING, form_key="x", values=values, is_suspicious=True
    ).demand

    assert list(demands_waiting(lotse)) == [demand]
    assert _letters(demand) == []
    close_demand_as_spam(demand=demand, by=lotse, at=MORNING)
    close_demand_as_spam(demand=demand, by=lotse, at=MORNING)
    demand.refresh_from_db()
    assert (demand.state, _letters(demand)) == (Demand.State.EXPIRED, [])
    assert _events(demand) == ["demand.handed_in", "demand.closed_as_spam"]
    with pytest.raises(AlreadyDecided):
        renew_demand(demand=demand, by=Actor(town=town), at=MORNING)


def test_no_spam_after_all_sends_the_receipt_once() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    values = DemandValues(title="Raum", contact="rad@example.invalid")
    demand = hand_in_demand(
        by=Actor(town=town), at=MORNING, form_key="x", values=values, is_suspicious=True
    ).demand

    clear_demand(demand=demand, by=lotse)
    clear_demand(demand=demand, by=lotse)

    assert _letters(demand) == ["receipt"]
    assert list(demands_waiting(lotse)) == []


# --- in public -------------------------------------------------------------------------------------
def test_the_team_lets_a_search_out_once_and_takes_it_back() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)
    assert list(public_demands(town)) == []

    publish_demand(demand=demand, by=lotse, at=MORNING, version=1)

    assert list(public_demands(town)) == [demand]
    assert list(public_demands(make_town())) == []
    with pytest.raises(AlreadyDecided):
        publish_demand(demand=demand, by=lotse, at=MORNING, version=2)
    hide_demand(demand=demand, by=lotse)
    hide_demand(demand=demand, by=lotse)
    assert list(public_demands(town)) == []
    assert list(demands_waiting(lotse)) == [demand]
    assert _events(demand) == ["demand.handed_in", "demand.published", "demand.hidden"]


def test_what_was_changed_since_the_team_looked_is_not_let_out() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)
    new = DemandValues(title="Neue Worte", contact="rad@example.invalid", wants_public=True)
    change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=new)

    with pytest.raises(ChangedMeanwhile):
        publish_demand(demand=demand, by=lotse, at=MORNING, version=1)
    with pytest.raises(ChangedMeanwhile):
        refuse_demand(demand=demand, by=lotse, version=1, reason="Nein.")

    demand.refresh_from_db()
    assert (demand.published_at, demand.refused_because) == (None, "")


def test_who_may_not_be_public_is_told_why_and_still_looked_for() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)

    with pytest.raises(ReasonMissing):
        refuse_demand(demand=demand, by=lotse, version=1, reason="  ")
    refuse_demand(demand=demand, by=lotse, version=1, reason="Bitte ohne Telefonnummer.")

    demand.refresh_from_db()
    assert (demand.state, demand.refused_because) == ("open", "Bitte ohne Telefonnummer.")
    assert list(demands_waiting(lotse)) == []
    letter = Letter.objects.get(key=f"demand:{demand.public_id}:refused-2")
    assert "Bitte ohne Telefonnummer." in letter.body
    with pytest.raises(AlreadyDecided):
        refuse_demand(demand=demand, by=lotse, version=2, reason="Noch einmal.")


def test_new_public_words_of_the_seeker_wait_again_those_of_the_team_do_not() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_public_demand(town)
    found = received(town, key="link", title="Anderes")
    link = link_behind(town=town, token=found.token, purpose=RECEIPT)
    seeker = Actor(town=town, link=link)
    same = DemandValues(title=demand.title, contact="neu@example.invalid", wants_public=True)
    new = DemandValues(title="Neu", contact="neu@example.invalid", wants_public=True)

    change_demand(demand=demand, by=seeker, at=MORNING, version=2, values=same)
    assert public_demands(town).get().title == demand.title
    change_demand(demand=demand, by=lotse, at=MORNING, version=3, values=new)
    demand.refresh_from_db()
    assert demand.published_at is not None
    newest = DemandValues(title="Ganz neu", contact="neu@example.invalid", wants_public=True)
    change_demand(demand=demand, by=seeker, at=MORNING, version=4, values=newest)

    assert Demand.objects.filter(pk=demand.pk, published_at=None).get().title == "Ganz neu"
    assert list(demands_waiting(lotse)) == [demand]


def test_two_who_change_the_same_search_do_not_overwrite_each_other() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town)
    one = DemandValues(title="Eins", contact="rad@example.invalid")
    two = DemandValues(title="Zwei", contact="rad@example.invalid")

    change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=one)
    with pytest.raises(ChangedMeanwhile):
        change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=two)

    demand.refresh_from_db()
    assert (demand.title, demand.version) == ("Eins", 2)


# --- the end ---------------------------------------------------------------------------------------
def test_a_search_that_is_taken_back_is_public_no_longer_and_cannot_be_changed() -> None:
    town = make_town()
    demand = make_public_demand(town)
    seeker = Actor(town=town)

    withdraw_demand(demand=demand, by=seeker, at=MORNING)
    withdraw_demand(demand=demand, by=seeker, at=MORNING)

    demand.refresh_from_db()
    assert (demand.state, demand.published_at) == ("settled", None)
    assert _events(demand)[-2:] == ["demand.published", "demand.withdrawn"]
    with pytest.raises(AlreadyDecided):
        renew_demand(demand=demand, by=seeker, at=MORNING)
    with pytest.raises(AlreadyDecided):
        change_demand(
            demand=demand,
            by=seeker,
            at=MORNING,
            version=demand.version,
            values=DemandValues(title="Doch"),
        )


def test_the_team_settles_a_search() -> None:
    town = make_town()
    demand = make_demand(town)

    settle_demand(demand=demand, by=make_actor(Role.LOTSE, town=town), at=MORNING)

    assert _events(demand) == ["demand.handed_in", "demand.settled"]


def test_two_weeks_before_the_end_a_mail_asks_once() -> None:
    town = make_town()
    demand = make_demand(town)
    make_demand(town, contact="05353 12345")
    day = demand.expires_on - timedelta(days=14)
    at = MORNING + timedelta(days=76)

    assert ask_to_renew(town=town, today=day - timedelta(days=1), at=at) == 0
    assert ask_to_renew(town=town, today=day, at=at) == 1
    assert ask_to_renew(town=town, today=day + timedelta(days=1), at=at) == 0

    assert _letters(demand) == ["receipt", "renewal-2027-02-24"]
    until = renew_demand(demand=demand, by=Actor(town=town), at=at)
    assert until == date(2027, 5, 11)
    demand.refresh_from_db()
    assert (demand.expires_on, demand.asked_to_renew_at) == (until, None)
    assert ask_to_renew(town=town, today=until, at=at + timedelta(days=90)) == 1
    assert len(_letters(demand)) == 3


def test_a_search_expires_after_its_last_day_and_its_link_revives_it() -> None:
    town = make_town()
    demand = make_public_demand(town)

    assert expire_demands(town=town, today=demand.expires_on, at=MORNING) == 0
    late = demand.expires_on + timedelta(days=1)
    assert expire_demands(town=town, today=late, at=MORNING) == 1
    assert expire_demands(town=town, today=late, at=MORNING) == 0
    demand.refresh_from_db()
    assert (demand.state, demand.published_at) == ("expired", None)

    renew_demand(demand=demand, by=Actor(town=town), at=MORNING + timedelta(days=91))
    demand.refresh_from_db()
    assert (demand.state, demand.expires_on) == ("open", date(2027, 5, 26))


def test_who_is_on_the_way_to_a_room_is_not_asked_and_does_not_expire() -> None:
    town = make_town()
    demand = make_demand(town)
    Demand.objects.filter(pk=demand.pk).update(state=Demand.State.VISIT)

    assert ask_to_renew(town=town, today=demand.expires_on, at=MORNING) == 0
    late = demand.expires_on + timedelta(days=30)
    assert expire_demands(town=town, today=late, at=MORNING) == 0


def test_six_weeks_after_the_end_nobody_knows_who_looked() -> None:
    town = make_town()
    demand = make_demand(town, name="Wer", details="Drei Leute")
    withdraw_demand(demand=demand, by=Actor(town=town), at=MORNING)

    assert forget_seekers(town=town, at=MORNING + timedelta(days=42)) == 0
    assert forget_seekers(town=town, at=MORNING + timedelta(days=43)) == 1
    assert forget_seekers(town=town, at=MORNING + timedelta(days=43)) == 0

    demand.refresh_from_db()
    assert (demand.name, demand.contact, demand.contact_kind, demand.details) == (
        "",
        "",
        "none",
        "",
    )
    assert demand.title == "Werkstatt für Fahrräder"


# --- matching over the tables ----------------------------------------------------------------------
def test_the_walkthrough_gives_its_order_from_the_tables_in_both_directions() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    units = make_rooms_of_the_walkthrough(town)
    demand = make_workshop(town)
    make_room(make_town(), "fremd", area=80)

    ranked = rooms_for(lotse, demand, TODAY)

    assert [(each.unit.number, each.fit.verdict.value) for each in ranked] == [
        ("O1", "remark"),
        ("O4", "if"),
        ("O2", "far"),
        ("O3", "excluded"),
    ]
    [back] = demands_for(lotse, units[0], TODAY)
    assert (back.demand, back.fit) == (demand, ranked[0].fit)


def test_a_room_that_is_promised_is_excluded_for_others_and_used_ones_are_not_offered() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    mine, theirs = make_demand(town), make_demand(town, title="Andere")
    unit = make_room(town, "R1", area=50)
    make_room(town, "R2", area=50, state="used")
    Mediation.objects.create(
        town=town,
        demand=mine,
        unit=unit,
        stage=Mediation.Stage.AGREEMENT,
        owner_agreed_at=MORNING,
        seeker_agreed_at=MORNING,
        form_key="m",
        created_at=MORNING,
        changed_at=MORNING,
    )

    def verdicts(demand: Demand) -> list[tuple[str, str]]:
        ranked = rooms_for(lotse, demand, TODAY)
        return [(each.unit.number, each.fit.verdict.value) for each in ranked]

    assert verdicts(mine) == [("R1", "fits")]
    assert verdicts(theirs) == [("R1", "excluded")]
    assert list(demands_to_see_to(lotse, TODAY)) == [theirs]


def test_the_proposal_serves_both_and_names_who_gets_nothing() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    small, large = make_room(town, "R1", area=40), make_room(town, "R2", area=80)
    easy = make_demand(town, title="Leicht", area_min=30, area_max=90)
    hard = make_demand(town, title="Schwer", area_min=70, area_max=90)
    third = make_demand(town, title="Riese", area_min=300)

    found = joint_proposal(lotse, TODAY)

    assert [(each.demand, each.unit) for each in found.pairs] == [(easy, small), (hard, large)]
    assert found.unserved == (third,)


def test_a_search_with_its_agreement_gets_no_more_proposals() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    unit = make_room(town, "R1", area=40)
    demand = make_demand(town, area_min=30, area_max=90)
    Demand.objects.filter(pk=demand.pk).update(state=Demand.State.AGREEMENT)
    demand.refresh_from_db()

    assert rooms_for(lotse, demand, TODAY) == []
    assert demands_for(lotse, unit, TODAY) == []
    assert joint_proposal(lotse, TODAY).pairs == ()
    assert joint_proposal(lotse, TODAY).unserved == ()


def test_other_roles_and_guests_read_no_search_by_these_selectors() -> None:
    town = make_town()
    demand = make_demand(town)
    unit = make_room(town, "R1", area=40)

    for actor in (make_actor(town=town), make_actor(Role.ADMINISTRATION, town=town)):
        assert rooms_for(actor, demand, TODAY) == []
        assert demands_for(actor, unit, TODAY) == []
        assert joint_proposal(actor, TODAY).pairs == ()
        assert jump(actor, demand.number) == ""


def test_a_number_leads_to_its_search() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town)

    for typed in ("g-2026-0001", "G 2026/1", " G–2026–01 "):
        assert jump(lotse, typed).endswith(f"/gesuche/{demand.public_id}/")
    assert (jump(lotse, "Gasse 1"), numbered(town, "Gasse 1")) == ("", [])
    assert (jump(lotse, "G-2026-9999"), numbered(town, demand.number)) == ("", [demand.pk])


def test_a_search_for_people_meets_projects_by_words_and_the_words_are_named() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    house = Actor(town=town, system=True)
    bikes = create_project(by=house, at=MORNING, title="Fahrradwerkstatt am Markt")
    create_project(by=house, at=MORNING, title="Bücherschrank")
    demand = make_demand(town, kind="partner", title="Wir suchen eine Fahrradwerkstatt")
    make_demand(town, kind="users", title="Leute für den Garten")

    [hit] = projects_for(lotse, demand, 5).hits
    own, hits = hits_for_project(lotse, bikes.pk, 5)

    assert (hit.project, hit.hit.words) == (bikes, ("Fahrradwerkstatt",))
    assert own == []
    assert [(each.demand, each.hit.words) for each in hits] == [(demand, ("Fahrradwerkstatt",))]
    assert hits_for_project(lotse, 0, 5) == ([], [])
