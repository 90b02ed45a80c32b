"""The two towns of the sweep: the demonstration with every state in it, and a town on its first morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.contacts.tests.builders import kind_called, make_contact
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.tables.services import bring_file, take_batch
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services import (
    Author,
    EntryText,
    NewPicture,
    add_task,
    ask_to_join,
    change_role,
    confirm_member,
    decline_member,
    drop_task,
    finish_task,
    invite_member,
    move_milestone,
    plan_milestone,
    reach_milestone,
    write_entry,
    write_letter,
)
from machbar.modules.coordination.services.group import link_to
from machbar.modules.coordination.services.reminding import STOP
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services.costs import add_cost_line
from machbar.modules.funding.services.suggesting import suggest
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
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.meetings.models import Presence
from machbar.modules.meetings.selectors import IDEA, Subject
from machbar.modules.meetings.services import call_off_as_house
from machbar.modules.meetings.tests.builders import make_booked, make_talk
from machbar.modules.projects.core import VARIANT_LETTERS, SketchStep
from machbar.modules.projects.models import Project, Sketch
from machbar.modules.projects.services import (
    create_project,
    finish_sketch,
    invite_writer,
    publish_project,
    save_step,
    say_status,
)
from machbar.site.demo.facts import SKETCH_OF
from machbar.site.demo.loading import load_demo
from machbar.site.sign_in import one_time_address
from machbar.site.towns import set_up_town

MORE_IDEAS = 30  # enough for a second page of the wall and of the team's list
MORE_PROJECTS = 22
MORE_CONTACTS = 32
MORE_ENTRIES = 12
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A town, somebody who may do everything in it, a project guide, and the things that rows name."""

    town: Town
    team: Person
    lotse: Person
    device: str
    things: Mapping[str, str]


def filled_town() -> Place:
    """The demonstration, and beside it what it lacks: long lists, long words, every state of an idea and of a plan."""
    town = load_demo(timezone.now())
    house = Actor(town=town, system=True)
    things = (
        _ideas(house)
        | _joining_in(house)
        | _projects(house)
        | _programmes(town)
        | _groups(house)
        | _meetings(house)
    )
    things |= _book(house) | _files(house)
    suggest(town, list(town.projects.filter(title__in=["Offene Werkstatt", "Ohne Zahlen"])))
    make_device(town=town)
    _stuck_letter(town)
    admin = make_person(Role.ADMIN, town=town, name="Verwaltet den Server")
    address = one_time_address(town=town, person=admin)
    return _place(town, things | {"sign-in link": address.rstrip("/").rpartition("/")[2]})


def _stuck_letter(town: Town) -> None:
    """A letter that a killed worker left behind in the very moment of sending."""
    long_ago = timezone.now() - timedelta(hours=2)
    letter = Letter.objects.filter(town=town).order_by("-pk")[0]
    Letter.objects.filter(pk=letter.pk).update(state="sending", attempts=1, tried_at=long_ago)


def new_town() -> Place:
    """What `machbar setup` leaves, and a tablet."""
    town, _is_new = set_up_town(
        details={
            "name": "Lutterstadt am Elm",
            "short_name": "Lutterstadt",
            "state": "Niedersachsen",
        },
        admin_email="admin@lutterstadt.invalid",
        admin_name="Admin",
    )
    make_device(town=town)
    return _place(town, {})


def _place(town: Town, things: Mapping[str, str]) -> Place:
    return Place(
        town=town,
        team=make_person(*Role, town=town, name="Wer alles darf"),
        lotse=make_person(Role.LOTSE, town=town),
        device=DEVICE_TOKEN,
        things=MappingProxyType(dict(things)),
    )


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


def _ideas(house: Actor) -> dict[str, str]:
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
        seen_tries=0,
        is_reached=False,
        again_on=tomorrow,
        note="Niemand da.",
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


def _joining_in(house: Actor) -> dict[str, str]:
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


def _projects(house: Actor) -> dict[str, str]:
    now = timezone.now()
    open_one = Project.objects.get(town=house.town, title="Offene Werkstatt")
    add_cost_line(project=open_one, by=house, at=now, label="Werkbänke und Regale", cents=8_750_50)
    bare = create_project(by=house, at=now, title="Ohne Zahlen")
    for number in range(MORE_PROJECTS):
        each = create_project(by=house, at=now, title=f"Vorhaben {number}")
        publish_project(project=each, by=house, at=now)
    things = {"short of money": open_one.public_id, "bare": bare.public_id}
    things |= _sketches(house)
    with_plan = Project.objects.filter(town=house.town).exclude(chosen_programmes=None)
    for number, project in enumerate(with_plan.distinct().order_by("pk")):
        chosen = project.chosen_programmes.all()[0]
        things |= {f"project {number}": project.public_id, f"chosen {number}": chosen.public_id}
    return things


