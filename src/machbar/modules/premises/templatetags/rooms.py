"""When a room or a window is booked or free, for templates."""

from django import template

from machbar.modules.premises import room_times

register = template.Library()
register.filter("when", room_times.when)
register.filter("kept", room_times.kept)
register.filter("hours", room_times.hours)
