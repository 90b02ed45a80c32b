"""Addresses of tasks, groups, diaries and milestones: asking to join, the member's page, the team's pages."""

from django.urls import path

from machbar.modules.coordination import views

app_name = "coordination"
LINK = "gruppe/<str:token>/"
DIARY = "werkstatt/projekte/<str:public_id>/tagebuch/"
MILESTONES = "werkstatt/projekte/<str:public_id>/meilensteine/"
GROUP = "werkstatt/projekte/<str:public_id>/gruppe/"
urlpatterns = [
    path("projekte/<str:public_id>/mitmachen/", views.join, name="join"),
    path("projekte/<str:public_id>/tagebuch/", views.diary, name="diary"),
    path(
        "projekte/<str:public_id>/tagebuch/<str:entry>/bild/<str:picture>/<str:name>",
        views.diary_picture,
        name="diary_picture",
    ),
    path(LINK, views.member, name="member"),
    path(f"{LINK}annehmen/", views.accept, name="accept"),
    path(f"{LINK}angaben/", views.choices, name="choices"),
    path(f"{LINK}erinnerungen/", views.member_reminders, name="member_reminders"),
    path(f"{LINK}verlassen/", views.leave, name="leave"),
    path(f"{LINK}brief/", views.member_write, name="member_write"),
    path(f"{LINK}aufgaben/", views.member_new_task, name="member_new_task"),
    path(f"{LINK}aufgaben/<str:task>/", views.member_task, name="member_task"),
    path(f"{LINK}anfragen/<str:asking>/", views.member_decide, name="member_decide"),
    path(f"{LINK}tagebuch/", views.member_diary, name="member_diary"),
    path(f"{LINK}tagebuch/<str:entry>/", views.member_entry, name="member_entry"),
    path(f"{LINK}tagebuch/<str:entry>/tat/", views.member_entry_deed, name="member_entry_deed"),
    path(
        f"{LINK}tagebuch/<str:entry>/bild/<str:picture>/loeschen/",
        views.member_remove_picture,
        name="member_remove_picture",
    ),
    path(
        f"{LINK}tagebuch/<str:entry>/bild/<str:picture>/<str:name>",
        views.member_entry_picture,
        name="member_entry_picture",
    ),
    path(f"{LINK}meilensteine/", views.member_milestones, name="member_milestones"),
    path(f"{LINK}meilensteine/<str:milestone>/", views.member_milestone, name="member_milestone"),
    path("erinnerungen/<str:token>/", views.stop, name="stop"),
    path("werkstatt/heute/aufgaben/", views.my_tasks, name="my_tasks"),
    path(GROUP, views.group, name="group"),
    path(f"{GROUP}aufgaben/", views.new_task, name="new_task"),
    path(f"{GROUP}aufgaben/<str:task>/", views.task, name="task"),
    path(f"{GROUP}einladen/", views.invite, name="invite"),
    path(f"{GROUP}brief/", views.write, name="write"),
    path(f"{GROUP}<str:member>/entscheiden/", views.decide, name="decide"),
    path(f"{GROUP}<str:member>/rolle/", views.role, name="role"),
    path(f"{GROUP}<str:member>/entfernen/", views.remove, name="remove"),
    path(f"{GROUP}<str:member>/link/", views.link, name="link"),
    path("werkstatt/gespraeche/gruppen/liste/", views.replies, name="replies"),
    path("werkstatt/gespraeche/briefe/gruppen/drucken/", views.print_replies, name="print_replies"),
    path(
        "werkstatt/gespraeche/briefe/gruppen/eingeworfen/",
        views.replies_posted,
        name="replies_posted",
    ),
    path(
        "werkstatt/gespraeche/anrufen/gruppen/<str:member>/",
        views.reply_called,
        name="reply_called",
    ),
    path(DIARY, views.team_diary, name="team_diary"),
    path(f"{DIARY}<str:entry>/", views.team_entry, name="team_entry"),
    path(f"{DIARY}<str:entry>/tat/", views.team_entry_deed, name="team_entry_deed"),
    path(
        f"{DIARY}<str:entry>/bild/<str:picture>/loeschen/",
        views.team_remove_picture,
        name="team_remove_picture",
    ),
    path(
        f"{DIARY}<str:entry>/bild/<str:picture>/<str:name>",
        views.team_entry_picture,
        name="team_entry_picture",
    ),
    path(MILESTONES, views.team_milestones, name="team_milestones"),
    path(f"{MILESTONES}<str:milestone>/", views.team_milestone, name="team_milestone"),
]
