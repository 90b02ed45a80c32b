"""May this actor do that with money?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.modules.projects.models import Project

MONEY_ROLES = (Role.LOTSE, Role.TREASURER, Role.ADMIN)


def can_work_on_money(actor: Actor) -> bool:
    """Change costs, own money, chosen programmes and answers."""
    return actor.has(*MONEY_ROLES)


def can_change_money(actor: Actor, project: Project) -> bool:
    """Change the money of this project."""
    return project.town_id == actor.town.pk and can_work_on_money(actor)


def can_see_plan(actor: Actor) -> bool:
    """Read plans and their inputs: everybody in the team, the town hall too (nothing internal stands there)."""
    return actor.is_staff
