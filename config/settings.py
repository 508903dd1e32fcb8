"""Django settings: everything that differs between machines comes from the environment."""

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

from config.environment import (
    BASE_DIR,
    address,
    bounds,
    flag,
    number,
    positive,
    secret_key,
    words,
)

# Lets Django's generic classes be written with their model: ModelAdmin[Submission].
django_stubs_ext.monkeypatch()

DEBUG = flag("DEBUG", default=False)
SECRET_KEY = secret_key(debug=DEBUG)
SITE_URL = words("SITE_URL", default=["http://127.0.0.1:8000"])[0]
SECURE = SITE_URL.startswith("https://")

ALLOWED_HOSTS = words("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if SECURE else [])
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
if flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365

INSTALLED_APPS = [
    "config.apps.AdminSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    # Before allauth, so that its pages are ours.
    "frontend",
    "allauth",
    "allauth.account",
    "exercises",
    "grader",
    "courses",
    "practice",
    "config.apps.WiringConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.threads.one_thread",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(address("DATABASE_URL"), conn_max_age=0)}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    "pool": {"min_size": 1, "max_size": number("DATABASE_POOL_SIZE", default=8), "timeout": 15},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

BROKER_URL = address("BROKER_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": BROKER_URL.replace("redis+socket://", "unix://", 1),
        "KEY_PREFIX": "descent",
    },
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Descent: "
ACCOUNT_SESSION_REMEMBER = True
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

EMAIL_HOST = words("EMAIL_HOST", default=[""])[0]
EMAIL_PORT = number("EMAIL_PORT", default=25)
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_HOST_USER = words("EMAIL_HOST_USER", default=[""])[0]
EMAIL_HOST_PASSWORD = words("EMAIL_HOST_PASSWORD", default=[""])[0]
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = words("DEFAULT_FROM_EMAIL", default=["descent@localhost"])[0]
ADMINS = [("Operator", operator) for operator in words("OPERATOR_EMAILS", default=[])]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 60


def hashed_by_esbuild(path: str, url: str) -> bool:
    """Tell WhiteNoise which files never change under their name."""
    import re

    return re.search(r"-[A-Z0-9]{8}\.\w+$", url) is not None


WHITENOISE_IMMUTABLE_FILE_TEST = hashed_by_esbuild

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        # KaTeX positions its boxes with style attributes; nothing else of ours has any.
        "style-src-attr": [UNSAFE_INLINE],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    },
}

CELERY_BROKER_URL = BROKER_URL

# The steps that live streams showed; results stay for good.
GRADING_EVENTS_KEPT_DAYS = number("GRADING_EVENTS_KEPT_DAYS", default=30)
# How long a process goes on with the catalogue and the pooled numbers that it has looked up.
PRACTICE_LOOKUPS_KEPT_S = 2.0
# The most that an exercise may ask for: GRADER_MAX_WALL_LIMIT_S, GRADER_MAX_MEMORY_LIMIT_BYTES, ...
GRADER_BOUNDS = bounds()
GRADER_RUNS_PER_ZYGOTE = positive("GRADER_RUNS_PER_ZYGOTE", default=500)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "mail_admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "grader": {"level": "INFO"},
        "grader.operator": {"handlers": ["mail_admins"], "level": "ERROR"},
    },
}
