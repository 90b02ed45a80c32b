"""Data protection as the house sees it: in the foundation, because every module stands on it, and always on."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.privacy.retaining import daily
from machbar.foundation.surfaces.module import EventLabel, Module

MODULE = Module(
    key="privacy",
    name=_("Data protection in the house"),
    summary=_("What is kept about people, why, and how long."),
    urls="machbar.foundation.privacy.urls",
    can_be_switched_off=False,
    daily=daily,
    event_labels={
        "privacy.answered": EventLabel(
            sentence=_("Somebody was looked up who had asked what is kept about them.")
        ),
        "privacy.period_over": EventLabel(
            sentence=_("What was kept long enough was erased: %(count)s."),
            bare=_("What was kept long enough was erased."),
        ),
        "privacy.erased": EventLabel(sentence=_("Somebody was erased who had asked for it.")),
        "privacy.erased_again": EventLabel(
            sentence=_("After a restore somebody was erased again who had asked for it before.")
        ),
    },
)
