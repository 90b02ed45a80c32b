"""The world of the table: two towns with everything in them twice, once ours and once of the other town.

Every secret is a mark of its own, so that the leak test can look for it on every page.
"""

from dataclasses import dataclass

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import CounterDevice
from machbar.foundation.access.services import issue_link
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import kind_called, make_contact
from machbar.foundation.contacts.vocabulary import add_kinds
from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Role
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import bring_file
from machbar.foundation.testing import make_device, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import DiaryEntry, Member, Milestone, Task
from machbar.modules.coordination.services import (
    change_role,
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
    add_reason_templates,
    add_to_idea,
    publish_idea,
)
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.vocabularies import add_vocabularies
from machbar.modules.meetings.models import Booking, Presence, Talk
from machbar.modules.premises.models import Bookable, RoomBooking, Unit, Walk
from machbar.modules.premises.services.walks import open_walk_link
from machbar.modules.premises.tests.builders.demand import Searches, make_searches
from machbar.modules.premises.tests.builders.mediation import Paths, make_paths
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
from tests.permissions.coordination_world import (
    diary_entry,
    group_work,
    planned_milestone,
    somebody_asking,
    somebody_joined,
)
from tests.permissions.ideas_world import (
    answered_idea,
    bundle_of,
    offer_of_help,
    paper_scans,
    release_photo,
)
from tests.permissions.marks import mark
from tests.permissions.meetings_world import noted_talk, own_feed, slot_booked, weekly_presence
from tests.permissions.premises_outside_world import Outside, make_outside
from tests.permissions.premises_world import shop_with_owner, window_asked_for
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


def _things(of: str) -> Things:
    names = {} if of == "ours" else {"name": mark("town", of), "short_name": mark("short-town", of)}
    town = make_town(key=of, host=f"{of}.example.org", is_demo=True, **names)
    house = Actor(town=town, system=True)
    give_role(town=town, email=f"{of}-{demo_address('admin')}", name="Admin", role=Role.ADMIN)
    public_idea, public_token = answered_idea(of, "public", house)
    publish_idea(idea=public_idea, by=house, at=timezone.now())
    release_photo(of, public_idea, house)
    add_vocabularies(town=town)
    public_idea.refresh_from_db()
    offered = offer_of_help(of, public_idea, house)
    internal_idea, internal_token = answered_idea(of, "internal", house)
    add_to_idea(idea=internal_idea, by=house, at=timezone.now(), text=mark("internal-addition", of))
    add_reason_templates(town=town)
    waiting_scan, typed_scan = paper_scans(of, internal_idea, house)
    public_project = _project(of, "public", house)
    publish_project(project=public_project, by=house, at=timezone.now())
    internal_project = _project(of, "internal", house)
    chosen = _chosen(of, internal_project, house)
    asking = somebody_asking(of, public_project, house)
    member = somebody_joined(of, "member", public_project, house)
    lead = somebody_joined(of, "lead", public_project, house)
    change_role(member=lead, by=house, role=Member.Role.LEAD)
    task = group_work(of, public_project, house, member, lead)
    presence = weekly_presence(town)
    booked = slot_booked(of, presence)
    room = window_asked_for(of, town)
    walk = make_walk(town, title=mark("walk-title", of))
    say_status(project=public_project, by=house, at=timezone.now(), text=mark("status", of))
    return Things(
        town=town,
        device=make_device(town=town, token=f"tablet-{of}"),
        public_idea=public_idea,
        public_token=public_token,
        internal_idea=internal_idea,
        internal_token=internal_token,
        public_bundle=bundle_of(of, "public", house, public_idea, internal_idea),
        internal_bundle=bundle_of(of, "internal", house, public_idea, internal_idea),
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
        feed_token=own_feed(town),
        talk=noted_talk(of, "talk", town, project=internal_project),
        idea_talk=noted_talk(of, "idea-talk", town, idea=internal_idea),
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
        public_entry=diary_entry(of, "public", public_project, house),
        group_entry=diary_entry(of, "group", public_project, house, is_for_all=False),
        waiting_entry=diary_entry(of, "waiting", public_project, house, member=member),
        milestone=planned_milestone(of, public_project, house),
        sketch_token=_sketched(internal_project, house),
        searches=make_searches(town, of),
        unit=(unit := shop_with_owner(of, town, house)),
        unit_picture=unit.pictures.get().picture,
        outside=make_outside(of, town),
        paths=make_paths(town, unit, words=lambda secret: mark(secret, of)),
        team=make_team(town, of),
    )


def _book(of: str, town: Town) -> dict[str, Contact]:
    """A club, and the owner of a house."""
    add_kinds(town=town)
    owner = kind_called(town, "eigentuemer")
    return {
        "contact": make_contact(town=town, name=mark("book-contact", of)),
        "owner": make_contact(town=town, name=mark("book-owner", of), kind=owner),
    }


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


def _project(of: str, kind: str, house: Actor) -> Project:
    project = create_project(by=house, at=timezone.now(), title=mark(f"{kind}-project", of))
    Project.objects.filter(pk=project.pk).update(contact_phone=mark(f"{kind}-phone", of))
    project.refresh_from_db()
    return project


def _chosen(of: str, project: Project, house: Actor) -> ChosenProgramme:
    programme = make_programme(house.town, name=mark("programme", of))
    choose_programme(project=project, programme=programme, by=house, at=timezone.now())
    return project.chosen_programmes.select_related("programme").get()
