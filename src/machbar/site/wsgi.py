"""The application that the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from machbar.site.desks import Desks, program_files
from machbar.site.light import serve_here

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machbar.site.settings")
serve_here()
application = Desks(get_wsgi_application(), files=program_files())
