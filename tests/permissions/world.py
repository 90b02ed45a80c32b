"""The world of the table: two towns with everything in them twice, once ours and once of the other town.

Every secret is a mark of its own, so that the leak test can look for it on every page.
"""

from dataclasses import dataclass
from datetime import time, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import CounterDevice
from machbar.foundation.access.services import issue_link
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import kind_called, make_contact
from machbar.foundation.contacts.vocabulary import add_kinds
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture, prepared
from machbar.foundation.people.models import Role
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import bring_file
from machbar.foundation.testing import make_actor, make_device, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import DiaryEntry, Member, Milestone, Task
from machbar.modules.coordination.services import (
    Asked,
    Author,
    EntryText,
    NewPicture,
    add_task,
    ask_to_join,
    change_role,
    confirm_member,
    plan_milestone,
    write_entry,
    write_letter,
)
from machbar.modules.coordination.services.group import link_to
from machbar.modules.coordination.services.reminding import STOP
from machbar.modules.funding.models import ChosenProgramme, Programme
from machbar.modules.funding.services import choose_programme
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.models import (
    Addition,
    Answer,
    Bundle,
    Idea,
    Offer,
    PaperScan,
    ReasonTemplate,
)
from machbar.modules.ideas.services import (
    Offered,
    Photo,
    add_reason_templates,
    add_to_idea,
    answer_idea,
    describe_photo,
    hand_in_idea,
    keep_scan,
    make_bundle,
    offer_help,
    publish_bundle,
    publish_idea,
    type_scan,
)
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.vocabularies import add_vocabularies
from machbar.modules.meetings.models import Booking, Presence, Talk
from machbar.modules.meetings.selectors import IDEA, free_slots
from machbar.modules.meetings.services import (
    Booked,
    PresencePlan,
    TalkNote,
    book_slot,
    note_talk,
    open_own_feed,
    plan_presence,
)
from machbar.modules.premises.models import Bookable, RoomBooking, Unit, Walk
from machbar.modules.premises.services.pictures import NewPicture as NewUnitPicture
from machbar.modules.premises.services.pictures import add_unit_picture
from machbar.modules.premises.services.rooms import RoomBooked
from machbar.modules.premises.services.spells import add_spell
from machbar.modules.premises.services.walks import open_walk_link
from machbar.modules.premises.tests.builders.demand import Searches, make_searches
from machbar.modules.premises.tests.builders.inside import make_owner, make_unit
from machbar.modules.premises.tests.builders.mediation import Paths, make_paths
from machbar.modules.premises.tests.builders.rooms import (
    days_from,
    make_room_booked,
    make_window,
)
from machbar.modules.premises.tests.builders.walks import make_walk
from machbar.modules.projects.core import SketchStep
from machbar.modules.projects.models import Project, Sketch
from machbar.modules.projects.services import (
    create_project,
    finish_sketch,
    invite_writer,
    publish_project,
    save_step,
    say_status,
)
from machbar.site.sign_in import demo_address
from machbar.site.towns import give_role
from tests.permissions.premises_outside_world import Outside, make_outside
from tests.permissions.team_world import Team, make_team


@dataclass(frozen=True, kw_only=True)
class Things:
    """What there is in one town."""

    town: Town
    device: CounterDevice
    public_idea: Idea
    public_token: str
    internal_idea: Idea
    internal_token: str
    public_bundle: Bundle
    internal_bundle: Bundle
    public_project: Project
    internal_project: Project
    programme: Programme
    chosen: ChosenProgramme
    asking: Member
    asking_token: str
    member: Member
    member_token: str
    lead_token: str
    stop_token: str
    task: Task
    addition: Addition
    answer: Answer
    template: ReasonTemplate
    offer: Offer
    offer_token: str
    waiting_scan: PaperScan
    typed_scan: PaperScan
    presence: Presence
    booking: Booking
    booking_token: str
    feed_token: str
    talk: Talk
    idea_talk: Talk
    bookable: Bookable
    room_booking: RoomBooking
    room_token: str
    walk: Walk
    walk_token: str
    contact: Contact
    owner: Contact
    batch: Batch
    public_entry: DiaryEntry
    group_entry: DiaryEntry
    waiting_entry: DiaryEntry
    milestone: Milestone
    sketch_token: str
    searches: Searches
    unit: Unit
    unit_picture: Picture
    outside: Outside
    paths: Paths
    team: Team


@dataclass(frozen=True, kw_only=True)
class World:
    """Our town and another one."""

    ours: Things
    theirs: Things


def make_world() -> World:
    """Both towns; ours is a demo town, so that the demo's pages exist."""
    return World(ours=_things("ours"), theirs=_things("theirs"))


