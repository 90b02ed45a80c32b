from django.db import migrations, models


class Migration(migrations.Migration):
    """SQLite does not take an index whose condition names values that a question brings as parameters."""

    dependencies = [("ideas", "0009_when_taken_in")]

    operations = [
        migrations.RemoveIndex(model_name="answer", name="ideas_answer_on_its_way"),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                fields=["sent_by", "given_at", "id"],
                condition=models.Q(("reached_on", None)),
                name="ideas_answer_waiting",
            ),
        ),
    ]
