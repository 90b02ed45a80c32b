"""Data protection as the house sees it: in the foundation, because every module stands on it, and always on."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.module import EventLabel, Module

MODULE = Module(
    key="privacy",
    name=_("Data protection in the house"),
    summary=_("What is kept about people, why, and how long."),
    urls="machbar.foundation.privacy.urls",
    can_be_switched_off=False,
    event_labels={
        "privacy.answered": EventLabel(
            sentence=_("Somebody was looked up who had asked what is kept about them.")
        ),
        "privacy.erased": EventLabel(sentence=_("Somebody was erased who had asked for it.")),
        "privacy.erased_again": EventLabel(
            sentence=_("After a restore somebody was erased again who had asked for it before.")
        ),
    },
)