def mark(secret: str, of: str = "ours") -> str:
    """The text that stands for a secret on the pages."""
    return f"mark-{of}-{secret}-kram"


def _things(of: str) -> Things:
    names = {} if of == "ours" else {"name": mark("town", of), "short_name": mark("short-town", of)}
    town = make_town(key=of, host=f"{of}.example.org", is_demo=True, **names)
    house = Actor(town=town, system=True)
    give_role(town=town, email=f"{of}-{demo_address('admin')}", name="Admin", role=Role.ADMIN)
    public_idea, public_token = _idea(of, "public", house)
    publish_idea(idea=public_idea, by=house, at=timezone.now())
    _release_photo(of, public_idea, house)
    add_vocabularies(town=town)
    public_idea.refresh_from_db()
    offered = _offer(of, public_idea, house)
    internal_idea, internal_token = _idea(of, "internal", house)
    add_to_idea(idea=internal_idea, by=house, at=timezone.now(), text=mark("internal-addition", of))
    add_reason_templates(town=town)
    waiting_scan, typed_scan = _scans(of, internal_idea, house)
    public_project = _project(of, "public", house)
    publish_project(project=public_project, by=house, at=timezone.now())
    internal_project = _project(of, "internal", house)
    chosen = _chosen(of, internal_project, house)
    asking = _asking(of, public_project, house)
    member = _joined(of, "member", public_project, house)
    lead = _joined(of, "lead", public_project, house)
    change_role(member=lead, by=house, role=Member.Role.LEAD)
    task = _group_work(of, public_project, house, member, lead)
    presence = _presence(town)
    booked = _booked(of, presence)
    room = _room_booked(of, town)
    walk = make_walk(town, title=mark("walk-title", of))
    say_status(project=public_project, by=house, at=timezone.now(), text=mark("status", of))
    return Things(
        town=town,
        device=make_device(town=town, token=f"tablet-{of}"),
        public_idea=public_idea,
        public_token=public_token,
        internal_idea=internal_idea,
        internal_token=internal_token,
        public_bundle=_bundle(of, "public", house, public_idea, internal_idea),
        internal_bundle=_bundle(of, "internal", house, public_idea, internal_idea),
        public_project=public_project,
        internal_project=internal_project,
        programme=chosen.programme,
        chosen=chosen,
        asking=asking.member,
        asking_token=asking.token,
        member=member,
        member_token=link_to(member),
        lead_token=link_to(lead),
        stop_token=issue_link(town=town, purpose=STOP, subject=make_person(Role.LOTSE, town=town)),
        task=task,
        addition=Addition.objects.get(idea=internal_idea),
        answer=Answer.objects.get(idea=internal_idea),
        template=ReasonTemplate.objects.filter(town=town)[0],
        offer=offered.offer,
        offer_token=offered.token,
        waiting_scan=waiting_scan,
        typed_scan=typed_scan,
        presence=presence,
        booking=booked.booking,
        booking_token=booked.token,
        feed_token=_feed(town),
        talk=_talk(of, "talk", town, project=internal_project),
        idea_talk=_talk(of, "idea-talk", town, idea=internal_idea),
        bookable=room.booking.bookable,
        room_booking=room.booking,
        room_token=room.token,
        walk=walk,
        walk_token=open_walk_link(walk=walk, by=house, at=timezone.now()),
        **_book(of, town),
        batch=bring_file(
            content=f"Idee\n{mark('draft', of)}\n".encode(),
            name="ideen.csv",
            kind=IDEAS,
            by=house,
            at=timezone.now(),
        ),
        public_entry=_entry(of, "public", public_project, house),
        group_entry=_entry(of, "group", public_project, house, is_for_all=False),
        waiting_entry=_entry(of, "waiting", public_project, house, member=member),
        milestone=_milestone(of, public_project, house),
        sketch_token=_sketched(internal_project, house),
        searches=make_searches(town, of),
        unit=(unit := _unit(of, town, house)),
        unit_picture=unit.pictures.get().picture,
        outside=make_outside(of, town),
        paths=make_paths(town, unit, words=lambda secret: mark(secret, of)),
        team=make_team(town, of),
    )


def _unit(of: str, town: Town, house: Actor) -> Unit:
    """An empty shop of which everything is known, long enough empty for the hint, with its owner."""
    unit = make_unit(
        town,
        street=mark("unit-street", of),
        number="5",
        label=mark("unit-label", of),
        use_before=mark("unit-use", of),
        description=mark("unit-description", of),
        internal_note=mark("unit-note", of),
        empty_since=timezone.localdate() - timedelta(days=600),
    )
    unit.owner = make_owner(town, name=mark("unit-owner", of))
    unit.save(update_fields=["owner"])
    add_spell(unit=unit, by=house, use=mark("unit-spell", of), since="1964")
    picture = make_picture(town, form_key=f"{of}-unit")
    words = NewUnitPicture(picture=picture, alt_text="Laden", credit=mark("unit-credit", of))
    add_unit_picture(unit=unit, by=house, at=timezone.now(), new=words)
    return unit


