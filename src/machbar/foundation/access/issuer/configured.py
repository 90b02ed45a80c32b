"""Which issuer the house trusts: by the variable of the environment, or as entered; none in a demonstration.

What was entered is read each time, so that it counts without a restart. One issuer a server, for all of its towns or
for those that are named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from machbar.foundation.towns.kept import kept
from machbar.foundation.towns.models import Town

NAMES = ("oidc_issuer", "oidc_client", "oidc_secret", "oidc_label", "oidc_strong", "oidc_towns")


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Who vouches for people, how we are known there, and for which towns (keys; none: all) that counts.

    ``strong`` is the word by which it says that somebody has shown a second factor there; empty: that does not count.
    """

    url: str
    client: str
    secret: str = field(repr=False)
    label: str = ""
    strong: str = ""
    towns: frozenset[str] = frozenset()

    def counts_for(self, town: Town) -> bool:
        """Whether people of this town may come in by it."""
        return not self.towns or town.key in self.towns


def configured_issuer() -> Issuer | None:
    """The issuer of this server; None where there is none."""
    if settings.DEMO:
        return None
    return issuer_of(settings.OIDC or kept(settings.DATA))


def issuer_for(town: Town) -> Issuer | None:
    """The issuer by which people of this town may come in."""
    issuer = configured_issuer()
    return issuer if issuer is not None and issuer.counts_for(town) else None


def issuer_of(values: Mapping[str, str]) -> Issuer | None:
    """The issuer that these values name; None where they are not complete."""
    if not all(values.get(name) for name in NAMES[:3]):
        return None
    return Issuer(
        url=values["oidc_issuer"],
        client=values["oidc_client"],
        secret=values["oidc_secret"],
        label=values.get("oidc_label", ""),
        strong=values.get("oidc_strong", ""),
        towns=frozenset(values.get("oidc_towns", "").split()),
    )
