"""Who asked to join without a mail address is called or gets a letter, and stays on the list until reached."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.reaching import Call
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.coordination.day import day_page
from machbar.modules.coordination.models import MemberReply
from machbar.modules.coordination.postal import reply_letter
from machbar.modules.coordination.services import (
    confirm_member,
    decline_member,
    leave_group,
    note_replies_printed,
    note_reply_call,
)
from machbar.modules.coordination.tests.builders import (
    MORNING,
    house_of,
    make_project,
    make_request,
)
from machbar.modules.coordination.views.replies import to_reach
from machbar.reasoning.contact import ContactKind
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

CALLS, LETTERS = "/werkstatt/gespraeche/anrufen/", "/werkstatt/gespraeche/briefe/"


def answered(
    town: Town, contact: str, *, reason: str = "", name: str = "Anna Muster"
) -> MemberReply:
    """Somebody who asked and has an answer that waits: yes, or no with a reason."""
    project = make_project(town)
    member = make_request(project, name=name, contact=contact)
    if reason:
        decline_member(member=member, by=house_of(project), at=MORNING, reason=reason)
    else:
        confirm_member(member=member, by=house_of(project), at=MORNING)
    return MemberReply.objects.get(member=member)


def signed_in(client: Client, town: Town) -> Client:
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
    return client


@pytest.mark.parametrize(
    ("contact", "ways"),
    [
        ("05353 1234", ["phone"]),
        ("Weg 1, 38154 Königslutter", ["letter"]),
        ("anna@example.invalid", []),
    ],
)
def test_only_who_left_no_mail_address_waits_and_nobody_gets_a_mail_besides(
    contact: str, ways: list[str]
) -> None:
    project = make_project(make_town())
    yes = make_request(project, contact=contact)
    confirm_member(member=yes, by=house_of(project), at=MORNING)

    assert list(MemberReply.objects.values_list("way", flat=True)) == ways
    assert Letter.objects.filter(recipient=contact).exists() is not bool(ways)


def test_spam_is_declined_without_a_call() -> None:
    project = make_project(make_town())
    member = make_request(project, contact="05353 1234")
    type(member).objects.filter(pk=member.pk).update(is_suspicious=True)

    decline_member(member=member, by=house_of(project), at=MORNING, reason="Nein.")

    assert MemberReply.objects.count() == 0


def test_the_call_is_listed_with_what_to_say_until_somebody_was_reached(client: Client) -> None:
    town = make_town()
    reply = answered(town, "05353 1234", reason="Die Gruppe ist voll.")
    signed_in(client, town)
    address = f"{CALLS}gruppen/{reply.member.public_id}/"
    tomorrow = timezone.localdate() + timedelta(days=1)

    listed = client.get(CALLS).content.decode()
    refused = client.post(address, {"tries": "0", "again_on": "morgen", "note": "besetzt"})
    client.post(address, {"tries": "0", "again_on": tomorrow.isoformat(), "deed": "missed"})
    twice = client.post(address, {"tries": "0", "deed": "missed"}, follow=True)
    later = client.get(CALLS).content.decode()
    client.post(address, {"tries": "1", "deed": "reached"})
    gone = client.get(CALLS).content.decode()

    assert "Eine Person wartet auf einen Anruf." in listed
    assert "Die Gruppe ist voll." in listed
    assert (refused.status_code, "besetzt" in refused.content.decode()) == (422, True)
    assert "Das war schon notiert." in twice.content.decode()
    assert "Gerade wartet niemand auf einen Anruf." in later
    assert "Einmal versucht" in later
    assert "05353 1234" not in gone
    reply.refresh_from_db()
    assert (reply.tries, reply.reached_on) == (1, timezone.localdate())


def test_the_letter_is_printed_posted_and_gone(client: Client) -> None:
    town = make_town()
    reply = answered(town, "Weg 1, 38154 Königslutter")
    signed_in(client, town)

    listed = client.get(LETTERS).content.decode()
    unprinted = client.post(f"{LETTERS}gruppen/eingeworfen/", follow=True).content.decode()
    printed = client.post(f"{LETTERS}gruppen/drucken/", {"member": reply.member.public_id})
    client.post(f"{LETTERS}gruppen/eingeworfen/", {"member": reply.member.public_id})
    again = client.post(f"{LETTERS}gruppen/drucken/", follow=True).content.decode()

    assert "Weg 1, 38154 Königslutter" in listed
    assert "Kein gedruckter Brief wartet auf den Briefkasten." in unprinted
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Kein Brief wartet auf den Druck." in again
    reply.refresh_from_db()
    assert reply.reached_on == timezone.localdate()


def test_the_letter_names_the_person_once_and_says_yes_or_no() -> None:
    town = make_town()
    yes = answered(town, "Anna Muster, Weg 1, 38154 Königslutter")
    no = answered(town, "Weg 2, 38154 Königslutter", reason="Voll.", name="Bernd Muster")

    first = reply_letter(yes.member, town=town, on=date(2026, 11, 26))
    second = reply_letter(no.member, town=town, on=date(2026, 11, 26))

    assert first.recipient == ("Anna Muster", "Weg 1", "38154 Königslutter")
    assert first.subject == "Sie sind dabei: Fahrradwerkstatt"
    assert second.recipient == ("Bernd Muster", "Weg 2", "38154 Königslutter")
    assert "Voll." in second.paragraphs


def test_who_leaves_waits_for_nothing_and_an_old_click_counts_nothing() -> None:
    reply = answered(make_town(), "05353 1234")
    house = house_of(reply.member.project)

    leave_group(member=reply.member, by=house, at=MORNING)
    counted = note_reply_call(
        reply=reply, by=house, at=MORNING, call=Call(seen_tries=0, is_reached=True)
    )

    assert (MemberReply.objects.count(), counted) == (0, False)


def test_the_day_reminds_of_who_waits_and_others_do_not_see_it() -> None:
    town = make_town()
    answered(town, "05353 1234")
    today = timezone.localdate(MORNING)
    part = day_page(make_actor(Role.LOTSE, town=town), today)

    assert part is not None
    assert [(str(item.headline), item.url) for item in part.items] == [
        ("Antwort an Anna Muster", CALLS)
    ]
    assert to_reach(make_actor(Role.EDITOR, town=town), ContactKind.PHONE, today) is None
    assert to_reach(make_actor(Role.LOTSE), ContactKind.PHONE, today) is None
    assert to_reach(Actor(town=town), ContactKind.PHONE, today) is None


@pytest.mark.parametrize("rows", [1, 20])
def test_the_lists_cost_one_query_more_at_one_and_at_twenty(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town()
    for number in range(rows):
        answered(town, f"05353 12{number:03}")
    lotse = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(1):
        part = to_reach(lotse, ContactKind.PHONE, timezone.localdate(MORNING))

    assert part is not None
    assert part.count == rows


def test_a_town_without_ideas_has_the_answers_on_a_page_of_their_own(client: Client) -> None:
    town = make_town()
    call, letter = answered(town, "05353 1234"), answered(town, "Weg 1, 38154 Königslutter")
    switch_module(town=town, module="ideas", is_on=False)
    signed_in(client, town)
    own = "/werkstatt/gespraeche/gruppen/liste/"

    day = day_page(make_actor(Role.LOTSE, town=town), date(2026, 9, 1))
    listed = client.get(own)
    form = {"tries": "0", "deed": "reached"}
    called = client.post(f"{CALLS}gruppen/{call.member.public_id}/", form)
    posted = client.post(f"{LETTERS}gruppen/eingeworfen/", {"member": letter.member.public_id})
    unprinted = client.post(f"{LETTERS}gruppen/drucken/", {"member": call.member.public_id})

    assert day is not None
    assert {item.url for item in day.items} == {own}
    content = listed.content.decode()
    assert ("05353 1234" in content, "Weg 1, 38154 Königslutter" in content) == (True, True)
    assert [answer["Location"] for answer in (called, posted, unprinted)] == [own] * 3


def test_nobody_waits_and_the_page_of_answers_says_so(client: Client) -> None:
    town = make_town()
    signed_in(client, town)

    page = client.get("/werkstatt/gespraeche/gruppen/liste/").content.decode()

    assert "Niemand wartet auf einen Anruf oder einen Brief." in page


def test_letters_of_another_town_are_neither_printed_nor_posted(client: Client) -> None:
    theirs = answered(make_town(key="theirs", host="theirs.example.org"), "Weg 9, 38154 Anderswo")
    note_replies_printed(replies=[theirs], at=MORNING)
    signed_in(client, make_town(key="ours", host="testserver"))

    for member in ({"member": theirs.member.public_id}, {}):
        for deed in ("drucken", "eingeworfen"):
            assert client.post(f"{LETTERS}gruppen/{deed}/", member).status_code == 302

    theirs.refresh_from_db()
    assert (theirs.printed_at, theirs.reached_on) == (MORNING, None)