def _book(of: str, town: Town) -> dict[str, Contact]:
    """A club, and the owner of a house."""
    add_kinds(town=town)
    owner = kind_called(town, "eigentuemer")
    return {
        "contact": make_contact(town=town, name=mark("book-contact", of)),
        "owner": make_contact(town=town, name=mark("book-owner", of), kind=owner),
    }


def _presence(town: Town) -> Presence:
    return plan_presence(
        by=Actor(town=town, system=True),
        at=timezone.now(),
        form_key="world",
        plan=PresencePlan(
            kind="weekly",
            first_day=timezone.localdate(),
            starts=time(10),
            ends=time(11),
            slot_minutes=30,
            places=1,
            weeks_ahead=4,
            skips_holidays=False,
            place="",
            who="Projektlotse",
        ),
    )


def _booked(of: str, presence: Presence) -> Booked:
    now = timezone.now()
    return book_slot(
        presence=presence,
        starts_at=free_slots(presence.town, now)[0].slot.starts_at,
        by=Actor(town=presence.town),
        at=now,
        form_key=of,
        topic=mark("booking-topic", of),
        name=mark("booking-name", of),
        contact=f"{mark('booking-contact', of)}@example.invalid",
    )


def _room_booked(of: str, town: Town) -> RoomBooked:
    """A guest asks for the window from tomorrow on."""
    return make_room_booked(
        make_window(town, name=f"Fenster {of}"),
        span=days_from(timezone.localdate() + timedelta(days=1), 3),
        at=timezone.now(),
        title=mark("room-title", of),
        name=mark("room-name", of),
        contact=f"{mark('room-contact', of)}@example.invalid",
    )


def _feed(town: Town) -> str:
    lotse = make_person(Role.LOTSE, town=town)
    actor = Actor(town=town, person=lotse, roles=frozenset({Role.LOTSE}))
    return open_own_feed(person=lotse, by=actor, at=timezone.now())


def _talk(
    of: str, kind: str, town: Town, *, project: Project | None = None, idea: Idea | None = None
) -> Talk:
    """A talk about a project or an idea, with a next step that is due and a private note."""
    today = timezone.localdate()
    return note_talk(
        by=make_actor(Role.LOTSE, town=town),
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        note=TalkNote(
            held_on=today,
            quarters=2,
            said=mark(f"{kind}-said", of),
            with_whom=mark("talk-whom", of),
            next_step="Anrufen",
            next_step_on=today,
            private_note=mark(f"{kind}-private", of),
            project_id=project.pk if project else None,
            subject_kind=IDEA if idea else "",
            subject_id=idea.pk if idea else None,
        ),
    )


def _bundle(of: str, kind: str, house: Actor, *ideas: Idea) -> Bundle:
    now = timezone.now()
    name = mark(f"{kind}-bundle", of)
    bundle = make_bundle(by=house, at=now, form_key=f"{of}-{kind}", title=name, ideas=ideas)
    if kind == "public":
        publish_bundle(bundle=bundle, by=house, at=now)
    return bundle


def _sketched(project: Project, house: Actor) -> str:
    """A finished sketch of the project; returns the token of somebody who writes along."""
    now = timezone.now()
    for step in SketchStep:
        save_step(
            project=project,
            step=step,
            text="Ein Satz.",
            variants={"A": {"name": "Klein", "yearly": 100}},
            by=house,
            at=now,
            seen_version=0,
        )
    seen = Sketch.objects.get(project=project).version
    finish_sketch(project=project, by=house, at=now, seen_version=seen)
    token = invite_writer(
        project=project, label="Projektleitung", form_key="world", by=house, at=now
    )
    assert token is not None
    return token


def _offer(of: str, idea: Idea, house: Actor) -> Offered:
    return offer_help(
        idea=idea,
        by=house,
        at=timezone.now(),
        form_key=of,
        name=mark("offer-name", of),
        contact=f"{mark('offer-contact', of)}@example.invalid",
        text=mark("offer-text", of),
    )


def _scans(of: str, idea: Idea, house: Actor) -> tuple[PaperScan, PaperScan]:
    """A page that waits to be typed, and the paper of an idea."""
    now = timezone.now()
    waiting, typed = (
        keep_scan(by=house, at=now, prepared=prepared(), form_key=f"{of}-scan-{name}")
        for name in ("waiting", "typed")
    )
    type_scan(scan=typed, idea=idea, by=house, at=now)
    typed.refresh_from_db()
    return waiting, typed


