"""Django's settings, read from the environment and the home folder. See docs/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from chainchief.core.clock import OFFICE_ZONE
from chainchief.core.home import home, setting
from chainchief.core.i18n import compile_catalogue
from chainchief.core.serving import serving

PACKAGE = Path(__file__).resolve().parent


def database() -> dict[str, object]:
    """SQLite in the home folder, or PostgreSQL by `database = "postgresql://user:pw@host/name"`."""
    url = setting("database")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home().database),
            # Opened anew for each page, a ledger's thousand tables, indexes and triggers are read
            # each time: that takes longer than most pages.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"setting database: {parts.scheme!r} is not postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database()}
DEBUG = False
SECRET_KEY = setting("secret_key") or secrets.token_urlsafe(48)
SERVING = serving()
ALLOWED_HOSTS = SERVING.allowed_hosts
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_vite",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "chainchief.access",
    "chainchief.ledger",
    "chainchief.people",
    "chainchief.search",
    "chainchief.lake",
    "chainchief.intake",
    "chainchief.dispatch",
    "chainchief.desk",
    "chainchief.briefing",
    "chainchief.workshop",
    "chainchief.jobs",
    "chainchief.web",
    "chainchief.web.figures",
    "chainchief.web.forms",
    "chainchief.web.registers",
    "chainchief.web.imports",
]
MIDDLEWARE = [
    "chainchief.web.doors.proxies.BelieveTheProxy",
    "chainchief.web.doors.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "chainchief.web.doors.demo_day.StandAtTheDemosDay",
    "chainchief.web.frame.languages.SpeakTheReadersLanguage",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chainchief.web.people.way_in.WayIn",
    "chainchief.web.administration.grant_use.NoteGrantUse",
    "chainchief.web.doors.log_in_first.LogInFirst",
    "chainchief.web.doors.guard.AskThePolicyTable",
    "axes.middleware.AxesMiddleware",
]
FILE_UPLOAD_HANDLERS = [
    "chainchief.web.imports.limits.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
ROOT_URLCONF = "chainchief.web.urls"
WSGI_APPLICATION = "chainchief.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "chainchief.web.frame.navigation.frame",
                "chainchief.web.notices.bell.bell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "chainchief.people.log_in.backend.PasswordBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "chainchief.people.sessions.store"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
#: The server ends sessions (people.sessions.limits); the cookie goes with the browser's window.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
#: Counted apart, each against its own limit: see people.log_in.throttling.
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_HANDLER = "chainchief.people.log_in.throttling.Throttling"
AXES_LOCKOUT_CALLABLE = "chainchief.web.people.log_in.locked"
#: Whoever tries on while a name waits does not make it wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
#: Log-ins stand in the log of events, under the seals.
AXES_DISABLE_ACCESS_LOG = True
AXES_FAILURE_LIMIT = "chainchief.people.log_in.throttling.failures_allowed"
AXES_COOLOFF_TIME = "chainchief.people.log_in.throttling.waiting"
AXES_USERNAME_CALLABLE = "chainchief.people.log_in.throttling.name_tried"
AXES_CLIENT_IP_CALLABLE = "chainchief.people.log_in.addresses.client_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
#: Compiled here, for Django looks only once, and early, for the messages of its templates.
LOCALE_PATHS = [compile_catalogue().parents[2]]
USE_I18N = True
USE_TZ = True
TIME_ZONE = OFFICE_ZONE
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
#: Vite puts a hash of the content into the names of what it builds.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/"
DJANGO_VITE = {
    "default": {
        "manifest_path": PACKAGE / "web" / "static" / "dist" / "manifest.json",
        "static_url_prefix": "dist",
    }
}
#: Faults go to standard error with their trace; nothing else does.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
#: A form has the fields of its rows too.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
#: By TLS nothing goes in the clear: no cookie does, and browsers do not ask so for a year.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SERVING.by_tls
SECURE_SSL_REDIRECT = SERVING.by_tls
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SERVING.by_tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SERVING.by_tls
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "chainchief.web.doors.fault_pages.stale"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
