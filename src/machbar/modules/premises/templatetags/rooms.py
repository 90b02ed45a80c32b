"""When a room or a window is booked or free, for templates."""

from django import template

from machbar.modules.premises.words import times

register = template.Library()
register.filter("when", times.when)
register.filter("kept", times.kept)
register.filter("hours", times.hours)
