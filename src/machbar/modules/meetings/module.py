"""What meetings contribute to the house: presence hours for everybody, talks and their hours for the team."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    CounterDeed,
    DayItem,
    DayPart,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
)
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.archive import archive
from machbar.modules.meetings.core import in_hours
from machbar.modules.meetings.duties import DUTIES
from machbar.modules.meetings.findable import FINDABLE
from machbar.modules.meetings.history import EVENT_LABELS, traced
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.personal import PERSONAL
from machbar.modules.meetings.rules import can_hold_talks, can_note_talks, can_read_talks
from machbar.modules.meetings.selectors import (
    IDEA,
    PROJECT,
    bookings_of_the_day,
    open_steps,
    quarters_of,
    talks_about,
)
from machbar.modules.meetings.services import remind_of_bookings
from machbar.modules.meetings.surfaces import front, kiosk, site_pages
from machbar.modules.meetings.views.presenting import talk_rows

ON_THE_DAY = 8
ON_THE_PAGE = 3
TALKS_AREA = "werkstatt/gespraeche"


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """Dates for everybody; for the tablet the form for a talk, for the team the talks, and for who holds them the
    presence hours."""
    entries = [_entry(Area.PUBLIC, pgettext_lazy("public menu", "Dates"), "dates", "termine", 40)]
    if actor.device is not None:
        entries.append(_entry(Area.PUBLIC, _("Note a talk"), "note", "tresen/gespraech", 2))
    if can_read_talks(actor):
        entries.append(_entry(Area.STAFF, _("Talks"), "talks", TALKS_AREA, 21))
    if can_hold_talks(actor):
        label = pgettext_lazy("staff menu", "Dates")
        entries.append(_entry(Area.STAFF, label, "presence_work", "werkstatt/termine", 60))
    return entries


def area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """Beside the ideas of the same area: the talks that were noted, and their hours; the presence hours among dates."""
    if not can_read_talks(actor):
        return ()
    pages = [
        _entry(Area.STAFF, _("Noted talks"), "talks", TALKS_AREA, 20),
        _entry(Area.STAFF, _("Hours"), "hours", TALKS_AREA, 30),
    ]
    if can_hold_talks(actor):
        pages.append(
            _entry(Area.STAFF, _("Presence hours"), "presence_work", "werkstatt/termine", 10)
        )
    return pages


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """The last talks about a project, and how long all of them took; for the team only."""
    if page is not ProjectPage.WORKSPACE or not can_read_talks(actor):
        return ()
    return (_panel(actor, PROJECT, project, page=ProjectPage.WORKSPACE),)


def idea_panels(actor: Actor, idea: int) -> Sequence[Panel]:
    """The same about an idea, for who holds talks."""
    return (_panel(actor, IDEA, idea),) if can_hold_talks(actor) else ()


def receipt_panels(actor: Actor, number: str) -> Sequence[Panel]:
    """On the receipt of an idea: come and talk about it."""
    return (Panel(template="meetings/_receipt_panel.html", context={"number": number}),)


def counter(actor: Actor) -> Sequence[CounterDeed]:
    """Somebody came to talk: write it down in a minute."""
    if not can_note_talks(actor):
        return ()
    return (
        CounterDeed(
            label=_("Note a talk"),
            when=_("Somebody only came to talk? A minute is enough for the note."),
            url=reverse("meetings:note"),
            position=10,
        ),
    )


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Who comes today, whom to call, who has called off, and the next steps that are due."""
    if not can_hold_talks(actor):
        return None
    bookings = list(bookings_of_the_day(actor, today)[: ON_THE_DAY + 1])
    steps = list(open_steps(actor).filter(next_step_on__lte=today)[: ON_THE_DAY + 1])
    items = [
        *(_booking_item(each, today) for each in bookings),
        *(_step(each, today) for each in steps),
    ]
    if not items:
        return None
    return DayPart(
        title=_("Talks"),
        items=sorted(items, key=lambda item: item.due)[:ON_THE_DAY],
        total=len(items),
        url=reverse("meetings:presence_work") if bookings else reverse("meetings:talks"),
    )


