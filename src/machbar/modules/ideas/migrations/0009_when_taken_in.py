"""Ideas that came from tables before know when: from the batch they came with, and only where it is still known."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def note_when(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One statement, over the rows of the batches that brought ideas."""
    alias = schema_editor.connection.alias
    items = apps.get_model("tables", "BatchItem").objects.using(alias)
    came = items.filter(batch__kind="ideen", object_id=OuterRef("pk")).order_by("-pk")
    ideas = apps.get_model("ideas", "Idea").objects.using(alias).filter(origin__isnull=False)
    ideas.update(taken_in_at=Subquery(came.values("batch__taken_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("ideas", "0008_taken_in"), ("tables", "0001_initial")]

    operations = [migrations.RunPython(note_when, migrations.RunPython.noop)]
