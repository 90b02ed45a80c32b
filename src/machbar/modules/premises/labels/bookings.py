"""Sentences for why the house's own room or window cannot be booked."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core.offers import Refusal

REFUSALS: Mapping[Refusal, Promise] = {
    Refusal.NOT_OFFERED: _("This cannot be booked at the moment."),
    Refusal.OVER: _("This time is over. Please choose one to come."),
    Refusal.TOO_FAR: _("That is too far ahead. Please choose an earlier day."),
    Refusal.TOO_EARLY: _("The room opens later. Please choose a later beginning."),
    Refusal.TOO_LATE: _("The room closes earlier. Please choose an earlier end."),
    Refusal.TOO_LONG: _("That is too long: a room for one day, a window for 31 days at most."),
}