def _sketches(house: Actor) -> dict[str, str]:
    """A finished sketch with four variants and a link to write along, and the demonstration's unfinished one."""
    now = timezone.now()
    project = create_project(by=house, at=now, title=f"Skizze {LONG_WORD}")
    for step in SketchStep:
        values: dict[str, object] = {
            "name": "Weg",
            "gist": LONG_WORD,
            "cost_from": 5_000_000_00,
            "yearly": 0,
            "yearly_note": f"Macht der Verein. {LONG_WORD}",
        }
        variants = dict.fromkeys(VARIANT_LETTERS, values)
        save_step(
            project=project,
            step=step,
            text=f"Satz zu {step}. {LONG_WORD}",
            variants=variants,
            by=house,
            at=now,
            seen_version=0,
        )
    seen = Sketch.objects.get(project=project).version
    finish_sketch(project=project, by=house, at=now, seen_version=seen)
    token = invite_writer(
        project=project, label="Projektleitung", form_key="sweep", by=house, at=now
    )
    unfinished = Project.objects.get(town=house.town, title=SKETCH_OF)
    return {
        "sketched": project.public_id,
        "sketch link": token or "",
        "unfinished": unfinished.public_id,
    }


def _groups(house: Actor) -> dict[str, str]:
    """A group in every state, and a project's worth of tasks: free, taken, late, done and dropped."""
    now = timezone.now()
    project = Project.objects.get(town=house.town, title="Offene Werkstatt")
    lead = _joining(project, house, "lead", LONG_WORD)
    confirm_member(member=lead, by=house, at=now)
    change_role(member=lead, by=house, role=Member.Role.LEAD)
    asking, declined = (_joining(project, house, name, f"{name} Muster") for name in ("a", "d"))
    decline_member(member=declined, by=house, at=now, reason="Die Gruppe ist gerade voll.")
    for name, contact in (("Anruf", "05353 12345"), ("Brief", f"Weg 1, 38154 {LONG_WORD}")):
        confirm_member(member=_joining(project, house, name, name, contact), by=house, at=now)
    invited = invite_member(
        project=project, by=house, at=now, form_key="i", name="Gast", address="gast@gast.invalid"
    )
    lead.refresh_from_db()
    write_letter(
        project=project, by=house, at=now, form_key="l", subject="Samstag", text="Wer kommt?\nIch."
    )
    _tasks(project, lead)
    diary = _diary(project, lead)
    stop = issue_link(town=house.town, purpose=STOP, subject=make_person(Role.LOTSE))
    links = {"lead": lead, "asking": asking, "declined": declined, "invited": invited}
    tokens = {f"{name} link": link_to(member) for name, member in links.items()}
    return tokens | {"stop link": stop} | diary


def _diary(project: Project, lead: Member) -> dict[str, str]:
    """More entries than one page takes, one with a picture, one that waits; milestones in every state; a line."""
    house = Actor(town=project.town, system=True)
    now, today = timezone.now(), timezone.localdate()
    by_team, by_group = Author(actor=house, may_release=True), Author(actor=house, member=lead)
    found = {}
    for number in range(MORE_ENTRIES):
        found["shown entry"] = write_entry(
            project=project,
            by=by_team,
            at=now,
            form_key=f"entry {number}",
            words=EntryText(
                on=today - timedelta(days=number),
                text=f"Tag {number}: {LONG_WORD}",
                is_for_all=True,
                helpers=3,
                quarter_hours=5,
            ),
            picture=_picture(project.town, number) if number == MORE_ENTRIES - 1 else None,
        )
    found["waiting entry"] = write_entry(
        project=project,
        by=by_group,
        at=now,
        form_key="waiting",
        words=EntryText(on=today, text="Die Lampe hängt.\nSie leuchtet.", is_for_all=True),
        picture=_picture(project.town, MORE_ENTRIES),
    )
    _milestones(project, house)
    say_status(project=project, by=house, at=now, text=f"Besichtigung: {LONG_WORD}")
    return {name: entry.public_id for name, entry in found.items()}


def _picture(town: Town, shade: int) -> NewPicture:
    return NewPicture(
        picture=make_picture(town, form_key=f"diary {shade}"),
        alt_text="Eine Lampe über der Werkbank",
        credit="Nachbarschaft",
        consent_text="Ja.",
        consent_by="written",
    )


