"""The bare page, as a server of its own: a template, the usual middleware, one indexed query for 20 of 10,000 rows.

`python -m benchmarks.load.bare` makes its rows; `application` is what the web server calls.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

ROWS, SHOWN = 10_000, 20
BARE = "<!DOCTYPE html><title>Bare</title><ul>{% for row in rows %}<li>{{ row.title }}</li>{% endfor %}</ul>"

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-measuring-" * 4,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(os.environ["MACHBAR_DATA"]) / "bare.sqlite3"),
                "CONN_MAX_AGE": 600,
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
application = get_wsgi_application()

from django.db import connection, models  # noqa: E402


class Row(models.Model):
    """One of many."""

    title = models.CharField(max_length=100)
    at = models.IntegerField(db_index=True)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


def page(_request: HttpRequest) -> HttpResponse:
    """Twenty of them."""
    rows = Row._default_manager.order_by("-at")[:SHOWN]
    return HttpResponse(_template.render({"rows": rows}))


_template = engines["django"].from_string(BARE)
urlpatterns = [path("", page)]


def main() -> None:
    """Make the rows."""
    Path(os.environ["MACHBAR_DATA"]).mkdir(parents=True, exist_ok=True)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row._default_manager.bulk_create(Row(title=f"Idee {at} am Markt", at=at) for at in range(ROWS))


if __name__ == "__main__":
    main()
