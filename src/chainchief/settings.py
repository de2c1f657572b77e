"""Django's settings, read from the environment and the home folder. See docs/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from chainchief.core.clock import OFFICE_ZONE
from chainchief.core.home import home, setting
from chainchief.core.i18n import compile_catalogue

PACKAGE = Path(__file__).resolve().parent


def database() -> dict[str, object]:
    """SQLite in the home folder, or PostgreSQL by `database = "postgresql://user:pw@host/name"`."""
    url = setting("database")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home().database),
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
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
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
    "chainchief.lake",
    "chainchief.dispatch",
    "chainchief.briefing",
    "chainchief.web",
]
MIDDLEWARE = [
    "chainchief.web.frame.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "chainchief.web.frame.languages.SpeakTheReadersLanguage",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chainchief.web.people.way_in.WayIn",
    "chainchief.web.administration.grant_use.NoteGrantUse",
    "chainchief.web.frame.log_in_first.LogInFirst",
    "chainchief.web.frame.guard.AskThePolicyTable",
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
AXES_LOCKOUT_PARAMETERS = ["username"]
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
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
