"""The pages as a WSGI application, for `chainchief serve` and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

from chainchief.core.i18n import compile_catalogue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
compile_catalogue()
application = get_wsgi_application()
