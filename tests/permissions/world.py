"""The world of the table: two towns with everything in them twice, once ours and once of the other town.

Every secret is a mark of its own, so that the leak test can look for it on every page.
"""

from dataclasses import dataclass

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import CounterDevice
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.funding.models import ChosenProgramme, Programme
from machbar.modules.funding.services import choose_programme
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import (
    Photo,
    answer_idea,
    describe_photo,
    hand_in_idea,
    publish_idea,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.sign_in import demo_address
from machbar.site.towns import give_role


@dataclass(frozen=True, kw_only=True)
class Things:
    """What there is in one town."""

    town: Town
    device: CounterDevice
    public_idea: Idea
    public_token: str
    internal_idea: Idea
    internal_token: str
    public_project: Project
    internal_project: Project
    programme: Programme
    chosen: ChosenProgramme


@dataclass(frozen=True, kw_only=True)
class World:
    """Our town and another one."""

    ours: Things
    theirs: Things


def make_world() -> World:
    """Both towns; ours is a demo town, so that the demo's pages exist."""
    return World(ours=_things("ours"), theirs=_things("theirs"))


def mark(secret: str, of: str = "ours") -> str:
    """The text that stands for a secret on the pages."""
    return f"mark-{of}-{secret}-kram"


def _things(of: str) -> Things:
    town = make_town(key=of, host=f"{of}.example.org", is_demo=True)
    house = Actor(town=town, system=True)
    give_role(town=town, email=f"{of}-{demo_address('admin')}", name="Admin", role=Role.ADMIN)
    public_idea, public_token = _idea(of, "public", house)
    publish_idea(idea=public_idea, by=house, at=timezone.now())
    _release_photo(of, public_idea, house)
    internal_idea, internal_token = _idea(of, "internal", house)
    public_project = _project(of, "public", house)
    publish_project(project=public_project, by=house, at=timezone.now())
    internal_project = _project(of, "internal", house)
    chosen = _chosen(of, internal_project, house)
    return Things(
        town=town,
        device=make_device(town=town, token=f"tablet-{of}"),
        public_idea=public_idea,
        public_token=public_token,
        internal_idea=internal_idea,
        internal_token=internal_token,
        public_project=public_project,
        internal_project=internal_project,
        programme=chosen.programme,
        chosen=chosen,
    )


def _idea(of: str, kind: str, house: Actor) -> tuple[Idea, str]:
    now = timezone.now()
    receipt = hand_in_idea(
        by=house,
        at=now,
        form_key=f"{of}-{kind}",
        text=mark(f"{kind}-idea", of),
        contact=f"{mark(f'{kind}-contact', of)}@example.invalid",
        photo=Photo(
            picture=make_picture(house.town, form_key=f"{of}-{kind}"),
            credit=mark(f"{kind}-credit", of),
            consent_text=mark(f"{kind}-consent", of),
        ),
    )
    answer_idea(
        idea=receipt.idea,
        by=house,
        at=now,
        status=Idea.Status.IN_TALK,
        text=mark(f"{kind}-answer", of),
        key="k",
    )
    return receipt.idea, receipt.token


def _release_photo(of: str, idea: Idea, house: Actor) -> None:
    describe_photo(
        photo=photo_of(idea),
        by=house,
        at=timezone.now(),
        alt_text="Ein Brunnen",
        credit=mark("public-credit", of),
        is_release=True,
    )


def photo_of(idea: Idea) -> Picture:
    """The photo that each idea of the world has."""
    assert idea.photo is not None
    return idea.photo


def file_of(idea: Idea) -> str:
    """The last part of the address of its photo."""
    return photo_of(idea).files.all()[0].name


def _project(of: str, kind: str, house: Actor) -> Project:
    project = create_project(by=house, at=timezone.now(), title=mark(f"{kind}-project", of))
    Project.objects.filter(pk=project.pk).update(contact_phone=mark(f"{kind}-phone", of))
    project.refresh_from_db()
    return project


def _chosen(of: str, project: Project, house: Actor) -> ChosenProgramme:
    programme = make_programme(house.town, name=mark("programme", of))
    choose_programme(project=project, programme=programme, by=house, at=timezone.now())
    return project.chosen_programmes.select_related("programme").get()
