"""The pages of the address book: the list, one contact, adding, changing, erasing, and the list of kinds."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
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
from machbar.foundation.contacts.exceptions import ContactError
from machbar.foundation.contacts.forms import ContactFilter, ContactForm, NewContactForm
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.rules import can_keep_contacts, can_read_contacts
from machbar.foundation.contacts.selectors import contacts_visible_to, contacts_with
from machbar.foundation.contacts.services import add_contact, change_contact, erase_contact
from machbar.foundation.contacts.vocabulary import KINDS
from machbar.foundation.towns.models import Term
from machbar.foundation.towns.word_lists import (
    NOTHING_SENT,
    EntryForm,
    Savings,
    add_entry,
    change_entry,
    entries,
)

PAGE = 30
EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@staff_only
def book(request: ActorRequest) -> HttpResponse:
    """The list, perhaps only those that hold a text or are of one kind."""
    _may_read(request)
    form = ContactFilter(request.GET, town=request.town)
    asked = form.cleaned_data if form.is_valid() else {"suche": "", "art": ""}
    found = contacts_with(request.actor, text=asked["suche"], kind=asked["art"])
    page = Paginator(found, PAGE).get_page(request.GET.get("seite"))
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(asked.values()),
        "query": urlencode({name: value for name, value in asked.items() if value}) + "&",
        "may_keep": can_keep_contacts(request.actor),
    }
    return render(request, "contacts/book.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new(request: ActorRequest) -> HttpResponse:
    """Add somebody."""
    _may_keep(request)
    form = NewContactForm(_sent(request), town=request.town)
    if request.method == "POST" and form.is_valid():
        added = add_contact(
            by=request.actor,
            at=timezone.now(),
            form_key=form.cleaned_data["form_key"],
            values=form.values(),
        )
        messages.success(request, _("The contact is in the book."))
        return redirect("contacts:contact", added.public_id)
    context = {"form": form}
    return render(request, "contacts/new.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@staff_only
def contact(request: ActorRequest, public_id: str) -> HttpResponse:
    """One contact with everything we know."""
    found = _contact(request, public_id)
    context = {"contact": found, "may_keep": can_keep_contacts(request.actor)}
    return render(request, "contacts/contact.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def change(request: ActorRequest, public_id: str) -> HttpResponse:
    """Change one contact; what somebody else saved meanwhile is not overwritten."""
    found = _contact(request, public_id)
    _may_keep(request)
    form = ContactForm(
        _sent(request),
        # Checking a form writes into its instance: it gets a copy.
        instance=Contact.objects.select_related("kind").get(pk=found.pk),
        town=request.town,
        initial={"seen_version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_contact(
                contact=found,
                by=request.actor,
                at=timezone.now(),
                seen_version=form.cleaned_data["seen_version"] or 0,
                values=form.values(),
            )
        except ContactError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The contact is saved."))
            return redirect("contacts:contact", public_id)
    context = {"form": form, "contact": found}
    return render(request, "contacts/change.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_only
def erase(request: ActorRequest, public_id: str) -> HttpResponse:
    """Remove one contact for good."""
    found = _contact(request, public_id)
    _may_keep(request)
    erase_contact(contact=found, by=request.actor)
    messages.success(request, _("The contact is erased."))
    return redirect("contacts:book")


@never_cache
@require_http_methods(EDIT)
@staff_only
def kinds(request: ActorRequest) -> HttpResponse:
    """The list of kinds, and a new one at its end."""
    _may_keep(request)
    if request.method != "POST":
        return _kinds(request, EntryForm())
    saving, done = add_entry(request.POST, town=request.town, vocabulary=KINDS)
    if not done:
        return _kinds(request, saving.form)
    messages.success(request, done)
    return redirect("contacts:kinds")


@require_POST
@staff_only
def kind(request: ActorRequest, code: str) -> HttpResponse:
    """Rename a kind, offer it no longer, or offer it again; contacts that carry it keep it."""
    _may_keep(request)
    term = get_object_or_404(Term, town=request.town, vocabulary=KINDS, code=code)
    saving, done = change_entry(request.POST, term=term)
    if not done:
        return _kinds(request, EntryForm(), {(KINDS, code): saving})
    messages.success(request, done)
    return redirect("contacts:kinds")


def _kinds(request: ActorRequest, form: BaseForm, sent: Savings = NOTHING_SENT) -> HttpResponse:
    uses = dict(
        Contact.objects.filter(town=request.town, kind__isnull=False)
        .values_list("kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    terms = request.town.terms.filter(vocabulary=KINDS)
    context = {"form": form, "entries": entries(terms, uses, sent)}
    is_wrong = form.is_bound or bool(sent)
    return render(request, "contacts/kinds.html", context, status=422 if is_wrong else 200)


def _sent(request: ActorRequest) -> QueryDict | None:
    """What a form sent; also an empty one is answered as a form."""
    return request.POST if request.method == "POST" else None


def _may_read(request: ActorRequest) -> None:
    if not can_read_contacts(request.actor):
        raise PermissionDenied


def _may_keep(request: ActorRequest) -> None:
    if not can_keep_contacts(request.actor):
        raise PermissionDenied


def _contact(request: ActorRequest, public_id: str) -> Contact:
    _may_read(request)
    return get_object_or_404(contacts_visible_to(request.actor), public_id=public_id)
