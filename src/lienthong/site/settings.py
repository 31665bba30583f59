"""One process serves one world. What differs between processes comes from the environment; nothing is secret here."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from lienthong.ground.database.words import words_of
from lienthong.kernel.front import front_of
from lienthong.personnel.accounts.terms import asked_by_role

PAGES = Path(__file__).resolve().parent.parent / "pages"

WORLD = os.environ.get("LIENTHONG_WORLD", "thu-nghiem")
HOME = Path(os.environ.get("LIENTHONG_HOME", "~/.local/share/lienthong")).expanduser()
FILES_ROOT = HOME / "worlds" / WORLD / "files"

SECRET_KEY = os.environ.get("LIENTHONG_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
FRONT = front_of(os.environ)
"""The addresses people open the pages under, and the proxies before them: `LIENTHONG_ADDRESS`, `LIENTHONG_PROXY`."""

ADDRESS = FRONT.origins[0] if FRONT.origins else ""
"""What is printed on papers, in QR codes and in e-mails; `serve` says its own when the operator said none."""

ALLOWED_HOSTS = list(FRONT.hosts)
CSRF_TRUSTED_ORIGINS = list(FRONT.origins)
ROOT_URLCONF = "lienthong.site.urls"
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
    "lienthong.work.sealing.apps.SealingConfig",
    "lienthong.work.receivers.apps.ReceiversConfig",
    "lienthong.work.contents.apps.ContentsConfig",
    "lienthong.work.persons.apps.PersonsConfig",
    "lienthong.work.requests.apps.RequestsConfig",
    "lienthong.documents.readings.apps.ReadingsConfig",
    "lienthong.documents.enclosures.apps.EnclosuresConfig",
    "lienthong.documents.doubles.apps.DoublesConfig",
    "lienthong.documents.finding.apps.FindingConfig",
    "lienthong.documents.conventions.apps.ConventionsConfig",
    "lienthong.documents.drafting.apps.DraftingConfig",
    "lienthong.documents.apps.DocumentsConfig",
    "lienthong.documents.addressing.apps.AddressingConfig",
    "lienthong.documents.groups.apps.GroupsConfig",
    "lienthong.documents.following.apps.FollowingConfig",
    "lienthong.documents.dispatch.apps.DispatchConfig",
    "lienthong.documents.receiving.apps.ReceivingConfig",
    "lienthong.documents.arriving.apps.ArrivingConfig",
    "lienthong.documents.directing.apps.DirectingConfig",
    "lienthong.documents.layout.apps.LayoutConfig",
    "lienthong.documents.signing.apps.SigningConfig",
    "lienthong.documents.files_of_work.apps.FilesOfWorkConfig",
    "lienthong.documents.paper_letters.apps.PaperLettersConfig",
    "lienthong.documents.copies.apps.CopiesConfig",
    "lienthong.procedures.apps.ProceduresConfig",
    "lienthong.reports.apps.ReportsConfig",
    "lienthong.conference.apps.ConferenceConfig",
    "lienthong.incidents.apps.IncidentsConfig",
    "lienthong.bridges.apps.BridgesConfig",
    "lienthong.notices.apps.NoticesConfig",
    "lienthong.exchange.apps.ExchangeConfig",
    "lienthong.exchange.axis.apps.AxisConfig",
    "lienthong.reorganisation.apps.ReorganisationConfig",
    "lienthong.joining.apps.JoiningConfig",
    "lienthong.registers.apps.RegistersConfig",
    "lienthong.rehearsal.apps.RehearsalConfig",
    "lienthong.board.apps.BoardConfig",
    "lienthong.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "lienthong.site.front.at_the_front",
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
SESSION_IDLE = timedelta(minutes=max(5, int(os.environ.get("LIENTHONG_SESSION_IDLE_MINUTES") or 60)))
"""How long a session may stay unused (the default is ours)."""

SECOND_FACTOR = asked_by_role(os.environ.get("LIENTHONG_SECOND_FACTOR", ""))
"""Role → from which day on a code is asked beside the password; whoever has one is asked in any role."""

COOKIES_SECURE = FRONT.is_https
CSRF_COOKIE_SECURE = COOKIES_SECURE
CSRF_FAILURE_VIEW = "lienthong.site.views.errors.csrf_failure"

SIGNER = os.environ.get("LIENTHONG_SIGNER", "http://127.0.0.1:14220")
"""Where the signer beside a person's browser answers: on their own machine, asked by the page."""

TIMESTAMPS = os.environ.get("LIENTHONG_TIMESTAMPS", "")
"""The time-stamp server (RFC 3161) whose word goes into signatures; empty: the signer's own time."""

TRUST_FOLDERS = (HOME / "trust", HOME / "worlds" / WORLD / "trust")
"""Lists of authorities this installation believes, and those this world does besides: a trial's own."""

SIGNING_KEYS = HOME / "worlds" / WORLD / "keys"
"""Keys that lie at the server, for the worker."""

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": f"'self' {SIGNER}",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 21_000  # a list of work to decide has 20,000 rows
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
LARGEST_BODY = FILE_UPLOAD_MAX_MEMORY_SIZE
"""Of any form, the one of another installation's file apart."""

LARGEST_IMPORT = int(os.environ.get("LIENTHONG_LARGEST_IMPORT_MB", "4096")) * 1024 * 1024

WEBHOOK_ALLOW = os.environ.get("LIENTHONG_WEBHOOK_ALLOW", "")
"""Networks a webhook may lead to although they are not public, e.g. `127.0.0.1,10.20.0.0/16`."""

SMTP = os.environ.get("LIENTHONG_SMTP", "")
"""`smtp://user:password@host` (STARTTLS), `smtps://…`, `smtp+plain://…` (a relay on the machine); empty: no mail."""

MAIL_FROM = os.environ.get("LIENTHONG_MAIL_FROM", "lien-thong@localhost")
MAIL_FOLDER = HOME / "worlds" / WORLD / "mail"
"""Where the e-mails of a trial world go."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"seldom": {"()": "lienthong.hosting.logs.seldom.Seldom"}},
    "formatters": {"dated": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["seldom"], "formatter": "dated"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What is wrong with a signature is told where it was asked, not with a name in a log.
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}
