"""Addresses of tasks and groups: asking to join, the member's page, the team's pages."""

from django.urls import path

from machbar.modules.coordination import views

app_name = "coordination"
LINK = "gruppe/<str:token>/"
GROUP = "werkstatt/projekte/<str:public_id>/gruppe/"
urlpatterns = [
    path("projekte/<str:public_id>/mitmachen/", views.join, name="join"),
    path(LINK, views.member, name="member"),
    path(f"{LINK}annehmen/", views.accept, name="accept"),
    path(f"{LINK}angaben/", views.choices, name="choices"),
    path(f"{LINK}erinnerungen/", views.member_reminders, name="member_reminders"),
    path(f"{LINK}verlassen/", views.leave, name="leave"),
    path(f"{LINK}brief/", views.member_write, name="member_write"),
    path(f"{LINK}aufgaben/", views.member_new_task, name="member_new_task"),
    path(f"{LINK}aufgaben/<str:task>/", views.member_task, name="member_task"),
    path(f"{LINK}anfragen/<str:asking>/", views.member_decide, name="member_decide"),
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
]
