"""Ideas in every state: answered on every way, joined, bundled, taken back, and more than one page of them."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.post.reaching import Call
from machbar.modules.ideas.models import Bundle, Idea, PaperScan, ReasonTemplate
from machbar.modules.ideas.services import (
    add_to_idea,
    answer_idea,
    hand_in_idea,
    join_ideas,
    make_bundle,
    make_project,
    note_call,
    note_printed,
    offer_help,
    publish_bundle,
    publish_idea,
    withdraw_idea,
)
from machbar.modules.projects.services import publish_project
from tests.journeys.filling.words import LONG_WORD

MORE_IDEAS = 30  # enough for a second page of the wall and of the team's list


def _hand_in(
    house: Actor, text: str, *, days_ago: int = 3, place: str = "", contact: str = ""
) -> tuple[Idea, str]:
    receipt = hand_in_idea(
        by=house,
        at=timezone.now() - timedelta(days=days_ago),
        form_key=f"sweep-{text[:40]}",
        text=text,
        place=place,
        contact=contact,
    )
    return receipt.idea, receipt.token


def _answer(idea: Idea, house: Actor, status: str) -> None:
    answer_idea(
        idea=idea,
        by=house,
        at=timezone.now(),
        status=status,
        text="Wir haben mit dem Eigentümer gesprochen. Er denkt bis Ostern nach.",
        key=f"sweep-{status}",
    )


def fill_ideas(house: Actor) -> dict[str, str]:
    now = timezone.now()
    things: dict[str, str] = {}
    waiting, waiting_token = _hand_in(
        house,
        "Eine Bank am Spielplatz.\nEine mit Lehne, und im Schatten.",
        place="Am Spielplatz",
        contact="post@nachbarin.invalid",
        days_ago=40,
    )
    add_to_idea(idea=waiting, by=house, at=now, text="Es dürfen auch zwei sein.")
    things |= {"waiting": waiting.public_id, "waiting link": waiting_token}
    for status in (Idea.Status.IN_TALK, Idea.Status.PARKED, Idea.Status.NOT_FEASIBLE):
        idea, token = _hand_in(house, f"Stand {status}: {LONG_WORD}")
        _answer(idea, house, status)
        publish_idea(idea=idea, by=house, at=now)
        things |= {status.value: idea.public_id, f"{status.value} link": token}
    becoming, token = _hand_in(house, "Eine Werkstatt für alle")
    project = make_project(idea=becoming, by=house, at=now, title="Offene Werkstatt")
    publish_project(project=project, by=house, at=now)
    publish_idea(idea=becoming, by=house, at=now)
    things |= {"becoming": becoming.public_id, "becoming link": token}
    things |= _on_their_way(house)
    gone, token = _hand_in(house, "Doch nicht")
    withdraw_idea(idea=gone, by=house)
    things |= {"withdrawn": gone.public_id, "withdrawn link": token}
    things |= _kin(house)
    for number in range(MORE_IDEAS):
        idea, token = _hand_in(house, f"Wunsch Nummer {number}", days_ago=number)
        publish_idea(idea=idea, by=house, at=now)
    return things


def _on_their_way(house: Actor) -> dict[str, str]:
    """Answers that wait for a call, for one later, for the printer and for the letter box; an idea like spam."""
    now = timezone.now()
    phoned, _token = _hand_in(house, f"Anrufen: {LONG_WORD}", contact="030 23125 015")
    later, _token = _hand_in(house, "Später anrufen", contact="030 23125 016")
    written, _token = _hand_in(house, "Schreiben", contact=f"{LONG_WORD}, Weg 1, 38154 Lutterstadt")
    printed, _token = _hand_in(house, "Gedruckt", contact="Am Markt 2, 38154 Lutterstadt")
    for idea in (phoned, later, written, printed):
        _answer(idea, house, Idea.Status.PARKED)
    tomorrow = timezone.localdate() + timedelta(days=1)
    note_call(
        idea=later,
        by=house,
        at=now,
        call=Call(seen_tries=0, is_reached=False, again_on=tomorrow, note="Niemand da."),
    )
    note_printed(ideas=[printed], at=now)
    spam = hand_in_idea(
        by=house,
        at=now - timedelta(days=50),
        form_key="sweep-spam",
        text="Kredit",
        suspicions=("trap", "links"),
    ).idea
    return {
        "phoned": phoned.public_id,
        "template": ReasonTemplate.objects.filter(town=house.town)[0].public_id,
        "spam": spam.public_id,
    }


def fill_offers(house: Actor) -> dict[str, str]:
    """Somebody with a long name joins in with an idea, and the demonstration's paper waits to be typed."""
    offered = offer_help(
        idea=Idea.objects.filter(town=house.town, status="in_talk").latest("id"),
        by=house,
        at=timezone.now(),
        form_key="sweep",
        name=LONG_WORD,
        contact="mitmachen@nachbarin.invalid",
        text="Zwei Stunden am Samstag.",
    )
    page = PaperScan.objects.get(town=house.town, idea=None)
    return {"offer link": offered.token, "waiting page": page.public_id}


def _kin(house: Actor) -> dict[str, str]:
    """Two joined ideas on the wall, a bundle with them, and an empty one."""
    now = timezone.now()
    leading, leading_token = _hand_in(house, "Boule auf dem Kiesplatz", contact="05353 1234")
    joined, joined_token = _hand_in(house, f"Boulebahn: {LONG_WORD}")
    for idea in (leading, joined):
        publish_idea(idea=idea, by=house, at=now)
    bundle, empty = (
        make_bundle(
            by=house, at=now, form_key=f"sweep-{name}", title=f"{name} {LONG_WORD}", ideas=ideas
        )
        for name, ideas in (("Boule", [leading, joined]), ("Leer", []))
    )
    publish_bundle(bundle=bundle, by=house, at=now)
    join_ideas(
        idea=joined, into=leading, by=house, at=now, text="Wir spielen zusammen.", key="sweep"
    )
    ids: dict[str, Idea | Bundle] = {
        "joined": joined,
        "leading": leading,
        "bundle": bundle,
        "empty bundle": empty,
    }
    links = {"joined link": joined_token, "leading link": leading_token}
    return {name: thing.public_id for name, thing in ids.items()} | links
