"""What rooms and demand contribute to the house."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.module import Module

MODULE = Module(
    key="premises",
    name=_("Rooms and demand"),
    summary=_(
        "Empty premises with their owners' consent, searches, explained matching, and the house's own room."
    ),
    urls="machbar.modules.premises.urls",
    needs=frozenset({"projects"}),
)
