"""Uploaded pictures: checked, re-encoded without EXIF, with credit and consent."""
