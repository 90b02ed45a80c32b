"""Owners, for the guide alone: the list, one owner, the first letter, the personal link, and what is let out."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.documents.letter import write_letters
from machbar.foundation.ui.conflicts import NO_CONFLICT, Saving
from machbar.modules.premises.forms.owners import (
    GiveUnitForm,
    InformedForm,
    NewOwnerForm,
    OwnerFilter,
    OwnerForm,
)
from machbar.modules.premises.letters.owners import (
    page_address,
    printed_letter,
    send_first_letter,
    send_new_link,
)
from machbar.modules.premises.models import Owner
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.owners import (
    due_of,
    last_owner_change,
    link_of,
    owners_with,
    units_for_the_town,
    units_of,
    units_without_owner,
)
from machbar.modules.premises.selectors.public import rooms
from machbar.modules.premises.selectors.units import owners_visible_to
from machbar.modules.premises.services.owners import (
    add_owner,
    change_owner,
    end_owner_link,
    erase_owner,
    give_unit,
    give_unit_to_town,
    link_to_owner,
    note_informed,
    take_unit,
)
from machbar.modules.premises.views.card import plain_unit
from machbar.modules.premises.views.register import EDIT
from machbar.modules.premises.views.saving import save_form
from machbar.reasoning.contact import ContactKind

PAGE = 30


@never_cache
@require_safe
@staff_only
def owners(request: ActorRequest) -> HttpResponse:
    """The list; who has not been told yet stands apart by a mark and the filter."""
    _refuse_others(request)
    form = OwnerFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"suche": "", "offen": False}
    found = owners_with(request.actor, text=asked["suche"], only_untold=asked["offen"])
    page = Paginator(found, PAGE).get_page(request.GET.get("seite"))
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "form": form,
        "page": page,
        "rows": [{"owner": each, "due": due_of(each)} for each in page.object_list],
        "today": timezone.localdate(),
        "is_filtered": any(asked.values()),
        "query": f"{query}&" if query else "",
    }
    return render(request, "premises/owners.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new_owner(request: ActorRequest) -> HttpResponse:
    """Add an owner."""
    _refuse_others(request)
    form = NewOwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        added = add_owner(
            by=request.actor,
            at=timezone.now(),
            form_key=form.cleaned_data["form_key"],
            values=form.values(),
        )
        messages.success(request, _("Added. Please tell the owner within a month what we keep."))
        return redirect("premises:owner", added.public_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "conflict": NO_CONFLICT}
    return render(request, "premises/new_owner.html", context, status=status)


@never_cache
@require_safe
@staff_only
def owner(request: ActorRequest, public_id: str) -> HttpResponse:
    """One owner with rooms, link and what is still to be told."""
    return _card(request, _owner(request, public_id))


@never_cache
@require_http_methods(EDIT)
@staff_only
def change(request: ActorRequest, public_id: str) -> HttpResponse:
    """Change an entry; who saves over somebody else's change sees both texts."""
    found = _owner(request, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> OwnerForm:
        # Checking a form writes into its instance: it gets a copy of what is stored now.
        return OwnerForm(typed, instance=Owner.objects.get(pk=found.pk), prefix=prefix)

    def save(form: BaseForm) -> None:
        typed = cast("OwnerForm", form)
        seen, at = typed.cleaned_data["seen_version"] or 0, timezone.now()
        change_owner(owner=found, by=request.actor, at=at, seen_version=seen, values=typed.values())

    saving = Saving(form=make(None))
    if request.method == "POST":
        saving = save_form(
            request,
            make=make,
            save=save,
            done=_("The entry is saved."),
            last=lambda: last_owner_change(found),
        )
        if saving.is_saved:
            return redirect("premises:owner", public_id)
    context = {"owner": found, "form": saving.form, "conflict": saving.conflict}
    status = 422 if request.method == "POST" else 200
    return render(request, "premises/change_owner.html", context, status=status)


@never_cache
@require_POST
@staff_only
def letter(request: ActorRequest, public_id: str) -> HttpResponse:
    """The first letter as PDF, with a new link as QR code; earlier links end."""
    found = _owner(request, public_id)
    if not found.postal_address:
        messages.error(request, _("For a letter we need the postal address."))
        return redirect("premises:owner", public_id)
    now = timezone.now()
    today = timezone.localdate(now)
    token = link_to_owner(owner=found, by=request.actor, at=now)
    if found.informed_at is None:
        messages.info(
            request,
            _("The letter is made. When it is in the post, please note: They have been told."),
        )
    printed = write_letters([printed_letter(found, town=request.town, token=token, on=today)])
    name = file_name(_("First letter"), day=today, ending="pdf")
    return download(printed.content, name=name, kind="application/pdf")


@require_POST
@staff_only
def mail(request: ActorRequest, public_id: str) -> HttpResponse:
    """The first letter by mail; who was told already gets the link anew."""
    found = _owner(request, public_id)
    if found.contact_kind != ContactKind.MAIL:
        messages.error(request, _("There is no mail address."))
        return redirect("premises:owner", public_id)
    now = timezone.now()
    token = link_to_owner(owner=found, by=request.actor, at=now)
    if found.informed_at is None and not found.is_town:
        send_first_letter(found, town=request.town, token=token, at=now)
        note_informed(owner=found, way=ContactKind.MAIL, by=request.actor, at=now)
        messages.success(request, _("The first letter is on its way, with the personal link."))
    else:
        send_new_link(found, town=request.town, token=token, at=now)
        messages.success(request, _("The new link is on its way. The earlier one has ended."))
    return redirect("premises:owner", public_id)


@require_POST
@staff_only
def informed(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note that the owner was told, and how."""
    found = _owner(request, public_id)
    form = InformedForm(request.POST)
    if not form.is_valid():
        return _card(request, found, informed_form=form, status=422)
    way = ContactKind(form.cleaned_data["way"])
    if note_informed(owner=found, way=way, by=request.actor, at=timezone.now()):
        messages.success(request, _("Noted. The duty to inform is done."))
    else:
        messages.info(request, _("That was noted already."))
    return redirect("premises:owner", public_id)


@never_cache
@require_POST
@staff_only
def link(request: ActorRequest, public_id: str) -> HttpResponse:
    """A new personal link, shown once: to read out, or to be scanned at the counter. The earlier one ends."""
    found = _owner(request, public_id)
    token = link_to_owner(owner=found, by=request.actor, at=timezone.now())
    context = {"owner": found, "address": page_address(request.town, token)}
    return render(request, "premises/owner_link_shown.html", context)


@require_POST
@staff_only
def link_end(request: ActorRequest, public_id: str) -> HttpResponse:
    """End the personal link."""
    found = _owner(request, public_id)
    if end_owner_link(owner=found, by=request.actor, at=timezone.now()):
        messages.success(request, _("The link has ended."))
    return redirect("premises:owner", public_id)


@require_POST
@staff_only
def unit_given(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say that a room belongs to this owner."""
    found = _owner(request, public_id)
    form = GiveUnitForm(request.POST, units=units_without_owner(request.actor))
    if not form.is_valid():
        return _card(request, found, unit_form=form, status=422)
    unit = form.cleaned_data["unit"]
    give_unit(owner=found, unit=unit, by=request.actor, at=timezone.now())
    messages.success(request, _("The room is noted with its owner."))
    return redirect("premises:owner", public_id)


@require_POST
@staff_only
def unit_of_town(request: ActorRequest, public_id: str) -> HttpResponse:
    """One click on the card: the room, square or garden is the town's own."""
    known = plain_unit(request, public_id)
    _refuse_others(request)
    unit = get_object_or_404(units_for_the_town(request.actor), pk=known.pk)
    owner = give_unit_to_town(unit=unit, by=request.actor, at=timezone.now())
    messages.success(request, _("It belongs to: %(name)s.") % {"name": owner.name})
    return redirect("premises:unit", public_id)


@require_POST
@staff_only
def unit_taken(request: ActorRequest, public_id: str, unit: str) -> HttpResponse:
    """Say that a room does not belong to this owner; nothing of it stays public."""
    found = _owner(request, public_id)
    wanted = get_object_or_404(units_of(found), public_id=unit)
    take_unit(owner=found, unit=wanted, by=request.actor, at=timezone.now())
    messages.success(request, _("The room has no owner any more. Nothing of it is public."))
    return redirect("premises:owner", public_id)


@require_POST
@staff_only
def erase(request: ActorRequest, public_id: str) -> HttpResponse:
    """Remove an owner for good."""
    erase_owner(owner=_owner(request, public_id), by=request.actor, at=timezone.now())
    messages.success(request, _("The owner is erased. Nothing of their rooms is public."))
    return redirect("premises:owners")


def _card(
    request: ActorRequest,
    found: Owner,
    *,
    informed_form: InformedForm | None = None,
    unit_form: GiveUnitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    mine = list(units_of(found))
    public = {
        room.public_id for room in rooms(request.town, only=[each.public_id for each in mine])
    }
    context = {
        "owner": found,
        "units": [{"unit": each, "is_public": each.public_id in public} for each in mine],
        "link": link_of(found),
        "due": due_of(found),
        "informed_form": informed_form or InformedForm(initial={"way": found.contact_kind}),
        "unit_form": unit_form or GiveUnitForm(units=units_without_owner(request.actor)),
        "form": informed_form or unit_form,
        "has_mail": found.contact_kind == ContactKind.MAIL,
    }
    return render(request, "premises/owner.html", context, status=status)


def _owner(request: ActorRequest, public_id: str) -> Owner:
    _refuse_others(request)
    return get_object_or_404(
        owners_visible_to(request.actor).select_related("town"), public_id=public_id
    )


def _refuse_others(request: ActorRequest) -> None:
    if not can_see_owners(request.actor):
        raise PermissionDenied
