"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team.

Those of searches stand first: they are words that no public id can be (ids have ten letters without i, l and o).
"""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import (
    agreement,
    answering,
    demand_public,
    demand_queue,
    demand_receipt,
    demand_work,
    mediation,
    mediation_calls,
)

app_name = "premises"
DEMANDS = "werkstatt/raeume/gesuche/"
SEEKER = "gesuch/<str:token>/"
urlpatterns: list[URLPattern | URLResolver] = [
    # searches
    path("raeume/gesuch/", demand_public.seek, name="seek"),
    path("raeume/gesuche/", demand_public.demands, name="demands"),
    path("raeume/gesuche/<str:public_id>/", demand_public.demand, name="demand"),
    path(SEEKER, demand_receipt.receipt, name="demand_receipt"),
    path(f"{SEEKER}verlaengern/", demand_receipt.renew, name="demand_renew"),
    path(f"{SEEKER}zurueck/", demand_receipt.withdraw, name="demand_withdraw"),
    path(f"{SEEKER}aendern/", demand_receipt.change_own, name="demand_change_own"),
    path(DEMANDS, demand_work.demands_work, name="demands_work"),
    path(f"{DEMANDS}neu/", demand_work.new_demand, name="new_demand"),
    path(f"{DEMANDS}<str:public_id>/", demand_work.demand_work, name="demand_work"),
    path(
        f"{DEMANDS}<str:public_id>/aendern/", demand_work.change_demand_page, name="change_demand"
    ),
    path(f"{DEMANDS}<str:public_id>/tat/", demand_queue.demand_deed, name="demand_deed"),
    path("werkstatt/raeume/vorschlag/", demand_work.proposal, name="proposal"),
]

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
