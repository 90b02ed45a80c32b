"""A process of its own over restored data: one page of each route that links lead to, as a guest and as the team."""

import json
import re
from urllib.parse import urljoin, urlsplit

import django

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)"')


def crawl(starts: list[str], *, signed_in: bool) -> tuple[set[str], list[str]]:
    """The routes that answered, and what did not: an error of ours, or a link that leads nowhere."""
    from django.test import Client
    from django.urls import Resolver404, resolve

    from machbar.foundation.people.models import Person

    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if signed_in:
        client.force_login(Person.objects.get(email="verwaltung@fiktivstadt.invalid"))
    seen: set[str] = set()
    wrong: list[str] = []
    waiting = list(starts)
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        try:
            route = resolve(path).view_name
        except Resolver404:
            continue  # files, and other servers' addresses
        if route in seen:
            continue
        seen.add(route)
        answer = client.get(address)
        if answer.status_code >= 500 or answer.status_code == 404:
            wrong.append(f"{answer.status_code} {route} {address}")
        if answer.status_code in {301, 302}:
            waiting.append(urljoin(path, answer["Location"]))
        if answer.status_code == 200 and "html" in answer["Content-Type"] and not answer.streaming:
            found = LINK.findall(answer.content.decode())
            waiting += [
                urljoin(path, each.replace("&amp;", "&")) for each in found if "//" not in each
            ]
    return seen, wrong


def main() -> None:
    """Give the admin every role, look everywhere, print what was found as JSON on the last line."""
    django.setup()
    from machbar.foundation.people.models import Person, Role, RoleInTown
    from machbar.foundation.towns.models import Town

    town = Town.objects.get(short_name="Fiktivstadt")
    person = Person.objects.get(email="verwaltung@fiktivstadt.invalid")
    for role in Role.values:
        RoleInTown.objects.get_or_create(town=town, person=person, role=role)
    Town.objects.filter(pk=town.pk).update(is_public=True)
    guest, wrong = crawl(["/"], signed_in=False)
    team, more = crawl(["/werkstatt/heute/"], signed_in=True)
    print(json.dumps({"guest": len(guest), "team": len(team), "wrong": wrong + more}))


if __name__ == "__main__":
    main()
