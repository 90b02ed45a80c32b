from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_counterdevice_seen_at_signin"),
    ]

    operations = [
        migrations.AddField(
            model_name="signin",
            name="by_house_account",
            field=models.BooleanField(default=False, verbose_name="by an account of the town hall"),
        ),
    ]
