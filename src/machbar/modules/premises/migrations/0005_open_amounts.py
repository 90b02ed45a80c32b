"""A step of a mediation: an amount that was open in the terms is filled in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("premises", "0004_the_town_as_owner"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mediationstep",
            name="what",
            field=models.CharField(
                choices=[
                    ("suggested", "suggested"),
                    ("owner_asked", "the owner was asked"),
                    ("seeker_asked", "who looks for it was asked"),
                    ("owner_agrees", "the owner agrees"),
                    ("seeker_agrees", "who looks for it agrees"),
                    ("fix_visit", "the visit is fixed"),
                    ("draft", "the terms are written down"),
                    ("sign", "signed"),
                    ("start", "the use begins"),
                    ("complete", "an open amount is filled in"),
                    ("extend", "extended"),
                    ("end", "the use ends"),
                    ("decline", "came to nothing"),
                    ("learn", "what was learned"),
                ],
                max_length=16,
                verbose_name="what happened",
            ),
        ),
    ]
