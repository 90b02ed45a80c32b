from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("towns", "0004_second_factor"),
    ]

    operations = [
        migrations.AddField(
            model_name="town",
            name="closed_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="closed by the operator"
            ),
        ),
        migrations.AddConstraint(
            model_name="town",
            constraint=models.CheckConstraint(
                condition=Q(("closed_on", None), ("is_public", False), _connector="OR"),
                name="towns_town_closed_is_not_public",
            ),
        ),
    ]
