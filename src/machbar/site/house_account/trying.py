"""Asking the issuer whether it answers as it should, for the page that chooses it and for the self-check."""

import time

from django.utils.translation import gettext as _

from machbar.foundation.access.issuer.discovery import KINDS, fetch_document, keys_of
from machbar.foundation.access.issuer.errors import IssuerAway, IssuerStrange
from machbar.foundation.access.issuer.tokens import LEEWAY


def trouble_with(issuer_url: str) -> str:
    """What is wrong with an issuer, in a sentence for whoever looks after the server; empty where all is well."""
    try:
        document, said = fetch_document(issuer_url)
        keys = keys_of(document, fresh=True)
    except IssuerAway:
        return _("The issuer does not answer. Are name, certificate and firewall right?")
    except IssuerStrange as error:
        return _sentence(error.code)
    if not any(each.get("kty") in KINDS for each in keys):
        return _("The issuer shows no public key with which it signs.")
    if said.at is not None and abs(said.at - time.time()) > LEEWAY:
        return _("The clocks of the issuer and of this server differ by more than a minute.")
    return ""


def _sentence(code: str) -> str:
    known = {
        "other_issuer": _(
            "Its document names another issuer. The address must be the same letter by letter."
        ),
        "status_404": _("There is no document of an issuer under this address."),
        "no_json": _("What stands under this address is no document of an issuer."),
        "no_code_flow": _("The issuer does not offer the code flow, the only one that we use."),
        "no_keys": _("The issuer shows no public key with which it signs."),
    }
    return known.get(code) or _("The issuer answers strangely (%(code)s).") % {"code": code}
