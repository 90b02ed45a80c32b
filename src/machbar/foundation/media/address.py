"""Reading `MACHBAR_MEDIA_URL`: the store that speaks S3 in which the pictures lie. Knows no Django."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class BucketAddress:
    """Where the store is, and how we show that we may use it; ``folder`` ends with a slash or is empty."""

    endpoint: str
    bucket: str
    folder: str
    region: str
    key: str
    secret: str = field(repr=False)

    @property
    def is_encrypted(self) -> bool:
        """Whether the way there is."""
        return self.endpoint.startswith("https://")


def bucket_address(raw: str) -> BucketAddress | None:
    """What the variable says; None where it says nothing. Raises `ValueError`."""
    if not raw:
        return None
    parts = urlsplit(raw)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    query = parse_qs(parts.query)
    whole = parts.hostname and parts.username and parts.password and bucket
    if parts.scheme not in {"https", "http"} or not whole or set(query) - {"region"}:
        raise ValueError(raw)
    if parts.scheme == "http" and parts.hostname not in ON_THIS_MACHINE:
        raise ValueError(raw)
    host = parts.netloc.rpartition("@")[2]
    return BucketAddress(
        endpoint=f"{parts.scheme}://{host}",
        bucket=bucket,
        folder=f"{folder}/" if folder else "",
        region=query.get("region", ["us-east-1"])[0],
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )
