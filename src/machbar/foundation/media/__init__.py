"""Pictures: taken in with their credit and consent, re-encoded, kept by hash, shown to those who may see them."""
