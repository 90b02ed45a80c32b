"""Ideas that remind of each other, for tests."""

from datetime import timedelta

from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.search.services import renew
from machbar.foundation.testing import make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.kin import Kindred
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.tests.builders import MORNING
from machbar.site.sign_in import BACKEND

SENTENCE = "Fahrradwerkstatt sucht Raum"
TREFF = "Reparaturtreff. Es fehlt eine Werkstatt."
LASTENRAD = "Lastenrad leihen. Jemand hält das Fahrrad in Schuss."


def signed_in(client: Client, town: Town) -> Actor:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    return lotse


def titles(kindred: Kindred) -> list[str]:
    return [kin.idea.title for kin in kindred.ideas]


def fill(town: Town, texts: list[str], *, is_public: bool = True) -> None:
    """Ideas as an import brings them: written at once and indexed."""
    Idea.objects.bulk_create(
        Idea(
            town=town,
            number=f"F-{at}",
            title=text[:80],
            text=text,
            form_key=f"f{at}",
            channel="postcard",
            published_at=MORNING if is_public else None,
            handed_in_at=MORNING + timedelta(minutes=at),
        )
        for at, text in enumerate(texts)
    )
    renew(FINDABLE, list(Idea.objects.filter(town=town).values_list("pk", flat=True)))
