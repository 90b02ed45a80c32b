"""The diary of the demonstration: entries with a drawn picture, milestones on time, late and moved, a status line."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.core import Prepared
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import keep_picture
from machbar.modules.coordination.services import (
    Author,
    EntryText,
    NewPicture,
    move_milestone,
    plan_milestone,
    reach_milestone,
    write_entry,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import say_status
from machbar.site.demo.facts import (
    DIARY,
    MILESTONES,
    PHOTO_CREDIT,
    PICTURE_CONSENT,
    STATUS_LINE,
    DemoEntry,
    DemoMilestone,
)


def load_diary(
    project: Project, team: Actor, now: datetime, photos: Mapping[str, Prepared]
) -> None:
    """Write the invented days, milestones and the line of today into one project."""
    today = timezone.localdate(now)
    for number, facts in enumerate(MILESTONES):
        _load_milestone(facts, f"demo-{number}", project, team, now - timedelta(days=20), today)
    for number, entry in enumerate(DIARY):
        _load_entry(entry, f"demo-diary-{number}", project, team, now, photos)
    say_status(project=project, by=team, at=now, text=STATUS_LINE, is_fictional=True)


def _load_milestone(
    facts: DemoMilestone, key: str, project: Project, team: Actor, at: datetime, today: date
) -> None:
    milestone = plan_milestone(
        project=project,
        by=team,
        at=at,
        form_key=key,
        title=facts.title,
        planned_on=today + timedelta(days=facts.planned_in),
        is_fictional=True,
    )
    if facts.moved_to is not None:
        move_milestone(
            milestone=milestone,
            by=team,
            at=at + timedelta(days=12),
            planned_on=today + timedelta(days=facts.moved_to),
            reason=facts.reason,
        )
    if facts.reached_in is not None:
        on = today + timedelta(days=facts.reached_in)
        reach_milestone(milestone=milestone, by=team, at=at + timedelta(days=8), on=on)


def _load_entry(
    facts: DemoEntry,
    key: str,
    project: Project,
    team: Actor,
    now: datetime,
    photos: Mapping[str, Prepared],
) -> None:
    at = now - timedelta(days=facts.days_ago)
    write_entry(
        project=project,
        by=Author(actor=team, may_release=True),
        at=at,
        form_key=key,
        words=EntryText(
            on=timezone.localdate(at),
            text=facts.text,
            is_for_all=facts.is_for_all,
            helpers=facts.helpers,
            quarter_hours=facts.quarter_hours,
        ),
        picture=_picture(facts, key, team, at, photos) if facts.photo else None,
        is_fictional=True,
    )


def _picture(
    facts: DemoEntry, key: str, team: Actor, at: datetime, photos: Mapping[str, Prepared]
) -> NewPicture:
    kept = keep_picture(town=team.town, prepared=photos[facts.photo], form_key=key, at=at)
    return NewPicture(
        picture=kept,
        alt_text=facts.photo_alt,
        credit=PHOTO_CREDIT,
        consent_text=PICTURE_CONSENT,
        consent_by=Picture.Consent.WRITTEN,
    )
