"""Projects, members and tasks for tests."""

import re
import secrets
from datetime import UTC, date, datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.services import add_task, ask_to_join, change_role, confirm_member
from machbar.modules.coordination.services.group import link_to
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, 9:00 in Königslutter
TODAY = date(2026, 11, 26)
MONDAY = date(2026, 11, 30)


def make_project(town: Town, *, title: str = "Fahrradwerkstatt", is_public: bool = True) -> Project:
    """A project, public unless said otherwise."""
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=MORNING, title=title)
    if is_public:
        publish_project(project=project, by=house, at=MORNING)
        project.refresh_from_db()
    return project


def house_of(project: Project) -> Actor:
    """The house itself, in the project's town."""
    return Actor(town=project.town, system=True)


def make_request(
    project: Project,
    *,
    name: str = "Anna Muster",
    contact: str = "anna@example.invalid",
    offer: str = "",
    shows_first_name: bool = False,
    wants_reminders: bool = False,
    at: datetime = MORNING,
) -> Member:
    """Somebody who asked to join."""
    return ask_to_join(
        project=project,
        by=Actor(town=project.town),
        at=at,
        form_key=secrets.token_hex(8),
        name=name,
        contact=contact,
        offer=offer,
        shows_first_name=shows_first_name,
        wants_reminders=wants_reminders,
    ).member


def make_member(
    project: Project,
    *,
    name: str = "Anna Muster",
    contact: str = "anna@example.invalid",
    shows_first_name: bool = False,
    wants_reminders: bool = False,
    leads: bool = False,
) -> Member:
    """Somebody who belongs to the group."""
    house = Actor(town=project.town, system=True)
    member = make_request(
        project,
        name=name,
        contact=contact,
        shows_first_name=shows_first_name,
        wants_reminders=wants_reminders,
    )
    confirm_member(member=member, by=house, at=MORNING)
    if leads:
        change_role(member=member, by=house, role=Member.Role.LEAD)
    member.refresh_from_db()
    return member


def make_token(member: Member) -> str:
    """A personal link of the member."""
    return link_to(member)


def make_task(
    project: Project,
    *,
    title: str = "Beim Fahrradladen fragen",
    effort: int = 30,
    owner: Member | Person | None = None,
    due_on: date | None = None,
    is_public: bool = False,
    at: datetime = MORNING,
) -> Task:
    """A task of the project."""
    task = add_task(
        project=project,
        by=house_of(project),
        at=at,
        form_key=secrets.token_hex(8),
        title=title,
        effort=effort,
        owner=owner,
        due_on=due_on,
        is_public=is_public,
    )
    task.refresh_from_db()
    return task


def link_in(letter: Letter) -> str:
    """The address of the page of their own that a mail carries."""
    [path] = re.findall(r"/gruppe/[\w-]+/", letter.body)[:1]
    return str(path)
