"""The settings of a MachBar server, read from `MACHBAR_*` variables (docs/administration.md lists each)."""

import os
from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.kept import kept
from machbar.site import environment
from machbar.site.hosts import Hosts

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parents[1]
DATA = environment.folder("MACHBAR_DATA", Path("data"))

# --- what an operator sets -------------------------------------------------------------------------------
DEBUG = environment.flag("MACHBAR_DEBUG", default=False)
DEMO = environment.flag("MACHBAR_DEMO", default=False)
DEMO_OPEN = environment.flag("MACHBAR_DEMO_OPEN", default=False)
DEMO_TODAY = environment.day("MACHBAR_DEMO_TODAY")
KEPT = kept(DATA)  # what `machbar setup` and the pages of the set-up wrote down; a variable wins
PUBLIC_URL = environment.public_address(
    "MACHBAR_PUBLIC_URL", KEPT.get("public_url", "http://localhost:8000")
)
NAMED_HOSTS = environment.names("MACHBAR_HOSTS", environment.hosts_for(PUBLIC_URL))
# A demonstration that is not open is reached under the names that were set and no other (site/start_checks.py).
ALLOWED_HOSTS = NAMED_HOSTS if DEMO and not DEMO_OPEN else Hosts(NAMED_HOSTS)
HTTPS = environment.flag("MACHBAR_HTTPS", default=KEPT.get("public_url", "").startswith("https://"))
SECRET_KEY = environment.secret(DATA, os.environ)
SECRET_KEY_FALLBACKS = environment.older_secrets(DATA, os.environ)
DATABASES = {"default": environment.database(environment.text("MACHBAR_DATABASE_URL", ""), DATA)}
MAIL_IS_SET = bool(
    environment.text("MACHBAR_MAIL_HOST", "")
)  # then nothing that was entered counts
MAIL_FROM = environment.text("MACHBAR_MAIL_FROM", "machbar@localhost")
EMAIL_HOST = environment.text("MACHBAR_MAIL_HOST", "localhost")
EMAIL_PORT = environment.number("MACHBAR_MAIL_PORT", default=25, least=1, most=65535)
EMAIL_HOST_USER = environment.text("MACHBAR_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("MACHBAR_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("MACHBAR_MAIL_TLS", default=False)
OIDC = environment.issuer(
    environment.text("MACHBAR_OIDC_URL", "")
)  # as with mail: then this counts
BACKUP = environment.backup_choices()  # what is said here is not asked for on the page
BACKUP_FOLDER = environment.folder("MACHBAR_BACKUP_FOLDER", DATA / "backups")
BACKUP_PASSPHRASE = environment.passphrase("MACHBAR_BACKUP_PASSPHRASE")
MEDIA_BUCKET = environment.bucket(environment.text("MACHBAR_MEDIA_URL", ""))
MAP = environment.map_background(environment.text("MACHBAR_MAP", ""), DATA)

if DEMO_TODAY is not None and not DEMO:
    raise ImproperlyConfigured(environment.ONLY_IN_THE_DEMO)

# --- the house -------------------------------------------------------------------------------------------
# The list of modules is the one file that changes when a capability is added.
MODULES = (
    "machbar.modules.projects",
    "machbar.modules.meetings",  # before ideas, which take any word below /werkstatt/gespraeche/
    "machbar.modules.ideas",
    "machbar.modules.coordination",
    "machbar.modules.funding",
    "machbar.modules.premises",
    "machbar.foundation.contacts",
    "machbar.foundation.privacy",
    "machbar.foundation.team",
)
FOUNDATION = (
    "machbar.foundation.ui",
    "machbar.foundation.towns",
    "machbar.foundation.people",
    "machbar.foundation.audit",
    "machbar.foundation.access",
    "machbar.foundation.documents",
    "machbar.foundation.media",
    "machbar.foundation.post",
    "machbar.foundation.search",
    "machbar.foundation.tables",
    "machbar.foundation.keeping",
    "machbar.foundation.surfaces",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *FOUNDATION,
    *MODULES,
    "machbar.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first, so that a redirect to HTTPS has the policy, too
    "django.middleware.security.SecurityMiddleware",
    "machbar.site.cookies.HostCookieMiddleware",
    "machbar.site.incoming.UnfinishedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "machbar.site.kept_pages.KeptPagesMiddleware",
    "machbar.site.compression.GZipTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "machbar.foundation.towns.middleware.TownMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "machbar.foundation.access.middleware.ActorMiddleware",
    "machbar.foundation.surfaces.middleware.ModuleMiddleware",
    "machbar.site.door.DoorMiddleware",
    "machbar.foundation.team.gate.SecondFactorMiddleware",
    "machbar.foundation.ui.arrival.ArrivalMiddleware",
    "machbar.site.watch.WatchMiddleware",
    "machbar.site.limits.LimitMiddleware",
    "machbar.site.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "machbar.site.urls"
WSGI_APPLICATION = "machbar.site.wsgi.application"
FORM_RENDERER = "machbar.foundation.ui.light_fields.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "machbar.foundation.surfaces.context.house",
            ],
        },
    }
]

# --- language and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# --- files -----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("MACHBAR_STATIC", PACKAGE.parents[1] / ".build" / "static")
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["machbar.foundation.media.uploads.FrugalUploadHandler"]

# --- sign-in (staff only; citizens never need an account) --------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/werkstatt/heute/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "machbar.foundation.post.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Behind the proxy that HTTPS asks for, the last entry of X-Forwarded-For is the visitor (for the rate limits).
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "machbar.foundation.team.mfa.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute of a wrong clock is forgiven

# --- cookies, headers --------------------------------------------------------------------------------------
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-machbar" if HTTPS else "machbar"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "machbar.site.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- background work, mail, cache --------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
EMAIL_BACKEND = (
    "machbar.foundation.post.backends.MailboxBackend"
    if DEMO
    else "machbar.foundation.post.backends.HouseBackend"
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # a counter a visitor (site/limits.py)
    }
}

# A page that is the same for every guest is drawn once in so many seconds, and again after each deed that shows.
KEPT_PAGE_SECONDS = 10

# Addresses hold personal tokens: nothing below writes a path or an address into a log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "machbar.site.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "machbar": {"handlers": ["terminal"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
    },
}