def scan_file_of(scan: PaperScan) -> str:
    """The last part of the address of a page's picture."""
    return scan.picture.files.all()[0].name


def _idea(of: str, kind: str, house: Actor) -> tuple[Idea, str]:
    now = timezone.now()
    receipt = hand_in_idea(
        by=house,
        at=now,
        form_key=f"{of}-{kind}",
        text=mark(f"{kind}-idea", of),
        contact=f"{mark(f'{kind}-contact', of)}@example.invalid",
        photo=Photo(
            picture=make_picture(house.town, form_key=f"{of}-{kind}"),
            credit=mark(f"{kind}-credit", of),
            consent_text=mark(f"{kind}-consent", of),
        ),
    )
    answer_idea(
        idea=receipt.idea,
        by=house,
        at=now,
        status=Idea.Status.IN_TALK,
        text=mark(f"{kind}-answer", of),
        key="k",
    )
    return receipt.idea, receipt.token


def _release_photo(of: str, idea: Idea, house: Actor) -> None:
    describe_photo(
        photo=photo_of(idea),
        by=house,
        at=timezone.now(),
        alt_text="Ein Brunnen",
        credit=mark("public-credit", of),
        is_release=True,
    )


def photo_of(idea: Idea) -> Picture:
    """The photo that each idea of the world has."""
    assert idea.photo is not None
    return idea.photo


def file_of(idea: Idea) -> str:
    """The last part of the address of its photo."""
    return photo_of(idea).files.all()[0].name


def _project(of: str, kind: str, house: Actor) -> Project:
    project = create_project(by=house, at=timezone.now(), title=mark(f"{kind}-project", of))
    Project.objects.filter(pk=project.pk).update(contact_phone=mark(f"{kind}-phone", of))
    project.refresh_from_db()
    return project


def _chosen(of: str, project: Project, house: Actor) -> ChosenProgramme:
    programme = make_programme(house.town, name=mark("programme", of))
    choose_programme(project=project, programme=programme, by=house, at=timezone.now())
    return project.chosen_programmes.select_related("programme").get()


def _asking(of: str, project: Project, house: Actor) -> Asked:
    return ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=f"{of}-asking",
        name=f"{mark('asking-name', of)} {mark('asking-surname', of)}",
        contact=f"{mark('asking-contact', of)}@example.invalid",
        offer=mark("asking-offer", of),
    )


def _joined(of: str, kind: str, project: Project, house: Actor) -> Member:
    """Somebody of the group; the lead has agreed to be named, the member has not."""
    asked = ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        name=f"{mark(f'{kind}-name', of)} {mark(f'{kind}-surname', of)}",
        contact=f"{mark(f'{kind}-contact', of)}@example.invalid",
        offer=mark(f"{kind}-offer", of),
        shows_first_name=kind == "lead",
    )
    confirm_member(member=asked.member, by=house, at=timezone.now())
    asked.member.refresh_from_db()
    return asked.member


def _group_work(of: str, project: Project, house: Actor, member: Member, lead: Member) -> Task:
    """Tasks of both, letters to all and to one, and a free task, which is returned."""
    now = timezone.now()
    lead.refresh_from_db()
    for number, owner in enumerate((member, lead)):
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=f"{of}-{number}",
            title="Fragen",
            effort=30,
            owner=owner,
        )
    for kind, to in (("all", None), ("one", member)):
        write_letter(
            project=project,
            by=house,
            at=now,
            form_key=f"{of}-{kind}",
            subject="Samstag",
            text=mark(f"letter-to-{kind}", of),
            to=to,
        )
    return add_task(
        project=project, by=house, at=now, form_key=of, title=mark("internal-task", of), effort=60
    )


def _entry(
    of: str,
    kind: str,
    project: Project,
    house: Actor,
    *,
    is_for_all: bool = True,
    member: Member | None = None,
) -> DiaryEntry:
    """An entry of the diary with a picture that may be shown; a member's waits for its release."""
    picture = make_picture(house.town, form_key=f"{of}-diary-{kind}")
    return write_entry(
        project=project,
        by=Author(actor=house, member=member, may_release=member is None),
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        words=EntryText(
            on=timezone.localdate(), text=mark(f"{kind}-entry", of), is_for_all=is_for_all
        ),
        picture=NewPicture(
            picture=picture,
            alt_text="Ein Fahrrad",
            credit=mark(f"{kind}-entry-credit", of),
            consent_text="Ja.",
            consent_by=Picture.Consent.WRITTEN,
        ),
    )


def _milestone(of: str, project: Project, house: Actor) -> Milestone:
    return plan_milestone(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=of,
        title=mark("internal-milestone", of),
        planned_on=timezone.localdate(),
        is_public=False,
    )
