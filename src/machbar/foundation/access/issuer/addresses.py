"""What an address of the issuer must look like, and the one of the environment taken apart; the settings read it."""

from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def values_in(address: str) -> dict[str, str]:
    """What `https://client:secret@host/path?label=…&strong=…&towns=…` says, by our names. Raises `ValueError`."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if not (parts.username and parts.password) or query.keys() - {"label", "strong", "towns"}:
        raise ValueError("incomplete")
    host = parts.netloc.rpartition("@")[2]
    url = urlunsplit((parts.scheme, host, parts.path, "", ""))
    if not may_be_asked(url):
        raise ValueError("address")
    return {
        "oidc_issuer": url,
        "oidc_client": unquote(parts.username),
        "oidc_secret": unquote(parts.password),
        "oidc_label": query.get("label", ""),
        "oidc_strong": query.get("strong", ""),
        "oidc_towns": query.get("towns", "").replace(",", " "),
    }


def may_be_asked(url: str) -> bool:
    """Whether we send anything there: encrypted, or this very machine; no name and no password in the address."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    is_bare = not (parts.username or parts.password or parts.fragment)
    return is_safe and bool(host) and is_bare and url.isprintable() and " " not in url
