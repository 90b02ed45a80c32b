"""Two admins change the town's settings: what only one of both changed is kept, what both changed is shown.

The fields go the way of every form (`foundation.ui.conflicts`). The table of special days is compared day by day: where
both changed the same day, the page says what is stored and what was typed, and the table holds what was typed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.selectors import who_and_when
from machbar.foundation.towns.hours import SpecialDay
from machbar.foundation.towns.hours_text import times
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import special_days, week
from machbar.foundation.ui.conflicts import (
    Merge,
    Saving,
    Texts,
    merge,
    save_without_loss,
    texts_in,
)
from machbar.site.profile.forms import ProfileForm, SpecialDayTable, special_day_table
from machbar.site.profile.services import ProfileChanged, change_profile, fingerprint

SEEN_DAYS = "seen_days"


@dataclass(frozen=True, kw_only=True)
class DayClash:
    """One day that two people changed: which one, what was said of it before, what is stored, what was typed."""

    label: str
    before: str
    theirs: str
    mine: str


@dataclass(kw_only=True)
class Settings:
    """The settings of a town while somebody looks at them or sends them; ``changed`` names what was written."""

    actor: Actor
    today: date
    table: SpecialDayTable
    seen_days: str
    clashes: tuple[DayClash, ...] = ()
    kept_days: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def make(self, typed: QueryDict | None, prefix: str | None = None) -> ProfileForm:
        """The form over the present state."""
        # A row of its own: the form writes what was typed into it, and the page still shows the town as it is.
        town = Town.objects.get(pk=self.actor.town.pk)
        seen = fingerprint(town, self.today)
        return ProfileForm(typed, instance=town, hours=week(town), seen=seen, prefix=prefix)

    def send(self, data: QueryDict) -> Saving:
        """Save what was sent, or say why not."""
        by, at = last_change(self.actor.town)
        saving = save_without_loss(data=data, make=self.make, save=self._save, stale=ProfileChanged)
        if self.clashes or not self.table.is_valid():
            saving = replace(saving, is_saved=False)
        conflict = replace(saving.conflict, by=by, at=at)
        return replace(saving, conflict=conflict, kept=(*saving.kept, *self.kept_days))

    def _save(self, form: BaseForm) -> None:
        """Write both parts at once; nothing where a row of the table is wrong or a day has two versions."""
        profile = cast("ProfileForm", form)
        seen = profile.cleaned_data["seen_version"]
        town = self.actor.town
        if seen != fingerprint(Town.objects.get(pk=town.pk), self.today):
            raise ProfileChanged
        if not self.table.is_valid():
            return
        typed, stored = self.table.special_days(), special_days(town, self.today)
        before = texts_in(self.seen_days)
        found = _merge(before, stored, typed)
        together = _together(stored, typed, found)
        if found.clashes:
            self.clashes = tuple(_clash(name, before, stored, typed) for name in found.clashes)
            self.table, self.seen_days = special_day_table(together), days_seen(stored)
            return
        self.kept_days = tuple(_label(name) for name in found.theirs)
        self.changed = tuple(
            change_profile(
                by=self.actor,
                values=profile.values(),
                hours=profile.week(),
                special=together,
                today=self.today,
                seen=seen,
            )
        )


def opened(actor: Actor, today: date, data: QueryDict | None = None) -> Settings:
    """The settings as they are, or with the table as it was sent."""
    stored = special_days(actor.town, today)
    return Settings(
        actor=actor,
        today=today,
        table=special_day_table(stored, data),
        seen_days=days_seen(stored) if data is None else data.get(SEEN_DAYS) or "",
    )


def last_change(town: Town) -> tuple[str, datetime | None]:
    """Who changed the settings last, by name, and when."""
    entries = town.audit_entries.filter(event="town.changed").order_by("-sequence")
    return who_and_when(entries.first())


def days_seen(days: Iterable[SpecialDay]) -> str:
    """The table of special days as it travels in the form."""
    return json.dumps(_texts(days), ensure_ascii=False)


def _texts(days: Iterable[SpecialDay]) -> dict[str, Texts]:
    return {each.day.isoformat(): (times(each.spans), each.note) for each in days}


def _merge(before: dict[str, Texts], stored: list[SpecialDay], typed: list[SpecialDay]) -> Merge:
    """Days that stand nowhere any more count as empty, so that a removed day is compared, too."""
    states = before, _texts(stored), _texts(typed)
    names = sorted({name for state in states for name in state})
    return merge(*({name: state.get(name, ()) for name in names} for state in states))


def _together(stored: list[SpecialDay], typed: list[SpecialDay], found: Merge) -> list[SpecialDay]:
    """My days, with those of the others that only they have changed."""
    mine = [each for each in typed if each.day.isoformat() not in found.theirs]
    theirs = [each for each in stored if each.day.isoformat() in found.theirs]
    return sorted([*mine, *theirs], key=lambda each: each.day)


def _clash(
    name: str, before: dict[str, Texts], stored: list[SpecialDay], typed: list[SpecialDay]
) -> DayClash:
    return DayClash(
        label=_label(name),
        before=_words(before.get(name, ())),
        theirs=_words(_texts(stored).get(name, ())),
        mine=_words(_texts(typed).get(name, ())),
    )


def _label(name: str) -> str:
    return date_format(date.fromisoformat(name), "d.m.Y")


def _words(texts: Texts) -> str:
    """What was said of a day: hours or closed, and why."""
    if not texts:
        return _("no special day")
    hours, note = (*texts, "", "")[:2]
    return ", ".join(part for part in (hours or _("closed"), note) if part)
