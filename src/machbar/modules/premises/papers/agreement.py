"""The draft of an agreement on the use of a room: our own template, one paper for ODT and PDF. No legal advice.

Names and addresses of both sides are filled in only where both have agreed; else, and where nobody knows
them, there are lines to write on.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.documents.paper import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
    Table,
)
from machbar.foundation.ui.formats import euros
from machbar.modules.premises.models import Agreement, Mediation, Unit

LINE = "_" * 34
SHORT_LINE = "_" * 12


def agreement_paper(mediation: Mediation, *, on: date, is_demo: bool) -> Paper:
    """The draft with what is agreed so far; load the mediation with both sides and its agreement."""
    town = mediation.town
    agreement = mediation.agreement
    is_interim = agreement.ends_on is not None
    title = _("Agreement on an interim use") if is_interim else _("Agreement on the use of a room")
    return Paper(
        title=title,
        kind=_("Draft, no legal advice"),
        dated=on,
        letterhead=Letterhead(house=town.house_name, town=town.name, accent=town.accent),
        fictional_note=_("All of it is invented.") if is_demo and mediation.is_fictional else "",
        blocks=tuple(_blocks(mediation, agreement)),
    )


def _blocks(mediation: Mediation, agreement: Agreement) -> Iterator[Block]:
    yield Paragraph(
        text=_(
            "This draft helps both sides to talk and replaces no legal advice. "
            "Read it, change it, and let somebody check it where you are unsure."
        ),
        look=Look.SMALL,
    )
    yield Heading(text=_("1. Who agrees"))
    yield Facts(rows=_parties(mediation))
    yield Heading(text=_("2. The room"))
    yield Facts(rows=_room(mediation.unit))
    yield Heading(text=_("3. What it is used for"))
    yield from _purpose(agreement)
    yield Heading(text=_("4. From when until when"))
    yield from _term(agreement)
    yield Heading(text=_("5. What it costs"))
    yield _money(agreement)
    yield Heading(text=_("6. Care, safety, insurance"))
    yield _duties(agreement)
    if agreement.special_terms.strip():
        yield Heading(text=_("7. What else was agreed"))
        yield Paragraph(text=agreement.special_terms)
    yield Heading(text=_("Signatures"))
    yield Facts(rows=(_to_sign(_("Who gives the room")), _to_sign(_("Who uses the room"))))
    yield Heading(text=_("Annex: handover"))
    yield _handover()


def _parties(mediation: Mediation) -> tuple[Fact, ...]:
    owner, demand = mediation.unit.owner, mediation.demand
    has_agreed = mediation.have_both_agreed
    giver = [owner.name, owner.postal_address] if owner is not None and has_agreed else []
    user = [demand.name] if has_agreed else []
    if has_agreed and demand.contact_kind == "letter":
        user.append(demand.contact)
    return (
        Fact(label=_("Who gives the room"), text=_lines(giver)),
        Fact(label=_("Who uses the room"), text=_lines(user)),
    )


def _lines(parts: list[str]) -> str:
    """What is known, with a line for an address where there is none."""
    known = [part.strip() for part in parts if part.strip()]
    missing = [LINE] * (2 - min(len(known), 2))
    return "\n".join([*known, *missing])


def _room(unit: Unit) -> tuple[Fact, ...]:
    place = str(unit.house) if unit.house is not None else unit.label
    rows = (
        (_("What it is"), str(unit.get_kind_display())),
        (_("Where"), ", ".join(part for part in (place, unit.town.name) if part)),
        (
            _("Area"),
            _("%(area)d square metres") % {"area": unit.area} if unit.area else SHORT_LINE,
        ),
        (_("Also used"), _("toilet") if unit.has_toilet else SHORT_LINE),
    )
    return tuple(Fact(label=label, text=text) for label, text in rows)


def _purpose(agreement: Agreement) -> Iterator[Block]:
    yield Paragraph(text=agreement.purpose)
    most = agreement.most_persons
    if most:
        yield Paragraph(
            text=ngettext(
                "At most %(n)d person is in the room at the same time.",
                "At most %(n)d persons are in the room at the same time.",
                most,
            )
            % {"n": most}
        )
    yield Paragraph(
        text=_(
            "Another use, or passing the room on, needs the written consent of who gives it. "
            "Whoever uses it asks for the permits that the use needs."
        )
    )


def _term(agreement: Agreement) -> Iterator[Block]:
    words = {"start": _day(agreement.starts_on), "weeks": agreement.notice_weeks}
    if agreement.ends_on is not None:
        sentence = _("The use begins on %(start)s and ends on %(end)s without notice.")
        yield Paragraph(text=sentence % {**words, "end": _day(agreement.ends_on)})
    else:
        yield Paragraph(text=_("The use begins on %(start)s and has no fixed end.") % words)
    yield Paragraph(
        text=ngettext(
            "Both sides can end it before that in writing, with a notice of %(weeks)d week.",
            "Both sides can end it before that in writing, with a notice of %(weeks)d weeks.",
            agreement.notice_weeks,
        )
        % words
    )


def _money(agreement: Agreement) -> Facts:
    rent, running = agreement.rent_cents, agreement.running_cents
    monthly = None if rent is None or running is None else rent + running
    rows = (
        (_("Rent a month"), _amount(rent)),
        (_("Running costs a month"), _amount(running)),
        (_("Together a month"), _amount(monthly)),
        (_("Deposit"), _amount(agreement.deposit_cents)),
        (_("Due on"), SHORT_LINE),
        (_("Account"), LINE),
    )
    return Facts(rows=tuple(Fact(label=label, text=text) for label, text in rows))


def _amount(cents: int | None) -> str:
    """The amount; a line where nobody knows it yet, "none" where nothing is paid."""
    if cents is None:
        return SHORT_LINE
    return euros(cents, exact=True) if cents else _("none")


def _duties(agreement: Agreement) -> Bullets:
    insurance = agreement.insurance.strip()
    return Bullets(
        items=(
            _("The room is used with care; damage is told at once."),
            _(
                "Escape routes, fire extinguishers and meters stay free. Nothing that burns easily is stored."
            ),
            _(
                "Building works and anything fixed to walls, ceiling or front are agreed in writing before."
            ),
            _("Insurance: %(what)s.") % {"what": insurance}
            if insurance
            else _("Insurance: who insures what is to be agreed: %(line)s") % {"line": LINE},
            _(
                "At the end the room is given back swept and as it was taken over, apart from usual wear."
            ),
        )
    )


def _to_sign(who: str) -> Fact:
    return Fact(label=who, text="\n".join(("", LINE, _("Place, day, signature"))))


def _handover() -> Table:
    rows = (
        _("Keys: how many, for which doors"),
        _("Meter of electricity: number and reading"),
        _("Meter of water: number and reading"),
        _("Meter of heating: number and reading"),
        _("Walls, floor, windows: what is damaged already"),
        _("Furniture and devices that stay"),
        _("Smoke detectors and fire extinguishers: there and checked"),
        _("Photos taken, by whom"),
    )
    return Table(
        caption=_("Handover: to fill in together, when it begins and when it ends"),
        columns=(
            Column(label=_("What")),
            Column(label=_("When it begins")),
            Column(label=_("When it ends")),
        ),
        rows=tuple((what, SHORT_LINE, SHORT_LINE) for what in rows),
    )


def _day(day: date) -> str:
    return date_format(day, "j. F Y")
