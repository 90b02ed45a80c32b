"""Entries of a diary for tests: written, looked at, found again in the trail."""

from datetime import date
from typing import Any

from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.tests.builders import make_picture, photo
from machbar.modules.coordination.models import DiaryEntry, Member
from machbar.modules.coordination.services import Author, EntryText, NewPicture, write_entry
from machbar.modules.coordination.tests.builders import MORNING, TODAY, house_of
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

ENTRY = {"on": "2026-11-20", "text": "Der Ständer steht."}


def make_entry(
    project: Project,
    *,
    text: str = "Der Ständer steht.",
    on: date = TODAY,
    is_for_all: bool = True,
    member: Member | None = None,
    key: str = "",
    shade: int | None = None,
    is_agreed: bool = True,
    helpers: int = 0,
    quarter_hours: int = 0,
) -> DiaryEntry:
    """An entry of the team, or of a member; with a picture where a shade is named."""
    picture = None
    if shade is not None:
        picture = NewPicture(
            picture=make_picture(project.town, shade=shade, form_key=f"p{key}{text}{shade}"),
            alt_text="Ein Rad",
            credit="Nachbarschaft",
            consent_text="Ja." if is_agreed else "",
            consent_by="said" if is_agreed else "",
        )
    return write_entry(
        project=project,
        by=Author(actor=house_of(project), member=member, may_release=member is None),
        at=MORNING,
        form_key=key or text,
        words=EntryText(
            on=on,
            text=text,
            is_for_all=is_for_all,
            helpers=helpers,
            quarter_hours=quarter_hours,
        ),
        picture=picture,
    )


def signed_in(client: Client, actor: Actor) -> Client:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    return client


def events() -> list[str]:
    found = AuditEntry.objects.filter(event__startswith="diary.").order_by("sequence")
    return list(found.values_list("event", flat=True))


def is_shown(entry: DiaryEntry) -> list[bool]:
    return [row.picture.is_released for row in entry.pictures.select_related("picture")]


def upload() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("rad.jpg", photo(), content_type="image/jpeg")
