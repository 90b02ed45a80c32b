"""Quarter hours as people write hours."""

from django import template

from machbar.modules.coordination.core import hours_text

register = template.Library()
register.filter("hours", hours_text)
