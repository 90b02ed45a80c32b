"""The history of an idea on its talk page."""

from django import template

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.history import HistoryPage, history
from machbar.modules.ideas.history import traced_of_idea
from machbar.modules.ideas.models import Idea

register = template.Library()


@register.simple_tag
def history_of_idea(actor: Actor, idea: Idea) -> HistoryPage:
    """What happened to the idea, newest first."""
    return history(actor, traced_of_idea(idea))
