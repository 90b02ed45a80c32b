"""The answer with a picture's bytes. Whether somebody may see it is the caller's question, asked before.

Released pictures may be kept for a year by the browser, because their address changes with the content, but only an
hour by anything in between, so that a picture that was taken back is gone there as well. Where the store of pictures
is away, the browser shows the description in the place of the picture.
"""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import quote_etag

from machbar.foundation.media import store
from machbar.foundation.media.exceptions import StoreAway
from machbar.foundation.media.models import Picture

log = logging.getLogger("machbar.media")
RETRY_AFTER = 60  # seconds
FOR_EVERYBODY = "public, max-age=31536000, s-maxage=3600, immutable"
NOTHING_ELSE = "default-src 'none'; frame-ancestors 'none'; sandbox"


def picture_response(
    request: HttpRequest, picture: Picture | None, name: str, *, for_everybody: bool
) -> HttpResponseBase:
    """The copy called ``name``; 404 where there is none, 304 where the browser has it."""
    files = picture.files.all() if picture is not None else ()
    file = next((file for file in files if file.name == name), None)
    try:
        content = store.read(file.sha256) if file is not None else None
    except StoreAway as error:
        return _later(str(error))
    if file is None or content is None:
        raise Http404
    response = HttpResponse(content, content_type=file.content_type)
    etag = quote_etag(file.sha256)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_ELSE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = f'inline; filename="{file.name}"'
    if for_everybody:
        response["Cache-Control"] = FOR_EVERYBODY
    else:
        add_never_cache_headers(response)
    return get_conditional_response(request, etag=etag, response=response) or response


def _later(sentence: str) -> HttpResponse:
    log.warning("a picture could not be shown: %s", sentence)
    response = HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(RETRY_AFTER)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_ELSE
    add_never_cache_headers(response)
    return response
