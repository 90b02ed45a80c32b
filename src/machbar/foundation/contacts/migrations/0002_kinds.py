from django.db import migrations

KINDS = {
    "eigentuemer": "Eigentümer",
    "verwaltung": "Verwaltung",
    "presse": "Presse",
    "foerdermittelgeber": "Fördermittelgeber",
    "verein": "Verein",
    "gewerbe": "Gewerbe",
    "nachbarstadt": "Nachbarstadt",
    "sonstige": "Sonstige",
}


def add_kinds(apps, _schema_editor):
    """Give the towns that are there already their kinds of contacts; new towns get them when they are set up."""
    term = apps.get_model("towns", "Term")
    for town in apps.get_model("towns", "Town").objects.all():
        for position, (code, label) in enumerate(KINDS.items(), start=1):
            term.objects.get_or_create(
                town=town,
                vocabulary="contact-kind",
                code=code,
                defaults={"label": label, "position": position},
            )


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial"), ("towns", "0001_initial")]

    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop)]
