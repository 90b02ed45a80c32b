"""The group of the bicycle workshop: its tasks, its people, its diary and its milestones."""

from machbar.site.demo.facts.kinds import DemoEntry, DemoMember, DemoMilestone, DemoTask

# The group of the bicycle workshop: invented people, who are roles and no persons.
GROUP_OF = "Offene Fahrradwerkstatt"
TASKS = (
    DemoTask(title="Beim Fahrradladen nach einem Montageständer fragen", minutes=30, due_in=7),
    DemoTask(title="Die Räder im Keller zählen und fotografieren", minutes=120, due_in=14),
)
MEMBERS = (
    DemoMember(
        name="Schrauberin",
        contact="schrauberin@demo.invalid",
        offer="Repariert seit Jahren Räder, hat samstags Zeit.",
        leads=True,
        tasks=(TASKS[0].title,),
    ),
    DemoMember(
        name="Nachbar mit Anhänger",
        contact="nachbar@demo.invalid",
        offer="Auto mit Anhänger, zwei Stunden im Monat.",
        is_waiting=True,
    ),
)

PICTURE_CONSENT = "Das Bild darf mit dem Tagebuch gezeigt werden."
STATUS_LINE = "Probeschrauben am Samstag um 10 Uhr vor dem Rathaus"
DIARY = (
    DemoEntry(
        text="Die Räder aus dem Keller geholt und sortiert: elf lassen sich retten, drei geben Teile her.",
        days_ago=12,
        helpers=4,
        quarter_hours=10,
    ),
    DemoEntry(
        text="Der erste Montageständer steht. Der Fahrradladen hat ihn geliehen, bis wir einen eigenen haben.",
        days_ago=4,
        helpers=2,
        quarter_hours=6,
        photo="stand",
        photo_alt="Zeichnung: Ein Fahrrad hängt im Montageständer vor drei Häusern",
    ),
    DemoEntry(
        text="Mit dem Hausmeister gesprochen. Den Schlüssel gibt es erst nach der Begehung.",
        days_ago=1,
        is_for_all=False,
    ),
)
MILESTONES = (
    DemoMilestone(title="Elf Räder sind sortiert", planned_in=-15, reached_in=-12),
    DemoMilestone(
        title="Der Raum ist besichtigt",
        planned_in=-5,
        moved_to=9,
        reason="Der Eigentümer ist bis zum Monatsende verreist.",
    ),
    DemoMilestone(title="Erstes offenes Schrauben", planned_in=60),
)
