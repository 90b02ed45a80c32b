"""W1, step 7, and the diary on a phone: the guide's line on the receipt; the group writes, the lead releases."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.tests.builders import telltale_photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.coordination.tests.builders import make_member, make_token
from machbar.modules.ideas.services import make_project
from machbar.modules.ideas.tests.builders import make_receipt
from machbar.modules.projects.services import publish_project
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LINE = "Besichtigung am Samstag"
WIDTHS = (320, 390, 1280)


@pytest.mark.parametrize("script", [False, True])
def test_the_guide_types_a_line_and_the_receipt_of_the_idea_shows_it(
    visitor: Visitor, script: bool
) -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    receipt = make_receipt(town)
    project = make_project(idea=receipt.idea, by=house, at=timezone.now(), title="Werkstatt")
    guide = visitor(width=1280, script=script, person=make_person(Role.LOTSE, town=town))
    guide.goto(f"/werkstatt/projekte/{project.public_id}/")
    guide.get_by_label("Statuszeile").fill(LINE)
    guide.get_by_role("button", name="Allen sagen").click()
    expect(guide.get_by_role("status")).to_contain_text(
        "Gespeichert. Es steht auf dem Beleg der Idee"
    )

    phone = visitor(script=script)
    phone.goto(f"/beleg/{receipt.token}/")

    expect(phone.get_by_text(LINE)).to_be_visible()
    if script:
        assert (barriers(phone), too_wide(phone, WIDTHS)) == ([], [])


def test_a_member_writes_with_a_picture_and_the_lead_lets_everybody_read_it(
    visitor: Visitor,
) -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    now = timezone.now()
    receipt = make_receipt(town)
    project = make_project(idea=receipt.idea, by=house, at=now, title="Werkstatt")
    publish_project(project=project, by=house, at=now)
    member = make_member(project)
    lead = make_member(project, contact="l@example.invalid", leads=True)
    phone = visitor(script=False)
    phone.goto(f"/gruppe/{make_token(member)}/")
    phone.get_by_role("link", name="Tagebuch öffnen").click()
    phone.get_by_label("Was ist passiert?").fill("Der Ständer steht.")
    phone.get_by_text("Haben Sie ein Bild davon?").click()
    phone.get_by_label("Bild", exact=False).first.set_input_files(
        {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": telltale_photo()}
    )
    phone.get_by_label("Was ist zu sehen?").fill("Ein Rad im Ständer")
    phone.get_by_label("Wer hat es aufgenommen?").fill("Nachbarschaft")
    phone.get_by_label("Ich habe es aufgenommen").check()
    phone.get_by_label("Alle dürfen es lesen").check()
    phone.get_by_role("button", name="Ins Tagebuch schreiben").click()
    expect(phone.get_by_text("wartet auf Freigabe")).to_be_visible()

    other = visitor(script=False)
    other.goto(f"/gruppe/{make_token(lead)}/tagebuch/")
    other.get_by_role("link", name="Ansehen und freigeben").click()
    other.get_by_role("button", name="Für alle freigeben").click()

    guest = visitor()
    guest.goto(f"/projekte/{project.public_id}/")
    expect(guest.get_by_text("Der Ständer steht.").first).to_be_visible()
    expect(guest.get_by_role("img", name="Ein Rad im Ständer")).to_be_visible()
    expect(guest.get_by_text("Bild: Nachbarschaft")).to_be_visible()
    assert (barriers(guest), too_wide(guest, WIDTHS)) == ([], [])
