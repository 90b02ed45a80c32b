"""Django's name for this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    """The app `funding`."""

    name = "machbar.modules.funding"
    verbose_name = _("Funding")
