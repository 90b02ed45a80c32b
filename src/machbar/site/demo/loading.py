"""Loads the demonstration into an empty data directory; loading it again changes nothing."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.services import add_contact
from machbar.foundation.contacts.vocabulary import KINDS
from machbar.foundation.media.core import Prepared
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import check_picture, keep_picture
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.towns.hours import SpecialDay, week_of
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.foundation.towns.services import set_special_days, set_week
from machbar.foundation.ui.fields import WHOLE
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services import (
    add_task,
    ask_to_join,
    change_role,
    confirm_member,
)
from machbar.modules.funding.exceptions import FundingError
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services.costs import add_cost_line, set_own_money
from machbar.modules.funding.services.profile import answer_question
from machbar.modules.funding.services.programmes import change_programme, choose_programme
from machbar.modules.ideas.models import Bundle, Idea
from machbar.modules.ideas.services import (
    Photo,
    add_to_idea,
    answer_idea,
    describe_photo,
    hand_in_idea,
    make_bundle,
    make_project,
    publish_bundle,
    publish_idea,
)
from machbar.modules.projects.core import QUESTIONS, VARIANT_LETTERS, SketchStep
from machbar.modules.projects.models import Project, Reference
from machbar.modules.projects.selectors import text_field
from machbar.modules.projects.services import (
    change_sheet,
    publish_project,
    save_step,
    set_slot,
)
from machbar.modules.projects.vocabularies import CATEGORIES, REGIONAL_OFFICES
from machbar.site.demo.counter import load_counter
from machbar.site.demo.diary import load_diary
from machbar.site.demo.facts import (
    BUNDLE,
    BUNDLE_TEXT,
    BUNDLED,
    CLOSED_IN_DECEMBER,
    CONTACTS,
    DIARY,
    GROUP_OF,
    IDEAS,
    LEGAL,
    MEMBERS,
    PAPER,
    PHOTO_CONSENT,
    PHOTO_CREDIT,
    PROJECTS,
    READ_ON,
    SKETCH_OF,
    SKETCH_TEXTS,
    SKETCH_VARIANTS,
    TASKS,
    TOWN,
    DemoIdea,
    DemoProject,
)
from machbar.site.demo.meetings import load_meetings
from machbar.site.demo.owners import load_owners
from machbar.site.demo.pictures import paper_bytes, picture_bytes
from machbar.site.demo.premises import load_premises
from machbar.site.demo.rooms import load_rooms
from machbar.site.demo.searches import load_searches
from machbar.site.demo.together import load_mediation
from machbar.site.demo.walks import load_walks
from machbar.site.sign_in import demo_address
from machbar.site.towns import give_role
from machbar.site.upkeep import mend_everything


def load_demo(now: datetime) -> Town:
    """Königslutter with its team, its ideas and three projects."""
    town = Town.objects.filter(key=TOWN["key"]).first()
    if town is not None:
        return town
    # Pictures are drawn and checked before the transaction begins.
    named = {each.photo for each in (*IDEAS, *DIARY) if each.photo}
    photos = {name: check_picture(picture_bytes(name)) for name in sorted(named)}
    return _load(now, photos, check_picture(paper_bytes(PAPER)))


@transaction.atomic
def _load(now: datetime, photos: Mapping[str, Prepared], paper: Prepared) -> Town:
    town = Town.objects.create(**TOWN)
    LegalNotice.objects.create(town=town, **LEGAL, checked_on=timezone.localdate(now))
    set_week(town=town, week=week_of(town.opening_hours) or {})
    year = timezone.localdate(now).year
    set_special_days(
        town=town,
        days=[SpecialDay(day=date(year, 12, day), note=note) for day, note in CLOSED_IN_DECEMBER],
    )
    for role in Role:
        give_role(town=town, email=demo_address(role.value), name=str(role.label), role=role)
    for module in all_modules():
        if module.demo is not None:
            module.demo(town, timezone.localdate(now))
    team = Actor(town=town, system=True)
    for number, project in enumerate(PROJECTS):
        _load_project(project, team, now - timedelta(days=60 - number))
    _load_sketch(town.projects.get(title=SKETCH_OF), team, now - timedelta(days=5))
    with_group = town.projects.get(title=GROUP_OF)
    _load_group(with_group, team, now)
    load_diary(with_group, team, now, photos)
    for idea in IDEAS:
        at = now - timedelta(days=idea.days_ago)
        _load_idea(idea, team, at, photos.get(idea.photo))
    load_meetings(town, team, now)
    searches, units = load_searches(town, team, now), load_premises(team, now)
    load_owners(team, now, units)
    load_mediation(team, now, searches, units)
    load_walks(team, now)
    load_rooms(town, now)
    _load_bundle(team, now)
    load_counter(town, team, now, paper)
    for number, values in enumerate(CONTACTS):
        kind = town.terms.get(vocabulary=KINDS, code=values["kind"])
        add_contact(
            by=team,
            at=now,
            form_key=f"demo-{number}",
            values={**values, "kind": kind},
            is_fictional=True,
        )
    mend_everything()  # search marks as invented what only the loader knows to be
    return town


def _load_project(facts: DemoProject, team: Actor, at: datetime) -> None:
    receipt = hand_in_idea(
        by=team,
        at=at,
        form_key=f"demo-{facts.key}",
        text=facts.sentence,
        channel="counter",
        initials="MB",
    )
    Idea.objects.filter(pk=receipt.idea.pk).update(is_fictional=True)
    project = make_project(idea=receipt.idea, by=team, at=at, title=facts.title)
    _fill_sheet(facts, project, team, at)
    for slot in facts.slots:
        set_slot(
            project=project,
            kind=slot.kind,
            state=slot.state,
            note=slot.note,
            is_sought=slot.is_sought,
            by=team,
            at=at,
        )
    Reference.objects.bulk_create(
        Reference(project=project, label=source.label, url=source.url, seen_on=READ_ON)
        for source in facts.sources
    )
    _load_money(facts, project, team, at)
    publish_project(project=project, by=team, at=at)


def _load_money(facts: DemoProject, project: Project, team: Actor, at: datetime) -> None:
    """Invented costs and own money, and real programmes whose records allow a plan."""
    answer_question(project=project, question="applicant", answer=facts.applicant, by=team, at=at)
    for label, cents in facts.costs:
        add_cost_line(project=project, by=team, at=at, label=label, cents=cents)
    set_own_money(project=project, by=team, at=at, own_cash=facts.own_cash)
    for programme in Programme.objects.filter(town=project.town, key__in=facts.programmes):
        try:
            choose_programme(
                project=project, programme=programme, by=team, at=at, applicant=facts.applicant
            )
        except FundingError:
            # An ended programme or a loan stays out of the plan; the mediation says so.
            continue
    # Records that name no share: the demonstration sets one, marked as invented like all its amounts.
    for chosen in project.chosen_programmes.filter(kind="share", rate=None):
        change_programme(chosen=chosen, by=team, at=at, numbers={"rate": WHOLE}, not_for=[])


def _load_sketch(project: Project, team: Actor, at: datetime) -> None:
    """A sketch with two invented variants, in which nobody has answered the running costs yet."""
    for number, step in enumerate(SketchStep):
        fields = QUESTIONS[step].variant_fields
        save_step(
            project=project,
            step=step,
            text=SKETCH_TEXTS.get(text_field(step), ""),
            variants={
                letter: {name: getattr(facts, name, None) for name in fields}
                for letter, facts in zip(VARIANT_LETTERS, SKETCH_VARIANTS, strict=False)
                if step is not SketchStep.FOLLOW_UP
            },
            by=team,
            at=at + timedelta(minutes=10 * number),
            seen_version=0,
        )


def _load_group(project: Project, team: Actor, now: datetime) -> None:
    """Two invented tasks, one invented member who leads, and a request that waits for its answer."""
    tasks = {
        facts.title: add_task(
            project=project,
            by=team,
            at=now - timedelta(days=10),
            form_key=f"demo-{number}",
            title=facts.title,
            effort=facts.minutes,
            due_on=timezone.localdate(now) + timedelta(days=facts.due_in),
            is_public=True,
            is_fictional=True,
        )
        for number, facts in enumerate(TASKS)
    }
    for facts in MEMBERS:
        member = ask_to_join(
            project=project,
            by=team,
            at=now - timedelta(days=2),
            form_key=f"demo-{facts.contact}",
            name=facts.name,
            contact=facts.contact,
            offer=facts.offer,
            shows_first_name=True,
            wishes=[tasks[title] for title in facts.tasks],
        ).member
        Member.objects.filter(pk=member.pk).update(is_fictional=True)
        if not facts.is_waiting:
            confirm_member(member=member, by=team, at=now - timedelta(days=1))
        if facts.leads:
            change_role(member=member, by=team, role=Member.Role.LEAD)


def _fill_sheet(facts: DemoProject, project: Project, team: Actor, at: datetime) -> None:
    terms = project.town.terms
    change_sheet(
        project=project,
        by=team,
        at=at,
        seen_version=project.version,
        values={
            "lead_sentence": facts.lead_sentence,
            "description": facts.description,
            "fictional_note": facts.fictional_note,
            "who_stands_behind": f"Was wirklich daraus wurde: {facts.outcome}",
            "main_category": terms.get(vocabulary=CATEGORIES, code=facts.category),
            "regional_office": terms.get(vocabulary=REGIONAL_OFFICES, code="braunschweig"),
            "region": TOWN["name"],
        },
    )


def _load_idea(facts: DemoIdea, team: Actor, at: datetime, prepared: Prepared | None) -> None:
    key = f"demo-{facts.text[:40]}"
    photo = _photo(team, at, key, prepared) if prepared is not None else None
    idea = hand_in_idea(
        by=team,
        at=at,
        form_key=key,
        text=facts.text,
        place=facts.place,
        contact=facts.contact,
        channel=facts.channel,
        photo=photo,
    ).idea
    if photo is not None:
        describe_photo(
            photo=photo.picture,
            by=team,
            at=at,
            alt_text=facts.photo_alt,
            credit=PHOTO_CREDIT,
            is_release=facts.is_photo_released,
        )
    Idea.objects.filter(pk=idea.pk).update(is_fictional=True)
    if facts.answer:
        later = at + timedelta(days=1)
        answer_idea(
            idea=idea, by=team, at=later, status=facts.status, text=facts.answer, key="demo"
        )
    if facts.is_public:
        publish_idea(idea=idea, by=team, at=at)
    if facts.addition:
        add_to_idea(idea=idea, by=team, at=at + timedelta(days=2), text=facts.addition)


def _load_bundle(team: Actor, now: datetime) -> None:
    """An invented bundle of three ideas, for everybody to see."""
    ideas = [Idea.objects.get(town=team.town, text__startswith=words) for words in BUNDLED]
    bundle = make_bundle(
        by=team,
        at=now - timedelta(days=6),
        form_key="demo",
        title=BUNDLE,
        text=BUNDLE_TEXT,
        ideas=ideas,
    )
    publish_bundle(bundle=bundle, by=team, at=now - timedelta(days=6))
    Bundle.objects.filter(pk=bundle.pk).update(is_fictional=True)


def _photo(team: Actor, at: datetime, form_key: str, prepared: Prepared) -> Photo:
    picture = keep_picture(town=team.town, prepared=prepared, form_key=form_key, at=at)
    return Photo(
        picture=picture,
        credit=PHOTO_CREDIT,
        consent_text=PHOTO_CONSENT,
        consent_by=Picture.Consent.WRITTEN,
    )
