"""The pages of searches: form without account, receipt, public list, queue, the team's card; query counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import ProjectPage
from machbar.foundation.testing import (
    DEVICE_TOKEN,
    Role,
    make_actor,
    make_device,
    make_person,
    make_town,
)
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Demand
from machbar.modules.premises.panels.demand import unit_panel
from machbar.modules.premises.surfaces.demand import (
    demand_counter,
    demand_daily,
    demand_day_part,
    demand_front,
    demand_kiosk,
    demand_project_panels,
    demand_site_pages,
)
from machbar.modules.premises.tests.builders.demand import (
    make_demand,
    make_public_demand,
    make_room,
    make_rooms_of_the_walkthrough,
    make_workshop,
    received,
)
from machbar.modules.premises.tests.builders.outside import make_public_unit
from machbar.modules.premises.views.demand_queue import queue, queue_panel, queue_size
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db
SAID = {"kind": "room", "title": "Raum für Musik", "contact": "05353 12345"}


def _sign_in(client: Client, town: Town, role: Role = Role.LOTSE) -> None:
    client.force_login(make_person(role, town=town))


# --- the form and the receipt ------------------------------------------------------------------------
def test_three_answers_are_enough_and_the_receipt_is_the_answer(client: Client, town: Town) -> None:
    answer = client.post(reverse("premises:seek"), SAID, follow=True)

    demand = Demand.objects.get(town=town)
    assert (demand.title, demand.contact_kind) == ("Raum für Musik", "phone")
    assert demand.number in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/gesuch/")


def test_what_is_missing_is_named_and_what_was_typed_stays(client: Client, town: Town) -> None:
    said = {"title": "Probe", "area_min": "80", "area_max": "40", "needed_from": "gestern"}

    answer = client.post(reverse("premises:seek"), {**SAID, "contact": "", **said})

    page = answer.content.decode()
    assert (answer.status_code, Demand.objects.count()) == (422, 0)
    assert 'value="Probe"' in page
    assert "Die größte Fläche ist kleiner als die kleinste." in page
    assert "Bitte sagen Sie uns, wie wir Sie erreichen" in page
    assert '<details class="extra" open>' in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("area_min", "0", "ganze Quadratmeter"),
        ("area_max", "999999999999", "ganze Quadratmeter"),
        ("rent_max_cents", "viel", "kein Betrag"),
        ("rent_max_cents", "100.001", "Mehr als 100.000 Euro"),
        ("noise_until", "spät", "Uhrzeit"),
        ("needed_until", "2020-01-01", "letzte Tag"),
        ("contact", "rad@nirgends", "fehlt etwas"),
        ("kind", "alles", ""),
        ("kinds", "burg", ""),
        ("water", "vielleicht", ""),
        ("title", "x" * 121, "120 Zeichen"),
    ],
)
def test_a_wrong_answer_is_one_clear_sentence(
    client: Client, town: Town, field: str, typed: str, sentence: str
) -> None:
    said = {**SAID, "needed_from": "2026-12-01", field: typed}

    answer = client.post(reverse("premises:seek"), said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Demand.objects.count() == 0


def test_a_program_in_the_trap_is_kept_for_the_team_without_a_mail(
    client: Client, town: Town
) -> None:
    client.post(reverse("premises:seek"), {**SAID, "homepage": "x"})

    assert Demand.objects.get(town=town).is_suspicious


def test_the_link_renews_changes_and_withdraws_by_post_only(client: Client, town: Town) -> None:
    found = received(town, at=timezone.now())
    renew, withdraw, change = (
        reverse(f"premises:{name}", args=[found.token])
        for name in ("demand_renew", "demand_withdraw", "demand_change_own")
    )

    assert [client.get(each).status_code for each in (renew, withdraw)] == [405, 405]
    client.post(renew)
    client.post(change, {**SAID, "title": "Neu", "seen_version": "2", "seen": "{}"})
    found.demand.refresh_from_db()
    assert (found.demand.title, found.demand.version) == ("Neu", 3)
    client.post(withdraw)
    found.demand.refresh_from_db()
    assert found.demand.state == "settled"
    page = client.get(reverse("premises:demand_receipt", args=[found.token])).content.decode()
    assert "Dieses Gesuch ist erledigt." in page
    assert client.get(change).status_code == 302
    assert client.post(renew, follow=True).status_code == 200
    assert client.get(reverse("premises:demand_receipt", args=["A" * 22])).status_code == 404


def test_two_forms_open_at_once_show_both_texts(client: Client, town: Town) -> None:
    _sign_in(client, town)
    demand = make_demand(town)
    address = reverse("premises:change_demand", args=[demand.public_id])
    seen = '{"title": ["Werkstatt für Fahrräder"], "kind": ["room"]}'

    client.post(address, {**SAID, "title": "Eins", "seen_version": "1", "seen": seen})
    answer = client.post(address, {**SAID, "title": "Zwei", "seen_version": "1", "seen": seen})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Eins"' in page
    assert 'value="Zwei"' in page
    demand.refresh_from_db()
    assert demand.title == "Eins"


# --- in public ---------------------------------------------------------------------------------------
def test_the_public_pages_show_public_words_and_nothing_private(client: Client, town: Town) -> None:
    demand = make_public_demand(town, name="Geheim", details="Vertraulich", text="Für alle")
    hidden = make_demand(town, title="Nur intern")

    pages = [
        client.get(reverse("premises:demands")).content.decode(),
        client.get(reverse("premises:demand", args=[demand.public_id])).content.decode(),
    ]

    for page in pages:
        assert "Für alle" in page
        assert not any(each in page for each in ("Geheim", "Vertraulich", "rad@", "Nur intern"))
    gone = reverse("premises:demand", args=[hidden.public_id])
    assert client.get(gone).status_code == 404
    partners = client.get(reverse("premises:demands"), {"art": "partner"}).content.decode()
    assert "Das sucht gerade niemand." in partners


@pytest.mark.parametrize("count", [1, 20])
def test_the_lists_cost_the_same_for_one_and_for_twenty(
    client: Client, town: Town, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_public_demand(town, title=f"Gesuch {number}")
    lotse = make_actor(Role.LOTSE, town=town)
    rooms = [make_room(town, f"R{number}", area=50) for number in range(count)]

    with django_assert_num_queries(1):
        assert len(demand_front(Actor(town=town))) == 1
    with django_assert_num_queries(1):
        assert len(demand_kiosk(Actor(town=town))) == 1
    with django_assert_num_queries(1):
        assert len(demand_site_pages(Actor(town=town))) == count + 2
    with django_assert_num_queries(1):
        part = demand_day_part(lotse, timezone.localdate())
        assert part is not None
        assert len(part.items) == min(count, 8)
    with django_assert_num_queries(2):
        [panel] = unit_panel(lotse, rooms[0])
        assert len(panel.context["rows"]) == count  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 20])
def test_the_pages_cost_the_same_for_one_and_for_twenty(
    client: Client, town: Town, count: int
) -> None:
    _sign_in(client, town)
    demands = [make_public_demand(town, title=f"Gesuch {number}") for number in range(count)]
    for number in range(count):
        make_room(town, f"R{number}", area=50)
    client.get(reverse("premises:demands"))

    costs = {}
    for route in ("demands", "demands_work", "proposal", "demand_work"):
        words = [demands[0].public_id] if route == "demand_work" else []
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"premises:{route}", args=words)).status_code == 200
        costs[route] = len(captured)

    assert costs == {"demands": 7, "demands_work": 7, "proposal": 8, "demand_work": 8}


# --- the team ----------------------------------------------------------------------------------------
def test_the_card_shows_the_walkthrough_with_its_reasons(client: Client, town: Town) -> None:
    _sign_in(client, town)
    make_rooms_of_the_walkthrough(town)
    demand = make_workshop(town)

    page = client.get(reverse("premises:demand_work", args=[demand.public_id])).content.decode()

    said = (
        "1 Stufe: Rampe nötig",
        "Wasser gelegt wird",
        "350\u00a0€ im Monat über der Grenze",
        "nicht im Erdgeschoss, kein Aufzug",
    )
    places = [page.index(each) for each in said]
    assert places == sorted(places)


def test_the_queue_publishes_and_takes_back_and_refuses_with_a_reason(
    client: Client, town: Town
) -> None:
    _sign_in(client, town)
    demand = make_demand(town, wants_public=True, at=timezone.now())
    deed = reverse("premises:demand_deed", args=[demand.public_id])
    on_queue = {"zurueck": "durchsehen", "seen_version": "1"}
    assert demand.title in client.get(reverse("queue")).content.decode()

    client.post(deed, {**on_queue, "deed": "publish"})
    demand.refresh_from_db()
    assert demand.published_at is not None
    client.post(deed, {**on_queue, "deed": "hide"})
    missing = client.post(deed, {**on_queue, "deed": "refuse", "seen_version": "3"})
    assert (missing.status_code, "Bitte sagen Sie, warum" in missing.content.decode()) == (
        422,
        True,
    )
    client.post(deed, {**on_queue, "deed": "refuse", "seen_version": "3", "reason": "Zu kurz."})

    [stored] = Demand.objects.values_list("published_at", "refused_because")
    assert stored == (None, "Zu kurz.")
    assert client.post(deed, {"deed": "tanzen"}).status_code == 404


@pytest.mark.parametrize(
    ("deed", "state"),
    [("renew", "open"), ("settle", "settled"), ("spam", "expired"), ("no_spam", "open")],
)
def test_a_button_of_the_card_does_what_it_says(
    client: Client, town: Town, deed: str, state: str
) -> None:
    _sign_in(client, town)
    demand = make_demand(town, at=timezone.now())
    Demand.objects.filter(pk=demand.pk).update(is_suspicious="spam" in deed)

    client.post(reverse("premises:demand_deed", args=[demand.public_id]), {"deed": deed})

    demand.refresh_from_db()
    assert demand.state == state


def test_who_does_not_work_on_premises_is_refused_and_gives_nothing_to_surfaces(
    client: Client, town: Town
) -> None:
    _sign_in(client, town, Role.ADMINISTRATION)
    demand = make_demand(town, wants_public=True)
    actor = make_actor(Role.ADMINISTRATION, town=town)

    assert client.get(reverse("premises:demands_work")).status_code == 403
    assert client.get(reverse("premises:demand_work", args=[demand.public_id])).status_code == 403
    assert (queue(actor, frozenset(), 5), queue_size(actor)) == (None, 0)
    assert queue_panel(actor, f"gesuch-{demand.public_id}") is None
    assert demand_day_part(actor, timezone.localdate()) is None
    assert unit_panel(actor, make_room(town, "R1")) == ()
    assert demand_counter(actor) == ()
    assert demand_project_panels(actor, 1, ProjectPage.WORKSPACE) == ()


def test_the_counter_leads_the_tablet_to_the_short_form_and_the_team_to_its_own(town: Town) -> None:
    tablet = Actor(town=town, device=make_device(town=town, token=DEVICE_TOKEN))

    [at_the_tablet] = demand_counter(tablet)
    [of_the_team] = demand_counter(make_actor(Role.LOTSE, town=town))

    assert at_the_tablet.url == reverse("premises:seek")
    assert of_the_team.url == reverse("premises:new_demand")


def test_a_project_shows_its_searches_and_a_new_one_begins_with_it(
    client: Client, town: Town
) -> None:
    _sign_in(client, town)
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=timezone.now(), title="Fahrradwerkstatt")
    form = client.get(reverse("premises:new_demand"), {"projekt": project.public_id})
    assert 'value="Fahrradwerkstatt"' in form.content.decode()

    client.post(reverse("premises:new_demand"), {**SAID, "project": str(project.pk)})

    demand = Demand.objects.get(town=town)
    assert demand.project == project
    [panel] = demand_project_panels(
        make_actor(Role.LOTSE, town=town), project.pk, ProjectPage.WORKSPACE
    )
    assert panel.context["own"] == [demand]
    workspace = client.get(reverse("projects:workspace", args=[project.public_id]))
    assert "Raum für Musik" in workspace.content.decode()


def test_the_house_with_nothing_in_it_shows_no_pane_and_no_part(town: Town) -> None:
    guest, lotse = Actor(town=town), make_actor(Role.LOTSE, town=town)

    assert (demand_front(guest), demand_kiosk(guest)) == ((), ())
    assert demand_day_part(lotse, timezone.localdate()) is None


def test_the_worker_ends_what_is_over(town: Town) -> None:
    long_ago = timezone.now() - timedelta(days=93)
    demand = make_demand(town, at=long_ago)

    demand_daily(town, timezone.localdate())

    demand.refresh_from_db()
    assert demand.state == "expired"


def test_the_room_that_led_to_the_form_is_a_line_above_it_and_the_team_reads_it(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(ConsentField.STREET, town=town)
    page = reverse("premises:seek")

    shown = client.get(page, {"raum": unit.public_id})
    typed = {**SAID, "form_key": "a-room-that-suits", "room": unit.public_id}
    receipt = client.post(page, typed, follow=True).content.decode()

    content = shown.content.decode()
    assert "Es geht um diesen Raum:" in content
    assert "Notiert ist auch, welchen Raum Sie meinen: Laden, Beispielstraße." in receipt
    assert shown.context["form"]["text"].value() is None
    assert list(Demand.objects.values_list("details", "text")) == [
        ("Es geht um diesen Raum: Laden, Beispielstraße.", "")
    ]


def test_the_part_that_is_voluntary_says_so_once(client: Client) -> None:
    make_town()
    page = client.get(reverse("premises:seek")).content.decode()
    _before, _summary, more = page.partition("Mehr über den Raum sagen")

    assert more.partition("</details>")[0].count("freiwillig") == 1
