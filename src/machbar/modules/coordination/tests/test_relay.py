"""Letters through the house: a mail of its own for each reader, nobody's address, answers to the house."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import deliver_due
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.coordination.exceptions import NobodyToWriteTo, NotAMember, TooManyLetters
from machbar.modules.coordination.models import GroupLetter, Member
from machbar.modules.coordination.services import write_letter
from machbar.modules.coordination.services.relay import MOST_A_DAY
from machbar.modules.coordination.tests.builders import (
    MORNING,
    make_member,
    make_project,
    make_token,
)
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
ADDRESSES = ["a@example.invalid", "b@example.invalid", "c@example.invalid"]


def make_group(project: Project) -> list[Member]:
    """Three with mail, of whom the first agreed to be named, and one with a phone."""
    members = [
        make_member(project, name=f"Mensch{at} Nachname", contact=each, shows_first_name=at == 0)
        for at, each in enumerate(ADDRESSES)
    ]
    make_member(project, name="Telefon", contact="05353 12345")
    Letter.objects.all().delete()
    return members


def test_the_team_writes_to_all_and_each_gets_a_mail_that_shows_no_other_address() -> None:
    town = make_town(contact_email="haus@example.invalid")
    project = make_project(town)
    make_group(project)

    letters = [
        write_letter(
            project=project,
            by=make_actor(Role.LOTSE, town=town),
            at=MORNING,
            form_key="1",
            subject="Samstag  um zehn",
            text="Wer kommt?",
        )
        for _click in range(2)
    ]
    deliver_due()

    assert [(each.subject, each.mails, each.unreached) for each in letters] == [
        ("Samstag um zehn", 3, 1)
    ] * 2
    assert [message.to for message in mail.outbox] == [[each] for each in ADDRESSES]
    for message in mail.outbox:
        everything = message.message().as_string()
        others = [each for each in ADDRESSES if each not in message.to]
        assert message.reply_to == ["haus@example.invalid"]
        assert (message.cc, message.bcc) == ([], [])
        assert "Das Team schreibt der Gruppe" in message.body
        assert not [each for each in [*others, "05353", "Nachname"] if each in everything]


def test_each_mail_holds_the_link_of_its_reader(client: Client) -> None:
    project = make_project(make_town())
    members = make_group(project)

    write_letter(
        project=project,
        by=make_actor(Role.LOTSE, town=project.town),
        at=timezone.now(),
        form_key="1",
        subject="Samstag",
        text="Wer kommt?",
        to=members[1],
    )

    letter = Letter.objects.get()
    path = letter.body.partition("/gruppe/")[2].split()[0]
    page = client.get(f"/gruppe/{path}").content.decode()
    assert letter.recipient == ADDRESSES[1]
    assert "Mensch0" in page  # the one who agreed; the reader is "you"


def test_what_goes_to_one_person_is_in_no_log() -> None:
    project = make_project(make_town())
    members = make_group(project)

    write_letter(
        project=project,
        by=make_actor(Role.LOTSE, town=project.town),
        at=MORNING,
        form_key="1",
        subject="Nur für Sie",
        text="Vertraulich",
        to=members[0],
    )

    kept = GroupLetter.objects.get()
    assert (kept.text, kept.to_member, kept.mails) == ("", members[0], 1)
    trail = [entry.payload.content for entry in project.town.audit_entries.all()]
    assert not [content for content in trail if "Vertraulich" in content or "@" in content]


def test_a_member_writes_by_link_to_all_and_to_who_is_named_but_to_nobody_else(
    client: Client,
) -> None:
    project = make_project(make_town())
    named, writer, unnamed = make_group(project)
    link = f"/gruppe/{make_token(writer)}/"
    form = {"subject": "Säge", "text": "Wer hat eine?", "form_key": new_form_key()}

    to_all = client.post(f"{link}brief/", form)
    client.post(f"{link}brief/", form)
    to_named = client.post(
        f"{link}brief/", {**form, "to": named.public_id, "form_key": new_form_key()}
    )
    to_unnamed = client.post(f"{link}brief/", {**form, "to": unnamed.public_id})
    empty = client.post(f"{link}brief/", {"subject": "Säge"})

    assert [page.status_code for page in (to_all, to_named, to_unnamed, empty)] == [
        302,
        302,
        422,
        422,
    ]
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == [
        ADDRESSES[0],
        ADDRESSES[0],
        ADDRESSES[2],
    ]
    assert all("Jemand aus der Gruppe schreibt" in each.body for each in Letter.objects.all())
    assert "Wer hat eine?" in client.get(link).content.decode()


def test_who_agreed_to_be_named_writes_under_the_first_name() -> None:
    project = make_project(make_town())
    named, *_others = make_group(project)

    write_letter(
        project=project,
        by=make_actor(town=project.town),
        at=MORNING,
        form_key="1",
        subject="Säge",
        text="Wer?",
        author=named,
    )

    body = Letter.objects.latest("pk").body
    assert "Mensch0 schreibt der Gruppe" in body
    assert "Nachname" not in body


def test_a_member_who_writes_all_day_is_asked_to_go_on_tomorrow() -> None:
    project = make_project(make_town())
    writer = make_group(project)[0]

    def write(number: int) -> None:
        write_letter(
            project=project,
            by=make_actor(town=project.town),
            at=MORNING,
            form_key=str(number),
            subject="S",
            text="T",
            author=writer,
        )

    for number in range(MOST_A_DAY):
        write(number)
    with pytest.raises(TooManyLetters):
        write(MOST_A_DAY)

    assert GroupLetter.objects.count() == MOST_A_DAY


def test_letters_that_reach_nobody_and_writers_from_elsewhere_are_refused() -> None:
    town = make_town()
    project = make_project(town)
    alone = make_member(project)
    stranger = make_member(make_project(town, title="Kino"))
    phone = make_member(make_project(town, title="Bank"), contact="0531 12345")
    by = make_actor(Role.LOTSE, town=town)

    def write(of: Project, author: Member | None = None, to: Member | None = None) -> None:
        write_letter(
            project=of, by=by, at=MORNING, form_key="1", subject="S", text="T", author=author, to=to
        )

    with pytest.raises(NobodyToWriteTo):
        write(project, author=alone)
    with pytest.raises(NobodyToWriteTo):
        write(project, to=stranger)
    with pytest.raises(NobodyToWriteTo):
        write(phone.project, to=phone)
    with pytest.raises(NotAMember):
        write(project, author=stranger)
    assert GroupLetter.objects.count() == 0


def test_the_teams_log_says_who_when_and_how_many_but_no_address_and_no_text(
    client: Client,
) -> None:
    project = make_project(make_town())
    make_group(project)
    client.force_login(make_person(Role.LOTSE, town=project.town), backend=BACKEND)
    group = f"/werkstatt/projekte/{project.public_id}/gruppe/"

    page = client.post(f"{group}brief/", {"subject": "Samstag", "text": "Wer kommt?"}, follow=True)

    log = page.content.decode().partition('id="briefe"')[2]
    assert "vom Team, an die Gruppe · 3 E-Mails · bitte eine Person anrufen" in log
    assert "Wer kommt?" not in log
    assert "@" not in log
