"""The diary: what everybody reads, and what team and group write, correct, let out and remove."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.media.exceptions import MediaError
from machbar.foundation.media.models import Picture
from machbar.foundation.media.selectors import kept_picture
from machbar.foundation.media.services import keep_picture
from machbar.foundation.media.serving import picture_response
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.queue import (
    QUEUE_FIELD,
    QUEUE_PAGE,
    back_to_queue,
    queue_page,
    remember_deed,
)
from machbar.modules.coordination.exceptions import CoordinationError
from machbar.modules.coordination.forms import EntryDeedForm, EntryForm, MilestoneDeedForm
from machbar.modules.coordination.forms.diary import SHOWN, MilestoneForm
from machbar.modules.coordination.models import DiaryEntry
from machbar.modules.coordination.selectors import (
    diary_page,
    milestones_of,
    public_diary,
    volunteer_quarters,
    with_moves,
    with_pictures,
)
from machbar.modules.coordination.services import (
    MOST_PICTURES,
    NewPicture,
    correct_entry,
    remove_entry_picture,
    write_entry,
)
from machbar.modules.coordination.views.deeds import carry_out_on_entry
from machbar.modules.coordination.views.desk import Desk, member_desk, refuse_unless, team_desk
from machbar.modules.coordination.views.plan import milestone_rows, plan_sentence
from machbar.modules.coordination.views.presenting import entry_rows
from machbar.modules.coordination.views.queueing import entry_key, entry_panel
from machbar.modules.projects.selectors import projects_visible_to

EDIT = ["GET", "HEAD", "POST"]


# --- for everybody -------------------------------------------------------------------------------
@require_safe
@kept_for_guests
def diary(request: ActorRequest, public_id: str) -> HttpResponse:
    """The public diary of a project, newest first, page by page."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    entries = public_diary(project.pk)
    page = diary_page(entries, start=request.GET.get("ab", ""), only_released=True)
    context = {"project": project, "page": page, "is_later": "ab" in request.GET}
    return render(request, "coordination/diary.html", context)


