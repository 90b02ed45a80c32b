"""What the tests of the town hall's accounts share: the ways through a local issuer, and what is read at their end."""

import time
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import hotp_value
from django.test import Client

from machbar.foundation.people.models import Person
from machbar.foundation.team.factors import add_app
from machbar.foundation.team.models import HouseAccount
from machbar.foundation.testing import make_actor
from machbar.foundation.towns.models import Town
from tests.issuer import NELE, LocalIssuer

START, RETURN = "/anmelden/rathaus/", "/anmelden/rathaus/zurueck/"
SIGN_IN, TODAY, OWN = "/anmelden/", "/werkstatt/heute/", "/werkstatt/zugang/"
SECOND = "/anmelden/zweiter-schritt/"
ADDRESS = str(NELE["email"])
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOBODY = "Dieses Konto gehört zu niemandem aus dem Team."
STRANGE = "Die Anmeldung des Rathauses antwortet so, dass wir ihr nicht trauen dürfen."
AWAY = "Die Anmeldung des Rathauses antwortet nicht."


def there(client: Client, start: str = START) -> str:
    """Where the browser is sent at the issuer."""
    return str(client.get(start)["Location"])


def back(client: Client, address: str) -> str:
    """Where we lead the browser when it comes back."""
    parts = urlsplit(address)
    return str(client.get(f"{parts.path}?{parts.query}")["Location"])


def come(client: Client, issuer: LocalIssuer, *, start: str = START, who: str = "nele-1") -> str:
    """The whole way; where it leads."""
    return back(client, issuer.authorize(there(client, start), who))


def said(client: Client, page: str = SIGN_IN) -> str:
    return client.get(page).content.decode()


def stays_out(client: Client) -> bool:
    """Whether nobody is signed in, and nothing is linked."""
    return client.get(TODAY).status_code == 302 and not HouseAccount.objects.exists()


def with_app(person: Person, town: Town) -> None:
    add_app(person=person, secret=SECRET, by=make_actor(town=town))


def show_app(client: Client) -> str:
    code = f"{hotp_value(SECRET, int(time.time()) // 30):06d}"
    return str(client.post(SECOND, {"code": code})["Location"])


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    browser.get(OWN)
    return browser
