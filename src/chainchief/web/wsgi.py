"""The pages as a WSGI application, for `chainchief serve` and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
application = get_wsgi_application()
