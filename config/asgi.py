"""The ASGI application that uvicorn serves."""

import gc
import os
import warnings

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

# WhiteNoise hands out files synchronously, which Django would rather not; they are small and kept.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

# What has been imported lives as long as the process; looking through it for garbage again and
# again would hold up a request now and then.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
