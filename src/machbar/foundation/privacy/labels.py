"""What the codes of the registry mean in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.privacy.planning import Deed
from machbar.foundation.surfaces.personal import Basis, Keep

BASES: dict[Basis, str | Promise] = {
    Basis.CONSENT: _("consent, Art. 6 (1) a"),
    Basis.CONTRACT: _("agreement, Art. 6 (1) b"),
    Basis.DUTY: _("legal duty, Art. 6 (1) c"),
    Basis.INTEREST: _("legitimate interest, Art. 6 (1) f"),
}


CODES: dict[str, str | Promise] = {
    "none": pgettext_lazy("code", "not at all"),
    "mail": pgettext_lazy("code", "mail"),
    "phone": pgettext_lazy("code", "phone"),
    "letter": pgettext_lazy("code", "letter"),
    "written": pgettext_lazy("code", "in writing"),
    "said": pgettext_lazy("code", "said at the counter"),
    "public": pgettext_lazy("code", "everybody"),
    "internal": pgettext_lazy("code", "the team only"),
    "owner": pgettext_lazy("code", "owner"),
    "seeker": pgettext_lazy("code", "who searches"),
    "room": pgettext_lazy("code", "room"),
    "counter": pgettext_lazy("code", "at the counter"),
    "TOTP Authenticator": pgettext_lazy("code", "app with codes"),
    "WebAuthn": pgettext_lazy("code", "passkey"),
}
"""Codes that stand in rows without a label of their own."""


DEEDS: dict[Deed, str | Promise] = {
    Deed.GOES: _("is deleted"),
    Deed.EMPTIED: _("stays without the person"),
    Deed.STRUCK: _("only the person's words are struck out"),
    Deed.HELD: _("has to stay"),
}


@dataclass(frozen=True, kw_only=True)
class Period:
    """How long a class is kept; `by_itself`: the house erases it without anybody asking."""

    text: str | Promise
    by_itself: bool


PERIODS: dict[Keep, Period] = {
    Keep.MONTH_AFTER_DAY: Period(text=_("30 days after the day it was for"), by_itself=True),
    Keep.MONTH_AFTER_TYPING: Period(text=_("30 days after it was typed"), by_itself=True),
    Keep.MONTH_AFTER_REQUEST: Period(text=_("30 days after the decision"), by_itself=True),
    Keep.YEAR: Period(text=_("one year"), by_itself=True),
    Keep.IDEA: Period(text=_("24 months after the last contact"), by_itself=True),
    Keep.SEARCH: Period(text=_("six weeks after the search ended"), by_itself=True),
    Keep.ROOM: Period(text=_("as long as the room is in the register"), by_itself=False),
    Keep.CONTACT: Period(text=_("24 months after the last change"), by_itself=False),
    Keep.PROJECT: Period(
        text=_("with the project; ten years after its end where it was funded"), by_itself=False
    ),
    Keep.TEAM: Period(text=_("as long as somebody belongs to the team"), by_itself=False),
    Keep.TRAIL: Period(text=_("ten years; the content can be erased before"), by_itself=True),
    Keep.POST: Period(text=_("24 months after it was written"), by_itself=True),
    Keep.COPY: Period(text=_("as long as what it belongs to"), by_itself=True),
    Keep.DRAFT: Period(text=_("one day, unless it is taken in"), by_itself=True),
    Keep.SESSION: Period(text=_("twelve hours after the last visit"), by_itself=True),
}
