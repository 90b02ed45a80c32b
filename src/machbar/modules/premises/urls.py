"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import agreement, answering, mediation, mediation_calls

app_name = "premises"
urlpatterns: list[URLPattern | URLResolver] = []

# mediation
MEDIATION = "werkstatt/raeume/vermittlung/"
urlpatterns += [
    path("raum/anfrage/<str:token>/", answering.mediation_owner, name="mediation_owner"),
    path("raum/vorschlag/<str:token>/", answering.mediation_seeker, name="mediation_seeker"),
    path(MEDIATION, mediation.mediations, name="mediations"),
    path(f"{MEDIATION}briefe/pdf/", mediation_calls.print_requests, name="print_requests"),
    path(f"{MEDIATION}briefe/gepostet/", mediation_calls.requests_posted, name="requests_posted"),
    path(f"{MEDIATION}anrufe/<str:asking>/", mediation_calls.request_called, name="request_called"),
    path(f"{MEDIATION}<str:public_id>/", mediation.mediation, name="mediation"),
    path(f"{MEDIATION}<str:public_id>/vereinbarung/", agreement.terms, name="terms"),
    path(
        f"{MEDIATION}<str:public_id>/vereinbarung.<str:ending>",
        agreement.agreement_file,
        name="agreement_file",
    ),
    path(
        f"{MEDIATION}<str:public_id>/<str:deed>/", mediation.mediation_deed, name="mediation_deed"
    ),
]
