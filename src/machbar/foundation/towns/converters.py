"""How public ids stand in addresses: an address whose part is a word is left to other routes."""

from django.urls import register_converter

from machbar.foundation.towns.models import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH

PUBLIC_ID = "public_id"


class PublicIdConverter:
    """Exactly what `new_public_id` gives; words have other letters or another length."""

    regex = f"[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}"

    def to_python(self, value: str) -> str:
        """The id as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The id as it stands in the record."""
        return value


register_converter(PublicIdConverter, PUBLIC_ID)
