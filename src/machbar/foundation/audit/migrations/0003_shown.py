from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_diary")]

    operations = [
        migrations.AddField(
            model_name="audithead",
            name="shown",
            field=models.PositiveBigIntegerField(default=0),
        )
    ]
