"""Questions for the house's room and window are kept until a day that we promise, and lapse after it.

Who has asked before was promised that the time is kept until we answer: it stays so, until the booking begins.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def keep_until_the_start(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give every question that waits its last moment."""
    bookings = apps.get_model("premises", "RoomBooking").objects
    bookings.filter(state="asked").update(kept_until=F("starts_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("premises", "0002_unknown_amounts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="roombooking",
            name="premises_roombooking_state_known",
        ),
        migrations.AddField(
            model_name="roombooking",
            name="kept_until",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="kept without our answer until"
            ),
        ),
        migrations.AlterField(
            model_name="roombooking",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked for"),
                    ("booked", "booked"),
                    ("guest_off", "called off by the guest"),
                    ("house_off", "called off by us"),
                    ("lapsed", "not answered in time"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RunPython(keep_until_the_start, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="roombooking",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["asked", "booked", "guest_off", "house_off", "lapsed"]),
                name="premises_roombooking_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roombooking",
            constraint=models.CheckConstraint(
                condition=~Q(state="asked")
                | Q(kept_until__isnull=False, kept_until__lte=F("starts_at")),
                name="premises_roombooking_asked_is_kept_until_the_start",
            ),
        ),
    ]
