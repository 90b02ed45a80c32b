"""Ideas with photos for tests."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.media import store
from machbar.foundation.media.tests.builders import make_picture, photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Photo, describe_photo, hand_in_idea, publish_idea
from machbar.modules.ideas.tests.builders import MORNING
from machbar.site.sign_in import BACKEND

CONSENT = (
    "Ich habe es aufgenommen oder darf es weitergeben, und es darf mit meiner Idee gezeigt werden."
)


def upload(content: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(400, 300) if content is None else content, "image/jpeg")


def make_idea_with_photo(town: Town, *, shade: int = 0, is_shown: bool = True) -> Idea:
    """An idea on the wall with a photo that is released, or only for the team."""
    key = new_form_key()[:32]
    house = Actor(town=town, system=True)
    taken = Photo(
        picture=make_picture(town, shade=shade, form_key=key),
        credit="Nachbarin",
        consent_text="Ja.",
    )
    idea = hand_in_idea(by=house, at=MORNING, form_key=key, text="Brunnen", photo=taken).idea
    publish_idea(idea=idea, by=house, at=MORNING)
    idea.refresh_from_db()
    if is_shown:
        describe_photo(
            photo=taken.picture,
            by=house,
            at=MORNING,
            alt_text="Ein alter Brunnen",
            credit="Nachbarin",
            is_release=True,
        )
    return idea


def signed_in(client: Client, town: Town, role: Role = Role.LOTSE) -> Client:
    person = make_actor(role, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    return client


def address(idea: Idea) -> str:
    assert idea.photo is not None
    return f"/ideen/{idea.public_id}/foto/{idea.photo.files.all()[0].name}"


def files_on_disk() -> list[str]:
    return list(store.hashes())
