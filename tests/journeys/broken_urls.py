"""The product's addresses and one page that breaks, to see what a visitor then sees."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from machbar.site import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def broken(_request: HttpRequest) -> HttpResponse:
    """Breaks."""
    raise ZeroDivisionError


urlpatterns = [path("kaputt/", broken, name="broken"), *urls.urlpatterns]
