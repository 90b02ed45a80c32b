"""What a template of one module asks the others, without knowing them."""

from typing import Any

from django import template

from machbar.foundation.surfaces import asking

register = template.Library()


@register.simple_tag(takes_context=True)
def invitation_address(context: dict[str, Any], project: str) -> str:
    """Where a form with `name` and `address` invites somebody into this project's group; empty where nobody does."""
    request = context["request"]
    return asking.invitation_address(request.modules, request.actor, project)