def _milestones(project: Project, house: Actor) -> None:
    now, today = timezone.now(), timezone.localdate()
    plans = (("Vertrag", -40), ("Strom", -3), (LONG_WORD, 30))
    made = [
        plan_milestone(
            project=project,
            by=house,
            at=now,
            form_key=title,
            title=title,
            planned_on=today + timedelta(days=days),
        )
        for title, days in plans
    ]
    reach_milestone(milestone=made[0], by=house, at=now, on=today - timedelta(days=28))
    later = today + timedelta(days=75)
    move_milestone(milestone=made[2], by=house, at=now, planned_on=later, reason="Frost.")


def _meetings(house: Actor) -> dict[str, str]:
    """A booking to come and one that we called off by phone; talks about a project and about an idea that is gone."""
    now, today = timezone.now(), timezone.localdate()
    presence = Presence.objects.filter(town=house.town).order_by("pk")[0]
    coming = make_booked(presence, at=now, topic=LONG_WORD, name=LONG_WORD)
    gone = make_booked(presence, at=now, contact="05353 000000")
    call_off_as_house(booking=gone.booking, by=house, at=now, reason="Die Lotsin ist krank.")
    project = Project.objects.get(town=house.town, title="Offene Werkstatt")
    talk = make_talk(
        house.town,
        project=project,
        said=f"{LONG_WORD}: besprochen",
        held_on=today,
        next_step="Fragen",
    )
    lost = make_talk(
        house.town,
        about=Subject(kind=IDEA, object_id=10**9),
        held_on=today - timedelta(days=1),
        said="Die Idee ist weg",
    )
    return {
        "presence": presence.public_id,
        "booking": coming.booking.public_id,
        "booking link": coming.token,
        "called off": gone.booking.public_id,
        "called off link": gone.token,
        "talk": talk.public_id,
        "talk about a gone idea": lost.public_id,
    }


def _joining(project: Project, house: Actor, key: str, name: str, contact: str = "") -> Member:
    return ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=key,
        name=name,
        contact=contact or f"{key}@gruppe.invalid",
        offer="Zwei Stunden am Samstag.",
        shows_first_name=True,
    ).member


def _tasks(project: Project, lead: Member) -> None:
    house = Actor(town=project.town, system=True)
    now, today = timezone.now(), timezone.localdate()
    made = [
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=str(number),
            title=title,
            effort=60,
            owner=lead if number < 3 else None,
            due_on=today - timedelta(days=3) if number % 2 else None,
            is_public=True,
        )
        for number, title in enumerate(("Schild", "Farbe", "Regal", LONG_WORD, "Licht", "Tür"))
    ]
    finish_task(task=made[2], by=house, at=now)
    drop_task(task=made[4], by=house, at=now, reason="Das macht der Elektriker.")


def _book(house: Actor) -> dict[str, str]:
    """More contacts than fit on a page, one of them with long words."""
    for number in range(MORE_CONTACTS):
        make_contact(town=house.town, organisation=f"Verein Nummer {number}")
    kind = kind_called(house.town, "verein")
    contact = make_contact(town=house.town, organisation=LONG_WORD, note=LONG_WORD, kind=kind)
    return {"contact": contact.public_id}


def _files(house: Actor) -> dict[str, str]:
    """A file that cannot be taken, one that can, and one that was taken and touched since."""
    now = timezone.now()
    wrong = f"Idee;Eingegangen am;{LONG_WORD}\n=1+1;gestern;x\n;3.2.2026;y\n"
    good = "Idee;Ort\nEin Baum am Tor;Tor\nein baum am tor!;\n@Markt;Markt\n"
    taken = "Idee;Ort\nSchatten am Rathaus;Rathaus\nEin Brunnen;Wall\n"
    found = {}
    for name, content in {"wrong file": wrong, "good file": good, "taken file": taken}.items():
        file_name = f"{name} {LONG_WORD}.csv"
        batch = bring_file(content=content.encode(), name=file_name, kind=IDEAS, by=house, at=now)
        found[name] = batch.public_id
        if name == "taken file":
            take_batch(batch=batch, kind=IDEAS, by=house, at=now, with_doubles=True)
            touched = Idea.objects.get(town=house.town, title="Ein Brunnen")
            add_to_idea(idea=touched, by=house, at=now, text="Mit Trinkwasser.")
    return found


def _programmes(town: Town) -> dict[str, str]:
    names = {"active": "active", "ended": "ended", "paused": "paused"}
    found = {}
    for name, status in names.items():
        programme = Programme.objects.filter(town=town, status=status).order_by("key").first()
        if programme is not None:
            found[f"programme {name}"] = programme.public_id
    return found


def page(route: str, *arguments: str, query: str = "") -> str:
    """The address of a page."""
    return reverse(route, args=arguments) + query
