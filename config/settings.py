"""One settings file: defaults that run on one's own machine, every variable read through `env`.

PRODUCTION=1 asks for a secret key and turns on everything that needs HTTPS. It is on by itself
as soon as ALLOWED_HOSTS names anything but this machine: nobody opens the program to others by accident.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.environment import database, env, kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = env("DEBUG", False, bool)
ALLOWED_HOSTS = env("ALLOWED_HOSTS", THIS_MACHINE, list)
PRODUCTION = env("PRODUCTION", not set(ALLOWED_HOSTS) <= set(THIS_MACHINE), bool)
SECRET_KEY = env("SECRET_KEY", None)
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is required in production: a random text of 50 characters or more")
    SECRET_KEY = kept_secret(VAR_DIR / "secret-key")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG shows the program's inside to visitors: not in production")

# Submitted reports are signed with this key (32 random bytes, base64url), kept in the file unless it is set; machines
# that serve one database share one key. `manage.py signing_key` shows its public half and changes it
SIGNING_KEY = env("SIGNING_KEY", "")
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", VAR_DIR / "signing-key", Path)

INSTALLED_APPS = [
    "config.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "auditlog",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "centres",
    "classes",
    "learners",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.maintenance.Maintenance",
    "config.answers.RedirectsInHeader",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.sessions.SessionLimits",
    "config.sessions.LoginRequired",
    "config.history.History",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reports.recents.RememberRecent",
    "config.errors.MethodPages",
]
ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "config.errors.stale_form"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "classes.context.header",
            ],
        },
    }
]

# Database. Counters of failed logins must be shared by all processes, so the cache is a table too.
DATABASES = {
    "default": database(
        env("DATABASE_URL", "sqlite:///var/so-lop.sqlite3"), BASE_DIR, pool_size=env("DATABASE_POOL_SIZE", 8, int)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Submitted reports are kept from changes by triggers; tests, which empty their tables, put them in where they try them
APPEND_ONLY = True
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # With Django's 300, a guesser would push the counters out by trying as many user names.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Long work waits in the database for `manage.py work`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Language and forms of numbers and dates (config/formats)
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Static files: named by their content, so browsers may keep them for ever
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gz", "br", "map", "png", "jpg", "woff", "woff2"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = not DEBUG
# A class of 200 posts a row of fields for every learner
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Accounts: administrators make them; people log in by user name and can do no more than change their password
AUTH_USER_MODEL = "centres.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "config.forms.LoginForm", "change_password": "config.forms.ChangePasswordForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # Slowed after 5 wrong passwords, locked after 10, for the day after 60. A whole office shares one address.
    # The shortest comes first: what it refuses is not counted by the others.
    "login_failed": "5/1m/key,10/15m/key,60/1d/key,200/10m/ip",
    "login": "300/1m/ip",
    "change_password": "5/1m/user",
    # Public pages that check a report or a certificate: guessing codes and totals takes for ever
    "check_paper": "60/1m/ip",
    # Other systems that read approved reports, and those that try keys
    "api": "120/1m/key",
    "api_refused": "20/1m/ip",
    "check_total": "10/10m/key,40/1d/key,30/10m/ip",
}
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_WORKDAY_AGE = env("SESSION_HOURS", 12, int) * 3600
# The row outlives the working day, so that it is known whose form is sent the morning after
SESSION_COOKIE_AGE = SESSION_WORKDAY_AGE + 4 * 24 * 3600
SESSION_IDLE_AGE = env("SESSION_IDLE_MINUTES", 120, int) * 60

# What browsers are told
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its ticks and arrows as data: pictures in its style sheet
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
if PRODUCTION:
    SECURE_HSTS_SECONDS = env("HSTS_SECONDS", 365 * 24 * 3600, int)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# Number of own proxies before this program; their X-Forwarded-* headers are believed only then
ALLAUTH_TRUSTED_PROXY_COUNT = env("PROXY_COUNT", 0, int)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Everything on standard error, where systemd, Docker and a terminal all find it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A line for every request is the server's; of the rest only what is wrong
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
    },
}
