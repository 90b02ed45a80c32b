"""The drawing of a project's milestones."""

from collections.abc import Sequence

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from machbar.modules.coordination.views import plan

register = template.Library()
register.simple_tag(plan.plan_key)


@register.simple_tag
def plan_drawing(rows: Sequence[plan.MilestoneRow], wide: bool) -> SafeString:
    """The drawing for wide or for small screens."""
    return plan.plan_svg(rows, timezone.localdate(), wide=wide)
