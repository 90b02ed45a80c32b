"""Towns from before get the themes of ideas; apart from the tables, because PostgreSQL keeps rows and tables apart."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

THEMES = {
    "treffen-und-nachbarschaft": "Treffen und Nachbarschaft",
    "kinder-und-jugend": "Kinder und Jugend",
    "aelter-werden-und-gesundheit": "Älter werden und Gesundheit",
    "kultur-und-feste": "Kultur und Feste",
    "laeden-und-leerstand": "Läden und Leerstand",
    "plaetze-und-baenke": "Plätze und Bänke",
    "gruen-und-klima": "Grün und Klima",
    "unterwegs": "Zu Fuß, Rad und Bus",
    "sport-und-spiel": "Sport und Spiel",
    "lernen-und-arbeiten": "Lernen und Arbeiten",
    "wohnen-und-bauen": "Wohnen und Bauen",
    "mitreden-und-ehrenamt": "Mitreden und Ehrenamt",
    "besuch-und-ausfluege": "Besuch und Ausflüge",
}


def give_themes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Towns from before get the themes, too."""
    terms = apps.get_model("towns", "Term").objects.using(schema_editor.connection.alias)
    for town in apps.get_model("towns", "Town").objects.all():
        for position, (code, label) in enumerate(THEMES.items(), start=1):
            terms.get_or_create(
                town=town,
                vocabulary="idea-theme",
                code=code,
                defaults={"label": label, "position": position},
            )


class Migration(migrations.Migration):
    dependencies = [("ideas", "0005_counter"), ("towns", "0001_initial")]

    operations = [migrations.RunPython(give_themes, migrations.RunPython.noop)]
