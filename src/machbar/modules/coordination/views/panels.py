"""The plan and the diary on the public page of a project, read only by the page that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.coordination.models import DiaryEntry, Milestone
from machbar.modules.coordination.selectors import (
    newest_public_entries,
    public_milestones,
    show_released_pictures,
)
from machbar.modules.coordination.views.plan import MilestoneRow, milestone_rows, plan_sentence
from machbar.modules.projects.models import Project

ON_THE_PAGE = 3


def plan_and_diary(
    actor: Actor, projects: Sequence[int]
) -> tuple[Sequence[Milestone], Sequence[DiaryEntry]]:
    """What panels and timeline of one page show; read once a request (two queries)."""
    key = ("coordination.plan_and_diary", tuple(projects))
    known = actor.memo.get(key)
    if known is None:
        known = (list(public_milestones(actor, projects)), newest_public_entries(actor, projects))
        actor.memo[key] = known
    return known  # type: ignore[return-value]


@dataclass(frozen=True, kw_only=True)
class PublicDiary:
    """What everybody sees; nothing is read before a template asks, for the team's page shows none of it."""

    actor: Actor
    project: Project

    @cached_property
    def rows(self) -> Sequence[MilestoneRow]:
        """The public milestones."""
        return milestone_rows(self._read[0], timezone.localdate())

    @property
    def sentence(self) -> str:
        """How many of them are reached."""
        return plan_sentence(self.rows)

    @cached_property
    def entries(self) -> Sequence[DiaryEntry]:
        """The newest entries with their pictures."""
        shown = self._read[1][:ON_THE_PAGE]
        show_released_pictures(shown)
        return shown

    @property
    def has_more(self) -> bool:
        """Whether there are more entries than shown."""
        return len(self._read[1]) > len(self.entries)

    @property
    def _read(self) -> tuple[Sequence[Milestone], Sequence[DiaryEntry]]:
        return plan_and_diary(self.actor, [self.project.pk])
