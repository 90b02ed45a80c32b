"""The town itself as the owner of its squares, gardens and benches: one entry a town."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("premises", "0003_unanswered_bookings"),
    ]

    operations = [
        migrations.AddField(
            model_name="owner",
            name="is_town",
            field=models.BooleanField(default=False, verbose_name="the town itself"),
        ),
        migrations.AddConstraint(
            model_name="owner",
            constraint=models.UniqueConstraint(
                condition=Q(is_town=True), fields=("town",), name="premises_owner_one_town"
            ),
        ),
    ]
