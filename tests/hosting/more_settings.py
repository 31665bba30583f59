"""The product's settings, with addresses and jobs of these tests beside its own."""

from lienthong.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.hosting.more_urls"
PROCRASTINATE_IMPORT_PATHS = ["tests.hosting.more_jobs"]
