"""The light of whoever signs the staff in: nothing where nobody does."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from machbar.foundation.access.issuer.configured import Issuer, configured_issuer
from machbar.foundation.towns.models import Town
from machbar.site.house_account.trying import trouble_with
from machbar.site.state.lights import Colour, Light


def issuer(*, connects: bool) -> Iterator[Light]:
    """Whether the issuer is reached, its document and keys are right, and its clock is ours."""
    found = configured_issuer()
    if found is None:
        return
    trouble = _unknown_towns(found) or (trouble_with(found.url) if connects else "")
    if trouble:
        yield Light(
            name="issuer",
            title=_("Accounts of the town hall"),
            colour=Colour.RED,
            sentence=trouble,
            cure=_(
                "Codes by mail and passkeys go on. Page “Accounts of the town hall”, or MACHBAR_OIDC_URL."
            ),
        )
        return
    words = {"host": urlsplit(found.url).hostname}
    sentence = (
        _("%(host)s answers, its document and keys are right, its clock is ours.")
        if connects
        else _("Staff sign in by %(host)s.")
    )
    yield Light(
        name="issuer",
        title=_("Accounts of the town hall"),
        colour=Colour.GREEN,
        sentence=sentence % words,
    )


def _unknown_towns(found: Issuer) -> str:
    known = set(Town.objects.filter(key__in=found.towns).values_list("key", flat=True))
    strange = sorted(found.towns - known)
    if not strange:
        return ""
    return _("This server has no town with the key %(key)s.") % {"key": strange[0]}