@require_safe
def diary_picture(
    request: ActorRequest, public_id: str, entry: str, picture: str, name: str
) -> HttpResponseBase:
    """A picture of a public entry that may be shown."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    shown = Picture.objects.filter(
        public_id=picture,
        released_at__isnull=False,
        in_diary__entry__public_id=entry,
        in_diary__entry__in=public_diary(project.pk),
    )
    found = shown.prefetch_related("files").first()
    return picture_response(request, found, name, for_everybody=project.is_public)


# --- for the team --------------------------------------------------------------------------------
@never_cache
@require_http_methods(EDIT)
@staff_only
def team_diary(request: ActorRequest, public_id: str) -> HttpResponse:
    """Diary and milestones of a project; a new entry."""
    return _diary(request, team_desk(request, public_id))


@never_cache
@require_http_methods(EDIT)
@staff_only
def team_entry(request: ActorRequest, public_id: str, entry: str) -> HttpResponse:
    """One entry, to correct it."""
    return _entry(request, team_desk(request, public_id), entry)


@require_POST
@staff_only
def team_entry_deed(request: HouseRequest, public_id: str, entry: str) -> HttpResponse:
    """Let an entry out, keep it inside, remove it."""
    return _entry_deed(request, team_desk(request, public_id), entry)


@never_cache
@require_safe
@staff_only
def team_entry_picture(
    request: ActorRequest, public_id: str, entry: str, picture: str, name: str
) -> HttpResponseBase:
    """A picture for the team."""
    return _picture(request, team_desk(request, public_id), entry, picture, name)


@require_POST
@staff_only
def team_remove_picture(
    request: ActorRequest, public_id: str, entry: str, picture: str
) -> HttpResponse:
    """Erase one picture."""
    return _remove_picture(request, team_desk(request, public_id), entry, picture)


# --- behind a member's link ----------------------------------------------------------------------
@never_cache
@require_http_methods(EDIT)
def member_diary(request: ActorRequest, token: str) -> HttpResponse:
    """Diary and milestones of the own project; a new entry."""
    return _diary(request, member_desk(request, token))


@never_cache
@require_http_methods(EDIT)
def member_entry(request: ActorRequest, token: str, entry: str) -> HttpResponse:
    """One entry, to correct it."""
    return _entry(request, member_desk(request, token), entry)


@never_cache
@require_POST
def member_entry_deed(request: HouseRequest, token: str, entry: str) -> HttpResponse:
    """Remove an entry; the lead also lets entries out and keeps them inside."""
    return _entry_deed(request, member_desk(request, token), entry)


@never_cache
@require_safe
def member_entry_picture(
    request: ActorRequest, token: str, entry: str, picture: str, name: str
) -> HttpResponseBase:
    """A picture for the group."""
    return _picture(request, member_desk(request, token), entry, picture, name)


@never_cache
@require_POST
def member_remove_picture(
    request: ActorRequest, token: str, entry: str, picture: str
) -> HttpResponse:
    """Erase one picture."""
    return _remove_picture(request, member_desk(request, token), entry, picture)


# --- what both desks share -----------------------------------------------------------------------
def desk_page(
    request: ActorRequest,
    desk: Desk,
    *,
    form: EntryForm | None = None,
    kept: Picture | None = None,
    plan_form: MilestoneForm | None = None,
    refused_milestone: tuple[str, MilestoneDeedForm] | None = None,
) -> HttpResponse:
    """The diary with its milestones; what was refused stands in its place with everything typed."""
    today = timezone.localdate()
    page = diary_page(desk.entries(), start=request.GET.get("ab", ""), only_released=False)
    milestones = with_moves(milestones_of(desk.project.pk))
    bound = dict([refused_milestone] if refused_milestone else [])
    address = partial(desk.url, "milestone") if desk.may_plan else None
    rows = milestone_rows(milestones, today, bound=bound, address=address)
    refused = form or plan_form or (refused_milestone[1] if refused_milestone else None)
    context = {
        "desk": desk,
        "layout": desk.layout,
        "project": desk.project,
        "page": page,
        "rows": entry_rows(desk, page.rows),
        "is_later": "ab" in request.GET,
        "milestones": rows,
        "plan_sentence": plan_sentence(rows),
        "quarters": volunteer_quarters(desk.project),
        "form": form or entry_form(desk),
        "kept": kept,
        "plan_form": plan_form or MilestoneForm(auto_id="id_plan_%s"),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "coordination/diary_desk.html", context, status=status)


def entry_form(
    desk: Desk, *arguments: object, entry: DiaryEntry | None = None, **more: object
) -> EntryForm:
    """The form for an entry at this desk."""
    return EntryForm(
        *arguments,
        today=timezone.localdate(),
        is_team=desk.is_team,
        may_release=desk.may_release,
        entry=entry,
        **more,
    )


def _diary(request: ActorRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return desk_page(request, desk)
    refuse_unless(desk, may=desk.may_write)
    form = entry_form(desk, request.POST, request.FILES)
    form.full_clean()
    picture = _new_picture(request, form)
    if form.is_valid():
        try:
            entry = write_entry(
                project=desk.project,
                by=desk.author,
                at=timezone.now(),
                form_key=form.cleaned_data["form_key"],
                words=form.words,
                picture=picture,
            )
        except (CoordinationError, MediaError) as error:
            form.add_error("photo", str(error))
        else:
            messages.success(request, _written(entry))
            return redirect(desk.diary_url)
    return desk_page(request, desk, form=form, kept=picture.picture if picture else None)


def _entry(request: ActorRequest, desk: Desk, entry: str) -> HttpResponse:
    found = _found(desk, entry)
    if request.method != "POST":
        return _entry_page(request, desk, found, form=entry_form(desk, entry=found))
    refuse_unless(desk, may=desk.may_correct(found))
    form = entry_form(desk, request.POST, request.FILES, entry=found)
    form.full_clean()
    picture = _new_picture(request, form)
    if form.is_valid():
        try:
            correct_entry(
                entry=found,
                by=desk.author,
                at=timezone.now(),
                seen_version=form.cleaned_data["seen_version"] or 0,
                words=form.words,
                picture=picture,
            )
        except (CoordinationError, MediaError) as error:
            form.add_error(None, str(error))
            found = _found(desk, entry)
            form.see(found)
        else:
            messages.success(request, _written(found))
            return redirect(desk.url("entry", entry))
    return _entry_page(
        request, desk, found, form=form, kept=picture.picture if picture else None, status=422
    )


def _entry_deed(request: HouseRequest, desk: Desk, entry: str) -> HttpResponse:
    found = _found(desk, entry)
    form = EntryDeedForm(request.POST, version=found.version, auto_id="id_tat_%s")
    if not form.is_valid():
        refuse_unless(desk, may=desk.may_correct(found))
        if desk.is_team and back_to_queue(request):
            panel = entry_panel(found, desk.actor, form=form)
            return queue_page(request, key=entry_key(found), panel=panel, status=422)
        return _entry_page(
            request, desk, found, form=entry_form(desk, entry=found), deed_form=form, status=422
        )
    deed = form.cleaned_data["deed"]
    refuse_unless(desk, may=desk.may_correct(found) if deed == "remove" else desk.may_release)
    sentence = carry_out_on_entry(found, form, by=desk.actor, at=timezone.now())
    if desk.is_team and back_to_queue(request):
        undo = {QUEUE_FIELD: QUEUE_PAGE, "deed": "wait"}
        address = request.path if deed in {"release", "keep"} else ""
        remember_deed(request, sentence=sentence, undo=address, fields=undo)
        return redirect("queue")
    messages.success(request, sentence)
    return redirect(desk.diary_url if deed == "remove" else desk.url("entry", entry))


def _picture(
    request: ActorRequest, desk: Desk, entry: str, picture: str, name: str
) -> HttpResponseBase:
    found = Picture.objects.filter(public_id=picture, in_diary__entry=_found(desk, entry))
    shown = found.prefetch_related("files").first()
    return picture_response(request, shown, name, for_everybody=False)


def _remove_picture(request: ActorRequest, desk: Desk, entry: str, picture: str) -> HttpResponse:
    found = _found(desk, entry)
    refuse_unless(desk, may=desk.may_correct(found))
    row = found.pictures.select_related("picture").filter(picture__public_id=picture).first()
    if row is None:
        raise Http404
    remove_entry_picture(entry=found, picture=row.picture, by=desk.actor)
    messages.success(request, _("The picture is erased."))
    return redirect(desk.url("entry", entry))


def _entry_page(
    request: ActorRequest,
    desk: Desk,
    entry: DiaryEntry,
    *,
    form: EntryForm,
    kept: Picture | None = None,
    deed_form: EntryDeedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    for each in entry.shown:  # type: ignore[attr-defined]
        each.erase_url = desk.url("remove_picture", entry.public_id, each.picture.public_id)
    context = {
        "desk": desk,
        "layout": desk.layout,
        "project": desk.project,
        "row": entry_rows(desk, [entry])[0],
        "form": form,
        "kept": kept,
        "takes_pictures": len(entry.shown) < MOST_PICTURES,  # type: ignore[attr-defined]
        "deed_form": deed_form or EntryDeedForm(auto_id="id_tat_%s"),
        "refused": form if form.errors else deed_form,
    }
    return render(request, "coordination/diary_entry.html", context, status=status)


def _found(desk: Desk, entry: str) -> DiaryEntry:
    return get_object_or_404(with_pictures(desk.entries(), only_released=False), public_id=entry)


def _new_picture(request: ActorRequest, form: EntryForm) -> NewPicture | None:
    """The picture that comes with a form, valid or not: the one just sent, or the one kept from an earlier attempt."""
    if form.cleaned_data.get("photo_left_out"):
        return None
    picture = _kept(request, form)
    if picture is None:
        return None
    form.need_words_for_picture()
    consent_by = form.consent_by
    return NewPicture(
        picture=picture,
        alt_text=form.cleaned_data.get("photo_alt", ""),
        credit=form.cleaned_data.get("photo_credit", ""),
        consent_text=str(SHOWN) if consent_by else "",
        consent_by=consent_by,
    )


def _kept(request: ActorRequest, form: EntryForm) -> Picture | None:
    key, prepared = form.cleaned_data["form_key"], form.cleaned_data.get("photo")
    if prepared is None:
        kept = kept_picture(town=request.town, form_key=key)
        # The form that was sent before has used its picture: then it is the second click of a double click.
        is_used = Picture.objects.filter(town=request.town, form_key=key).exists()
        if form.cleaned_data.get("photo_is_kept") and not is_used and not form.errors.get("photo"):
            form.add_error("photo", _("The picture is no longer here. Please choose it again."))
        return kept
    try:
        return keep_picture(town=request.town, prepared=prepared, form_key=key, at=timezone.now())
    except MediaError as error:
        form.add_error("photo", str(error))
        return None


def _written(entry: DiaryEntry) -> str:
    if entry.is_waiting:
        return _("Written. Everybody reads it as soon as the team or the lead has released it.")
    if entry.is_public and entry.project.is_public:
        return _("Written. Everybody can read it on the project's page.")
    return _("Written. The group and the team read it.")
