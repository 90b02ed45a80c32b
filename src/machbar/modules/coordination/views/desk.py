"""Two desks for one diary: the team's page and the page behind a member's link share all that is written here."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.modules.coordination.models import DiaryEntry, Member
from machbar.modules.coordination.rules import (
    can_coordinate,
    can_write_diary,
    member_can_correct,
    member_can_release,
    member_can_write_diary,
)
from machbar.modules.coordination.selectors import (
    diary_of_group,
    diary_visible_to,
    member_behind,
)
from machbar.modules.coordination.services import Author
from machbar.modules.coordination.services.group import MEMBER
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Whose page it is: the project, who acts, what they may, and how its addresses begin."""

    project: Project
    actor: Actor
    key: str
    member: Member | None = None
    may_write: bool
    may_release: bool
    may_plan: bool

    @property
    def is_team(self) -> bool:
        """Whether it is the team's."""
        return self.member is None

    @property
    def layout(self) -> str:
        """The frame of its pages."""
        return "machbar/staff.html" if self.is_team else "machbar/bare.html"

    @property
    def author(self) -> Author:
        """Who writes at this desk."""
        return Author(actor=self.actor, member=self.member, may_release=self.may_release)

    @property
    def picture_route(self) -> str:
        """Under which address its pictures lie; the key comes first."""
        return self._route("entry_picture")

    @property
    def diary_url(self) -> str:
        """The diary."""
        return self.url("diary")

    @property
    def milestones_url(self) -> str:
        """Where a new milestone goes."""
        return self.url("milestones")

    @property
    def back_url(self) -> str:
        """The page from which one came."""
        if self.is_team:
            return reverse("projects:workspace", args=[self.key])
        return reverse("coordination:member", args=[self.key])

    def url(self, name: str, *arguments: str) -> str:
        """The address of one of its pages."""
        return reverse(self._route(name), args=[self.key, *arguments])

    def entries(self) -> QuerySet[DiaryEntry]:
        """What is read here of the project's diary."""
        if self.member is not None:
            return diary_of_group(self.member)
        return diary_visible_to(self.actor).filter(project=self.project)

    def may_correct(self, entry: DiaryEntry) -> bool:
        """Whether an entry may be corrected and removed here."""
        return self.may_write if self.member is None else member_can_correct(self.member, entry)

    def _route(self, name: str) -> str:
        return f"coordination:{'team' if self.is_team else 'member'}_{name}"


def team_desk(request: ActorRequest, public_id: str) -> Desk:
    """The team's; 404 for another town's project."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    return Desk(
        project=project,
        actor=request.actor,
        key=public_id,
        may_write=can_write_diary(request.actor),
        may_release=can_write_diary(request.actor),
        may_plan=can_coordinate(request.actor),
    )


def member_desk(request: ActorRequest, token: str) -> Desk:
    """The one behind a member's link; 404 for everybody who is not, or no longer, in the group."""
    link = link_behind(town=request.town, token=token, purpose=MEMBER)
    member = member_behind(link) if link is not None else None
    if member is None or not member_can_write_diary(member):
        raise Http404
    return Desk(
        project=member.project,
        actor=Actor(town=request.town, link=link),
        key=token,
        member=member,
        may_write=True,
        may_release=member_can_release(member),
        may_plan=member.leads,
    )


def refuse_unless(desk: Desk, *, may: bool) -> None:
    """What the holder of a link may not do does not exist; somebody of the team is told so."""
    if may:
        return
    if desk.is_team:
        raise PermissionDenied
    raise Http404
