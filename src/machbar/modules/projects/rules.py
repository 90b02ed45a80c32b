"""May this actor do that with a project?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.modules.projects.models import Project

WORKING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_work_on_projects(actor: Actor) -> bool:
    """Create projects, change their sheet and slots, publish them."""
    return actor.has(*WORKING_ROLES)


def can_see_contact(actor: Actor) -> bool:
    """See the personal fields of the sheet: the team, not the town hall (neutrality, architecture.md section 6)."""
    return actor.has(*WORKING_ROLES, Role.EDITOR, Role.TREASURER)


def can_change(actor: Actor, project: Project) -> bool:
    """Change this project."""
    return project.town_id == actor.town.pk and can_work_on_projects(actor)