def daily(town: Town, today: date) -> None:
    """The worker's clock: reminders go out."""
    now = timezone.now()
    remind_of_bookings(town=town, today=today, at=now)


def _entry(area: Area, label: object, route: str, section: str, position: int) -> NavigationEntry:
    return NavigationEntry(
        area=area,
        label=label,  # type: ignore[arg-type]
        url=reverse(f"meetings:{route}"),
        section=section,
        position=position,
    )


def _panel(actor: Actor, kind: str, object_id: int, *, page: ProjectPage | None = None) -> Panel:
    talks = talks_about(actor, kind, object_id)
    last = list(talks.order_by("-held_on", "-id")[:ON_THE_PAGE])
    context = {
        "rows": talk_rows((), actor, last, timezone.localdate()),
        "hours": in_hours(quarters_of(talks)) if last else "",
        "about": f"{kind}-{object_id}",
        "may_note": can_hold_talks(actor),
    }
    return Panel(template="meetings/_talks_panel.html", context=context, position=30, page=page)


def _booking_item(booking: Booking, today: date) -> DayItem:
    day = timezone.localdate(booking.starts_at)
    hour = date_format(timezone.localtime(booking.starts_at), "H:i")
    who = booking.name or gettext("Somebody")
    words = {"who": who, "time": hour, "day": day.strftime("%d.%m.%Y"), "topic": booking.topic}
    is_in_vain = booking.is_booked and day >= today and getattr(booking, "is_house_closed", False)
    if booking.needs_call:
        headline = gettext("Call: %(who)s, the talk on %(day)s is called off") % words
        action = gettext("Call")
    elif booking.is_cancelled:
        headline = gettext("%(time)s: %(who)s has called off") % words
        action = gettext("Look")
    elif is_in_vain:
        headline = gettext("%(day)s, %(time)s: %(who)s has booked, but the house is closed") % words
        action = gettext("Tell them")
    elif day == today:
        headline = gettext("%(time)s: %(who)s comes") % words
        action = gettext("To the talk")
    else:
        headline = gettext("%(day)s, %(time)s: did %(who)s come?") % words
        action = gettext("Say so")
    return DayItem(
        headline=headline,
        detail=booking.contact if booking.needs_call else booking.topic,
        url=reverse("meetings:booking_work", args=[booking.public_id]),
        action=action,
        since=day,
        due=min(day, today),
        is_late=booking.needs_call or is_in_vain or (booking.is_booked and day < today),
    )


def _step(talk: Talk, today: date) -> DayItem:
    due = talk.next_step_on or today
    about = talk.project.title if talk.project is not None else talk.with_whom
    return DayItem(
        headline=talk.next_step,
        detail=gettext("After the talk of %(day)s") % {"day": talk.held_on.strftime("%d.%m.%Y")}
        + (f", {about}" if about else ""),
        url=reverse("meetings:talk", args=[talk.public_id]),
        action=_("To the talk"),
        since=due,
        due=due,
        is_late=due < today,
    )


MODULE = Module(
    key="meetings",
    archive=archive,
    name=_("Talks and presence hours"),
    summary=_(
        "Presence hours to book without an account, talks noted in a minute, hours per project."
    ),
    urls="machbar.modules.meetings.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    project_panels=project_panels,
    day_page=day_page,
    daily=daily,
    findables=(FINDABLE,),
    idea_panels=idea_panels,
    receipt_panels=receipt_panels,
    area_pages=area_pages,
    front=front,
    kiosk=kiosk,
    site_pages=site_pages,
    counter=counter,
    event_labels=EVENT_LABELS,
    traced=traced,
    personal=PERSONAL,
    duties=DUTIES,
)
