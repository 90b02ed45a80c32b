"""Texts for codes that the core returns."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.modules.coordination.core import Course, Standing


def standing_words(standing: Standing) -> str:
    """How a milestone stands to its plan: `12 Tage später als geplant`, `in 9 Tagen`, `seit 5 Tagen überfällig`."""
    days = {"n": standing.days}
    sentences = {
        Course.AS_PLANNED: _("as planned"),
        Course.EARLIER: ngettext(
            "%(n)d day earlier than planned", "%(n)d days earlier than planned", standing.days
        )
        % days,
        Course.LATER: ngettext(
            "%(n)d day later than planned", "%(n)d days later than planned", standing.days
        )
        % days,
        Course.AHEAD: ngettext("in %(n)d day", "in %(n)d days", standing.days) % days,
        Course.TODAY: _("today"),
        Course.OVERDUE: ngettext("overdue for %(n)d day", "overdue for %(n)d days", standing.days)
        % days,
    }
    return sentences[standing.course]


def moved_words(standing: Standing) -> str:
    """By how much the plan itself has moved; empty where it stands as it was made."""
    days = standing.moved_days
    if not days:
        return ""
    if days > 0:
        return ngettext("put off by %(n)d day", "put off by %(n)d days", days) % {"n": days}
    return ngettext("brought forward by %(n)d day", "brought forward by %(n)d days", -days) % {
        "n": -days
    }
