"""What the tests of the town hall's accounts share: the ways through a local issuer, and what is read at their end."""

from urllib.parse import urlsplit

from django.test import Client

from machbar.foundation.people.models import Person
from machbar.foundation.team.models import HouseAccount
from machbar.foundation.team.tests.second_steps import OWN, SECOND, TODAY, browser_of, code_now
from tests.issuer import NELE, LocalIssuer

START, RETURN = "/anmelden/rathaus/", "/anmelden/rathaus/zurueck/"
SIGN_IN = "/anmelden/"
ADDRESS = str(NELE["email"])
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


def show_app(client: Client) -> str:
    return str(client.post(SECOND, {"code": code_now()})["Location"])


def signed_in(person: Person) -> Client:
    browser = browser_of(person)
    browser.get(OWN)
    return browser
