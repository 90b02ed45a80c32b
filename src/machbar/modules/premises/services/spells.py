"""The Herbarium: what a unit was used for over the years, page by page."""

from datetime import date

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.premises.models import Unit, UseSpell


@transaction.atomic
def add_spell(
    *,
    unit: Unit,
    by: Actor,
    use: str,
    since: str = "",
    until: str = "",
    source: str = "",
    is_empty: bool = False,
) -> UseSpell:
    """A use that somebody remembers, with days as far as they are known. The same page twice is one."""
    spell, is_new = UseSpell.objects.get_or_create(
        unit=unit, use=use, since=since, until=until, is_empty=is_empty, defaults={"source": source}
    )
    if is_new:
        record("unit.spell_added", on=unit, by=by, payload={"since": since, "until": until})
    return spell


@transaction.atomic
def remove_spell(*, spell: UseSpell, by: Actor) -> None:
    """Take a page out that is wrong; a second click changes nothing."""
    gone, _of_which = UseSpell.objects.filter(pk=spell.pk).delete()
    if gone:
        record("unit.spell_removed", on=spell.unit, by=by)


def end_spells(unit: Unit, on: date) -> None:
    """What went on until now ends on this day."""
    unit.spells.filter(until="").update(until=on.isoformat())


def begin_spell(unit: Unit, *, use: str, since: date, is_empty: bool) -> None:
    """A new page begins; a use that nobody has named is none."""
    if use:
        UseSpell.objects.create(unit=unit, use=use, since=since.isoformat(), is_empty=is_empty)


def move_empty_spell(unit: Unit, since: date | None) -> None:
    """The vacancy that goes on began on another day than was thought."""
    unit.spells.filter(is_empty=True, until="").update(since=since.isoformat() if since else "")
