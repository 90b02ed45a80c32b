"""The house itself in the archive: where it is, when its door is open, and what the law asks it to say."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from machbar.foundation.surfaces.archiving import ArchivePart, ArchiveShelf, ArchiveThing, Fact
from machbar.foundation.towns.hours_text import times_in_words, week_in_words
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.foundation.towns.selectors import every_special_day, legal_notice_of, week

LAW = ("body", "represented_by", "postal_address", "register", "responsible")
DATA = ("privacy_contact", "authority")
ACCESS = ("conformity", "barriers", "enforcement", "checked_on")


def house_shelf(town: Town) -> ArchiveShelf:
    """All of it is public: it stands on the home page and in the imprint (three queries)."""
    thing = ArchiveThing(
        key="angaben",
        title=town.house_name,
        facts=[(label, text) for label, text in _profile(town) if text],
        parts=[*_special_days(town), *_legal(town)],
    )
    return ArchiveShelf(key="haus", title=gettext_lazy("The house"), things=[thing])


def _profile(town: Town) -> list[Fact]:
    return [
        (_("Town"), town.name),
        (pgettext("archive", "Federal state"), town.state),
        (_("Address of the counter"), town.address),
        (_("Opening hours"), week_in_words(week(town)) or town.opening_hours),
        (_("Weekly meeting"), town.meeting_note),
        (_("Mail address"), town.contact_email),
        (_("Phone number"), town.contact_phone),
    ]


def _special_days(town: Town) -> Iterator[ArchivePart]:
    lines = [
        [date_format(each.day, "j. F Y"), times_in_words(each.spans) or _("closed"), each.note]
        for each in every_special_day(town)
    ]
    if lines:
        head = [_("Day"), _("Open"), _("Why")]
        yield ArchivePart(title=_("Special days"), head=head, lines=lines)


def _legal(town: Town) -> Iterator[ArchivePart]:
    notice = legal_notice_of(town)
    imprint = [[_("In addition"), town.imprint]] if town.imprint else []
    if notice is not None or imprint:
        said = _lines(notice, LAW)
        yield from _part(_("Imprint"), [*said, *imprint])
        yield from _part(_("Data protection"), _lines(notice, DATA))
        if notice is not None and notice.checked_on:
            yield from _part(_("Accessibility"), _lines(notice, ACCESS))


def _part(title: str, lines: list[list[str]]) -> Iterator[ArchivePart]:
    if lines:
        yield ArchivePart(title=title, head=[_("Point"), _("What is said")], lines=lines)


def _lines(notice: LegalNotice | None, names: tuple[str, ...]) -> list[list[str]]:
    if notice is None:
        return []
    rows = [(_label(name), _text(notice, name)) for name in names]
    return [[label, text] for label, text in rows if text]


def _label(name: str) -> str:
    label = str(LegalNotice._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _text(notice: LegalNotice, name: str) -> str:
    if name == "conformity":
        return str(notice.get_conformity_display())
    if name == "checked_on":
        return date_format(notice.checked_on, "j. F Y") if notice.checked_on else ""
    return str(getattr(notice, name))
