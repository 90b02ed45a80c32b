import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("team", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=300, verbose_name="issuer")),
                ("subject", models.CharField(max_length=255, verbose_name="account there")),
                ("linked_at", models.DateTimeField(verbose_name="linked")),
                (
                    "detached_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="detached"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="house_accounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "account of the town hall",
                "verbose_name_plural": "accounts of the town hall",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"), name="team_houseaccount_one_person"
                    ),
                    models.UniqueConstraint(
                        fields=("issuer", "person"), name="team_houseaccount_one_account"
                    ),
                ],
            },
        ),
    ]
