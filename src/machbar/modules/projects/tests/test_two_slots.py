"""Two people say how far one slot is: nothing is overwritten unseen, and nothing that was typed is lost."""

import html
import re

import pytest
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person
from machbar.modules.projects.exceptions import ChangedMeanwhile, EvidenceMissing
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.selectors import last_slot_change
from machbar.modules.projects.services import set_slot
from machbar.modules.projects.tests.test_projects import NOW, make_project, sign_in

pytestmark = pytest.mark.django_db


def _colleague(lotse: Actor) -> Actor:
    person = make_person(Role.LOTSE, town=lotse.town, name="Die Kollegin")
    return Actor(town=lotse.town, person=person, roles=frozenset({Role.LOTSE}))


def _form(content: str, address: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to this address."""
    _before, _found, rest = content.partition(f'action="{address}"')
    form, _end, _after = rest.partition("</form>")
    fields = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    return {name: html.unescape(text) for name, text in fields if name != "csrfmiddlewaretoken"}


def _opened(client: Client, project: Project, kind: str) -> tuple[str, dict[str, str]]:
    workspace = f"/werkstatt/projekte/{project.public_id}/"
    address = f"{workspace}feld/{kind}/"
    return address, _form(client.get(workspace).content.decode(), address)


def _slot(kind: str) -> tuple[str, str, bool, str]:
    slot = Slot.objects.get(kind=kind)
    return slot.state, slot.note, slot.is_sought, slot.evidence_url


def test_a_slot_that_is_not_the_one_that_was_seen_is_not_overwritten() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    seen = project.slots.get(kind="place").fingerprint
    colleague = _colleague(lotse)
    set_slot(
        project=project,
        kind="place",
        state="candidate",
        note="Ihrer.",
        by=colleague,
        at=NOW,
        seen=seen,
    )

    with pytest.raises(ChangedMeanwhile):
        set_slot(
            project=project,
            kind="place",
            state="proven",
            note="Meiner.",
            by=lotse,
            at=NOW,
            seen=seen,
        )

    assert _slot("place") == ("candidate", "Ihrer.", False, "")
    assert last_slot_change(project, "place")[0] == "Die Kollegin"
    assert last_slot_change(project, "carrier") == ("", None)


def test_a_seen_slot_still_needs_its_sentence() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    seen = project.slots.get(kind="place").fingerprint

    with pytest.raises(EvidenceMissing):
        set_slot(
            project=project, kind="place", state="proven", note=" ", by=lotse, at=NOW, seen=seen
        )


def test_what_only_the_other_said_of_a_slot_is_kept(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    set_slot(project=project, kind="place", state="candidate", note="Ein Laden.", by=lotse, at=NOW)
    sign_in(client, lotse)
    address, opened = _opened(client, project, "place")
    set_slot(
        project=project,
        kind="place",
        state="candidate",
        note="Ein Laden.",
        is_sought=True,
        by=_colleague(lotse),
        at=NOW,
    )
    set_slot(project=project, kind="carrier", state="candidate", note="Wir.", by=lotse, at=NOW)

    typed = {"state": "proven", "note": "Ein Laden.", "evidence_url": ""}
    page = client.post(address, {**opened, **typed}, follow=True)

    assert "Inzwischen hatte Die Kollegin geändert: Die Suche läuft" in page.content.decode()
    assert _slot("place") == ("proven", "Ein Laden.", True, "")


def test_two_sentences_for_one_slot_stand_side_by_side_and_one_is_chosen(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    address, opened = _opened(client, project, "place")
    set_slot(
        project=project,
        kind="place",
        state="candidate",
        note="Der Laden.",
        by=_colleague(lotse),
        at=NOW,
    )

    typed = {"state": "candidate", "note": "Die Scheune.", "evidence_url": "https://example.org/x"}
    page = client.post(address, {**opened, **typed})
    content = page.content.decode()
    before_choice = _slot("place")
    again = {**_form(content, address), "state": "candidate", "evidence_url": typed["evidence_url"]}
    both = {"andere-note": "Der Laden.", "eigene-note": "Die Scheune oder der Laden."}
    unchosen = client.post(address, {**again, **both})
    saved = client.post(address, {**again, **both, "wahl-note": "eigene"})

    assert page.status_code == 422
    assert "Inzwischen hat Die Kollegin dasselbe geändert" in content
    assert ("Der Laden." in content, "Die Scheune." in content) == (True, True)
    assert content.count("Inzwischen hat Die Kollegin") == 1
    assert before_choice == ("candidate", "Der Laden.", False, "")
    assert (unchosen.status_code, saved.status_code) == (422, 302)
    assert "Bitte wählen Sie einen der beiden Texte." in unchosen.content.decode()
    assert _slot("place") == (
        "candidate",
        "Die Scheune oder der Laden.",
        False,
        "https://example.org/x",
    )
