"""Texts for the codes that the core returns, and for the ways on which an answer goes."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.module import MOST_COUNTED
from machbar.modules.ideas.core import ContactKind, Suspicion

SUSPICIONS = {
    Suspicion.TRAP: _("the hidden field was filled in"),
    Suspicion.FAST: _("sent within two seconds"),
    Suspicion.LINKS: _("three links or more"),
    Suspicion.REPEATED: _("the same text came before"),
}
CHANNELS = {
    ContactKind.MAIL: _("by mail"),
    ContactKind.PHONE: _("by phone"),
    ContactKind.LETTER: _("by letter"),
    ContactKind.NONE: _("on the receipt's page only"),
}


def ideas_of_tables(count: int) -> str:
    """How many ideas from tables wait for an answer; nobody counts beyond 99."""
    if count > MOST_COUNTED:
        return gettext("More than %(n)d ideas from tables without an answer") % {"n": MOST_COUNTED}
    words = ngettext(
        "%(n)d idea from a table without an answer",
        "%(n)d ideas from tables without an answer",
        count,
    )
    return words % {"n": count}
