"""One process serves one world. What differs between processes comes from the environment; nothing is secret here."""

import os
import secrets
from pathlib import Path
from typing import Any

from lienthong.ground.database.words import words_of

PAGES = Path(__file__).resolve().parent.parent / "pages"

WORLD = os.environ.get("LIENTHONG_WORLD", "thu-nghiem")
HOME = Path(os.environ.get("LIENTHONG_HOME", "~/.local/share/lienthong")).expanduser()
FILES_ROOT = HOME / "worlds" / WORLD / "files"

SECRET_KEY = os.environ.get("LIENTHONG_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LIENTHONG_HOSTS", "127.0.0.1,localhost,testserver").split(",")
ROOT_URLCONF = "lienthong.site.urls"
WSGI_APPLICATION = "lienthong.site.wsgi.application"
LIVE, READY = "/con-song", "/san-sang"
"""Where a proxy, systemd or a container's health check asks; the first asks the database nothing."""

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "lienthong.ground.apps.GroundConfig",
    "lienthong.units.apps.UnitsConfig",
    "lienthong.personnel.apps.PersonnelConfig",
    "lienthong.work.apps.WorkConfig",
    "lienthong.work.requests.apps.RequestsConfig",
    "lienthong.documents.apps.DocumentsConfig",
    "lienthong.procedures.apps.ProceduresConfig",
    "lienthong.reports.apps.ReportsConfig",
    "lienthong.conference.apps.ConferenceConfig",
    "lienthong.incidents.apps.IncidentsConfig",
    "lienthong.bridges.apps.BridgesConfig",
    "lienthong.notices.apps.NoticesConfig",
    "lienthong.exchange.apps.ExchangeConfig",
    "lienthong.reorganisation.apps.ReorganisationConfig",
    "lienthong.joining.apps.JoiningConfig",
    "lienthong.registers.apps.RegistersConfig",
    "lienthong.rehearsal.apps.RehearsalConfig",
    "lienthong.board.apps.BoardConfig",
    "lienthong.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "lienthong.site.lane.api_lane",
    "lienthong.site.middleware.compress",
    "lienthong.site.middleware.remember_told",
    "lienthong.site.middleware.answer_errors",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lienthong.site.middleware.within_limits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lienthong.site.middleware.harden",
]

# Settings that were measured: prepared statements halve the database's cost (the backend prepares; psycopg must not);
# each of the few threads of a web server keeps its connection, as a pool costs every request half a statement; no
# transaction around requests, because doors open their own.


def database(url: str) -> dict[str, Any]:
    """Every word of the URL: those Django has no name for (`sslmode`, `target_session_attrs`, …) are its options, and
    go from there to each connection, the worker's too.
    """
    words = words_of(url)
    return {
        "ENGINE": "lienthong.ground.database.backend",
        "NAME": words.pop("dbname", ""),
        "USER": words.pop("user", ""),
        "PASSWORD": words.pop("password", ""),
        "HOST": words.pop("host", ""),
        "PORT": words.pop("port", ""),
        "CONN_MAX_AGE": None if os.environ.get("LIENTHONG_POOL", "1") == "1" else 0,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": words | {"server_side_binding": True, "prepare_threshold": None},
    }


DATABASES = {"default": database(os.environ.get("LIENTHONG_DB", "dbname=lienthong"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {"environment": "lienthong.pages.jinja.environment"},
    }
]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [PAGES / "static", PAGES / "static_npm"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE = f"lt_{WORLD.replace('-', '_')}"
CSRF_COOKIE_NAME = f"{SESSION_COOKIE}_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
COOKIES_SECURE = os.environ.get("LIENTHONG_HTTPS", "0") == "1"
CSRF_COOKIE_SECURE = COOKIES_SECURE
CSRF_FAILURE_VIEW = "lienthong.site.views.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
LARGEST_BODY = FILE_UPLOAD_MAX_MEMORY_SIZE
"""Of any form, the one of another installation's file apart."""

LARGEST_IMPORT = int(os.environ.get("LIENTHONG_LARGEST_IMPORT_MB", "4096")) * 1024 * 1024

WEBHOOK_ALLOW = os.environ.get("LIENTHONG_WEBHOOK_ALLOW", "")
"""Networks a webhook may lead to although they are not public, e.g. `127.0.0.1,10.20.0.0/16`."""

ADDRESS = os.environ.get("LIENTHONG_ADDRESS", "")
"""Under which people open the pages, for links in e-mails."""

SMTP = os.environ.get("LIENTHONG_SMTP", "")
"""`smtp://user:password@host` (STARTTLS), `smtps://…`, `smtp+plain://…` (a relay on the machine); empty: no mail."""

MAIL_FROM = os.environ.get("LIENTHONG_MAIL_FROM", "lien-thong@localhost")
MAIL_FOLDER = HOME / "worlds" / WORLD / "mail"
"""Where the e-mails of a trial world go."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
