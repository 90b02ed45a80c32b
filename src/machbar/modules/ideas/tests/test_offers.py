""" "Mach ich mit" (F05): reaches the project guide only, can be taken back, counts in public from three on."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.surfaces.module import ProjectPage
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.day import day_page
from machbar.modules.ideas.exceptions import NoOffers
from machbar.modules.ideas.forms import new_form_key
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.module import project_panels
from machbar.modules.ideas.services import (
    Offered,
    answer_idea,
    forget_old_offers,
    join_ideas,
    make_project,
    note_reply,
    offer_help,
    withdraw_offer,
)
from machbar.modules.ideas.supporters import shown_counts
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def make_offer(idea: Idea, *, key: str = "1", is_suspicious: bool = False) -> Offered:
    """Somebody who would join in."""
    return offer_help(
        idea=idea,
        by=make_actor(town=idea.town),
        at=MORNING,
        form_key=key,
        name="Nachbarin",
        contact="geheim@example.org",
        text="Ich habe einen Anhänger.",
        is_suspicious=is_suspicious,
    )


def signed_in(client: Client, town: Town, role: Role = Role.LOTSE) -> Client:
    person = make_actor(role, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    return client


WORDS = {"name": "Nachbarin", "contact": "05353 9120", "text": "Anhänger"}


def test_an_offer_leads_to_a_page_of_ones_own_and_a_second_click_doubles_nothing(
    client: Client,
) -> None:
    idea = make_idea(make_town(), is_public=True)
    answers = WORDS | {"form_key": new_form_key()}

    pages = [
        client.post(f"/ideen/{idea.public_id}/mitmachen/", answers, follow=True)
        for _click in range(2)
    ]

    offer = Offer.objects.get()
    assert (offer.name, offer.contact, offer.contact_kind, offer.is_suspicious) == (
        "Nachbarin",
        "05353 9120",
        "phone",
        False,
    )
    assert all("Was Sie uns gesagt haben" in page.content.decode() for page in pages)
    assert "no-store" in pages[0]["Cache-Control"]


def test_a_mistake_keeps_everything_typed(client: Client) -> None:
    idea = make_idea(make_town(), is_public=True)

    page = client.post(
        f"/ideen/{idea.public_id}/mitmachen/", {"name": "Nachbarin", "contact": "x@"}
    )

    assert page.status_code == 422
    assert 'value="Nachbarin"' in page.content.decode()
    assert not Offer.objects.exists()


def test_a_program_is_noticed_gets_no_mail_and_does_not_count(client: Client) -> None:
    idea = make_idea(make_town(), is_public=True)

    client.post(
        f"/ideen/{idea.public_id}/mitmachen/",
        WORDS | {"contact": "a@example.org", "homepage": "http://x"},
    )

    assert Offer.objects.get().is_suspicious
    assert not Letter.objects.exists()


def test_a_mail_thanks_with_a_link_that_takes_the_offer_back(client: Client) -> None:
    town = make_town(host="testserver")
    make_offer(make_idea(town, is_public=True))

    letter = Letter.objects.get()
    path = next(line for line in letter.body.splitlines() if "/beleg/mitmachen/" in line)
    client.post(path.partition("testserver")[2] + "zuruecknehmen/")

    assert letter.recipient == "geheim@example.org"
    assert not Offer.objects.exists()


def test_taking_back_erases_name_and_contact_and_ends_the_link(client: Client) -> None:
    idea = make_idea(make_town(), is_public=True)
    offered = make_offer(idea)
    page = f"/beleg/mitmachen/{offered.token}/"

    answer = client.post(f"{page}zuruecknehmen/")
    withdraw_offer(offer=offered.offer, by=make_actor(town=idea.town), at=MORNING)

    assert answer["Location"] == f"/ideen/{idea.public_id}/"
    assert not Offer.objects.exists()
    assert client.get(page).status_code == 404
    assert not PersonalLink.objects.filter(purpose="idea_offer", revoked_at=None).exists()
    assert AuditEntry.objects.filter(event="idea.offer_withdrawn").count() == 1


def test_only_the_project_guide_reads_names_and_contacts(client: Client) -> None:
    town = make_town()
    idea = make_idea(town, is_public=True)
    make_offer(idea)
    page = f"/werkstatt/gespraeche/{idea.public_id}/"

    guide = signed_in(Client(), town).get(page).content.decode()
    moderation = signed_in(Client(), town, Role.MODERATION).get(page).content.decode()
    everybody = client.get(f"/ideen/{idea.public_id}/").content.decode()

    assert "geheim@example.org" in guide
    assert "geheim@example.org" not in moderation
    assert "Ein Mensch würde mitmachen." in moderation
    assert "geheim@example.org" not in everybody
    assert "Nachbarin" not in everybody


def test_the_public_count_begins_at_three_and_leaves_spam_out(client: Client) -> None:
    idea = make_idea(make_town(), is_public=True)
    for key in ("1", "2"):
        make_offer(idea, key=key)
    make_offer(idea, key="spam", is_suspicious=True)
    two = client.get(f"/ideen/{idea.public_id}/").content.decode()

    make_offer(idea, key="3")

    assert "Menschen machen mit" not in two
    assert shown_counts([idea]) == {idea.pk: 3}
    assert "3 Menschen machen mit." in client.get(f"/ideen/{idea.public_id}/").content.decode()
    assert "Mach ich mit (3)" in client.get("/ideen/").content.decode()


def test_ideas_that_are_not_on_the_wall_or_not_possible_take_no_offers(client: Client) -> None:
    town = make_town()
    hidden = make_idea(town)
    closed = make_idea(town, is_public=True)
    answer_idea(
        idea=closed,
        by=make_actor(Role.LOTSE, town=town),
        at=MORNING,
        status="not_feasible",
        text="Geht nicht.",
        key="1",
    )

    for idea in (hidden, closed):
        assert client.get(f"/ideen/{idea.public_id}/mitmachen/").status_code == 404
        with pytest.raises(NoOffers):
            make_offer(idea)


def test_the_day_page_counts_new_offers_until_somebody_was_in_touch() -> None:
    town = make_town()
    idea = make_idea(town, is_public=True)
    guide = make_actor(Role.LOTSE, town=town)
    moderation = make_actor(Role.MODERATION, town=town)
    Idea.objects.update(answered_at=MORNING)
    offer = make_offer(idea).offer

    before, others = day_page(guide, MORNING.date()), day_page(moderation, MORNING.date())
    note_reply(offer=offer, by=guide, at=MORNING)
    note_reply(offer=offer, by=guide, at=MORNING + timedelta(days=1))

    headlines = [str(item.headline) for part in before for item in part.items]
    assert headlines == ["Nachbarin würde mitmachen"]
    assert others == []
    assert day_page(guide, MORNING.date()) == []
    assert Offer.objects.get().answered_at == MORNING


def test_the_guide_ticks_an_offer_off_and_others_may_not(client: Client) -> None:
    town = make_town()
    offer = make_offer(make_idea(town, is_public=True)).offer
    address = f"/werkstatt/gespraeche/{offer.idea.public_id}/mitmachen/{offer.public_id}/"

    refused = signed_in(Client(), town, Role.ADMIN).post(address)
    done = signed_in(Client(), town).post(address)

    assert (refused.status_code, done.status_code) == (403, 302)
    assert Offer.objects.get().answered_at is not None


def test_offers_follow_the_idea_into_its_project_for_the_guide_only() -> None:
    town = make_town()
    idea = make_idea(town, is_public=True)
    offer = make_offer(idea).offer
    guide = make_actor(Role.LOTSE, town=town)
    project = make_project(idea=idea, by=guide, at=MORNING, title="Werkstatt")

    (panel,) = project_panels(guide, project.pk, ProjectPage.WORKSPACE)

    assert panel.context == {"offers": [offer]}
    assert project_panels(guide, project.pk, ProjectPage.PUBLIC) == ()
    admin = make_actor(Role.ADMIN, town=town)
    assert project_panels(admin, project.pk, ProjectPage.WORKSPACE) == ()


def test_offers_move_along_with_a_joined_idea_and_into_its_project(client: Client) -> None:
    town = make_town()
    kept, joined = (make_idea(town, text=text, is_public=True) for text in ("Markt", "Wochenmarkt"))
    offers = [make_offer(kept, key="1").offer, make_offer(joined, key="2").offer]
    guide = make_actor(Role.LOTSE, town=town)
    make_offer(kept, key="3")
    join_ideas(idea=joined, into=kept, by=guide, at=MORNING, text="Gehört zusammen.", key="j")
    project = make_project(idea=kept, by=guide, at=MORNING, title="Markt am Abend")

    page = signed_in(client, town).get(f"/werkstatt/gespraeche/{kept.public_id}/").content.decode()
    (panel,) = project_panels(guide, project.pk, ProjectPage.WORKSPACE)

    shown = page.split('id="mitmachen"')[1].split("</section>")[0]
    assert (shown.count("<li>"), joined.number in shown, kept.number in shown) == (3, True, False)
    moved = panel.context["offers"]
    assert isinstance(moved, list)
    assert {offer.pk for offer in offers} < {offer.pk for offer in moved}
    assert shown_counts([kept]) == {kept.pk: 3}


def test_offers_are_forgotten_after_a_year() -> None:
    town = make_town()
    make_offer(make_idea(town, is_public=True))

    early = forget_old_offers(town=town, at=MORNING + timedelta(days=364))
    late = forget_old_offers(town=town, at=MORNING + timedelta(days=365))

    assert (early, late) == (0, 1)
    assert not Offer.objects.exists()


def test_a_link_of_another_town_leads_nowhere(client: Client) -> None:
    make_town(host="testserver")
    offered = make_offer(make_idea(make_town(host="b.example.org"), is_public=True))

    assert client.get(f"/beleg/mitmachen/{offered.token}/").status_code == 404
    assert client.post(f"/beleg/mitmachen/{offered.token}/zuruecknehmen/").status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_talk_page_costs_the_same_with_one_and_with_twenty_offers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    idea = make_idea(town, is_public=True)
    for number in range(rows):
        make_offer(idea, key=str(number))
    signed_in(client, town).get("/")

    with django_assert_num_queries(19):
        client.get(f"/werkstatt/gespraeche/{idea.public_id}/")
