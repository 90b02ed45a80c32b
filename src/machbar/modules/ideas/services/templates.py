"""Ready-made reasons of a town: shipped ones come in, and the team words them its own way."""

from django.db import transaction
from django.db.models import Max

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import ReasonTemplate
from machbar.modules.ideas.shipped_reasons import SHIPPED


@transaction.atomic
def add_reason_templates(*, town: Town) -> int:
    """Give a town the shipped reasons that it never had; returns how many came in. What the town changed stays."""
    known = set(ReasonTemplate.objects.filter(town=town).values_list("shipped_as", flat=True))
    missing = [
        ReasonTemplate(
            town=town,
            shipped_as=each.key,
            status=each.status,
            title=each.title,
            text=each.text,
            position=position,
        )
        for position, each in enumerate(SHIPPED)
        if each.key not in known
    ]
    ReasonTemplate.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@transaction.atomic
def write_template(
    *, by: Actor, status: str, title: str, text: str, template: ReasonTemplate | None = None
) -> ReasonTemplate:
    """Add a reason, or word one anew."""
    values = {"status": status, "title": title.strip(), "text": text.strip()}
    if template is None:
        last = ReasonTemplate.objects.filter(town=by.town).aggregate(at=Max("position"))["at"]
        template = ReasonTemplate.objects.create(
            town=by.town, position=0 if last is None else last + 1, **values
        )
    else:
        ReasonTemplate.objects.filter(pk=template.pk).update(**values)
    record("reason_template.written", on=template, by=by)
    return template


@transaction.atomic
def offer_template(*, template: ReasonTemplate, by: Actor, is_offered: bool) -> None:
    """Offer a reason, or offer it no longer."""
    changed = ReasonTemplate.objects.filter(pk=template.pk, is_active=not is_offered)
    if changed.update(is_active=is_offered):
        record("reason_template.offered", on=template, by=by, payload={"is_offered": is_offered})
