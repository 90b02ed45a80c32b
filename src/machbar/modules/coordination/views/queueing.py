"""What groups put into the moderation queue: requests to join, and diary entries that wait for their release."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel, QueueItem, QueuePart
from machbar.foundation.surfaces.waiting import of_each
from machbar.modules.coordination.core import first_name_of
from machbar.modules.coordination.forms import DecisionForm, EntryDeedForm
from machbar.modules.coordination.models import DiaryEntry, Member
from machbar.modules.coordination.rules import can_coordinate, can_write_diary
from machbar.modules.coordination.selectors import diary_waiting, requests_waiting, with_pictures
from machbar.modules.coordination.views.presenting import author_words

if TYPE_CHECKING:
    Rows = QuerySet[Member, dict[str, Any]]

REQUEST, ENTRY = "anfrage", "tagebuch"
KINDS: Mapping[str, "str | Promise"] = {REQUEST: _("Request to join"), ENTRY: _("Diary entry")}


def queue(actor: Actor, skipped: frozenset[str], most: int) -> QueuePart | None:
    """The oldest of both kinds in one query, and their number in a second one where there are more."""
    if not (can_coordinate(actor) or can_write_diary(actor)):
        return None
    waiting = _waiting(actor, skipped)
    rows = list(waiting.order_by("since", "kind", "item")[: most + 1])
    items = [
        QueueItem(
            key=f"coordination:{row['kind']}-{row['item']}",
            kind=KINDS[row["kind"]],
            headline=_headline(row),
            since=row["since"],
        )
        for row in rows[:most]
    ]
    return QueuePart(items=items, total=len(rows) if len(rows) <= most else waiting.count())


def queue_size(actor: Actor) -> int:
    """How much waits, each kind counted no further than to 100 (one query)."""
    if not (can_coordinate(actor) or can_write_diary(actor)):
        return 0
    return len(of_each([(rows(actor), ("pk",)) for rows in (requests_waiting, diary_waiting)]))


def queue_panel(actor: Actor, name: str) -> Panel | None:
    """One request with both answers, or one entry with its pictures."""
    kind, _hyphen, public_id = name.partition("-")
    if kind == REQUEST:
        waiting = requests_waiting(actor).prefetch_related("wishes")
        member = waiting.filter(public_id=public_id).first()
        return None if member is None else request_panel(member)
    if kind == ENTRY:
        entries = with_pictures(diary_waiting(actor), only_released=False)
        entry = entries.filter(public_id=public_id).first()
        return None if entry is None else entry_panel(entry, actor)
    return None


def request_key(member: Member) -> str:
    """The name of a request in the queue."""
    return f"coordination:{REQUEST}-{member.public_id}"


def entry_key(entry: DiaryEntry) -> str:
    """The name of an entry in the queue."""
    return f"coordination:{ENTRY}-{entry.public_id}"


def request_panel(member: Member, *, form: DecisionForm | None = None) -> Panel:
    """How a request is looked at, perhaps with a form that needs another look."""
    context = {
        "member": member,
        "form": form or DecisionForm(auto_id="id_absage_%s"),
        "is_refused": form is not None,
    }
    return Panel(template="coordination/_queue_request.html", context=context)


def entry_panel(entry: DiaryEntry, actor: Actor, *, form: EntryDeedForm | None = None) -> Panel:
    """How an entry is looked at before everybody reads it; load it with `with_pictures`."""
    context = {
        "entry": entry,
        "author": author_words(entry, sees_names=can_coordinate(actor), is_team=True),
        "form": form or EntryDeedForm(auto_id="id_tat_%s"),
        "is_refused": form is not None,
    }
    return Panel(template="coordination/_queue_entry.html", context=context)


def _headline(row: Mapping[str, Any]) -> str:
    if row["kind"] == ENTRY:
        return str(row["about"])
    words = {"name": first_name_of(row["who"]), "project": row["about"]}
    return gettext("%(name)s: %(project)s") % words


def _waiting(actor: Actor, skipped: frozenset[str]) -> "Rows":
    """Both kinds as rows of kind, item, who, about and since."""
    names = [key.removeprefix("coordination:").partition("-")[::2] for key in skipped]
    skip = {kind: [name for each, name in names if each == kind] for kind in KINDS}
    asking = requests_waiting(actor).exclude(public_id__in=skip[REQUEST])
    written = diary_waiting(actor).exclude(public_id__in=skip[ENTRY])
    return _rows(asking, REQUEST, F("name"), "asked_at").union(
        _rows(written, ENTRY, Value("", output_field=CharField()), "written_at"), all=True
    )


def _rows(
    found: "QuerySet[Member] | QuerySet[DiaryEntry]", kind: str, who: "F | Value", since: str
) -> "Rows":
    return found.order_by().values(
        kind=Value(kind, output_field=CharField()),
        item=F("public_id"),
        who=who,
        about=F("project__title"),
        since=F(since),
    )  # type: ignore[return-value]
