"""How files arrive: in memory, never more than 12 MB of a request, and the words beside them survive."""

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from machbar.foundation.media.core import MOST_BYTES
from machbar.foundation.media.forms import PictureField


def sent(*sizes: int) -> HttpRequest:
    files = {
        f"file{number}": SimpleUploadedFile("../../x.jpg", b"x" * size)
        for number, size in enumerate(sizes)
    }
    return RequestFactory().post("/", {"before": "davor", **files, "zuletzt": "danach"})


def files_of(request: HttpRequest) -> list[UploadedFile]:
    return [file for _name, file in request.FILES.items() if isinstance(file, UploadedFile)]


def test_the_product_uses_this_handler_alone() -> None:
    from django.conf import settings

    assert settings.FILE_UPLOAD_HANDLERS == ["machbar.foundation.media.uploads.FrugalUploadHandler"]


def test_files_within_the_limit_arrive_whole_and_without_a_folder_in_their_name() -> None:
    request = sent(5, MOST_BYTES - 5)

    assert [(file.name, file.size, len(file.read())) for file in files_of(request)] == [
        ("x.jpg", 5, 5),
        ("x.jpg", MOST_BYTES - 5, MOST_BYTES - 5),
    ]


def test_what_is_too_much_is_counted_but_not_kept_and_the_words_survive() -> None:
    request = sent(MOST_BYTES + 1_000_000, 5)

    assert (request.POST["before"], request.POST["zuletzt"]) == ("davor", "danach")
    found = [(file.size, len(file.read())) for file in files_of(request)]
    assert found == [(MOST_BYTES + 1_000_000, 0), (MOST_BYTES + 1, 0)]


def test_the_field_says_what_is_too_large_wrong_or_empty() -> None:
    field = PictureField(required=False)

    def sentence(upload: object) -> str:
        from django.forms import ValidationError

        try:
            field.clean(upload)
        except ValidationError as error:
            return error.messages[0]
        return ""

    too_large = files_of(sent(MOST_BYTES + 1))[0]
    assert sentence(too_large) == (
        "Das Foto ist größer als 12 MB. Bitte schicken Sie eine kleinere Fassung."
    )
    assert sentence(SimpleUploadedFile("x.jpg", b"")) == (
        "Das Foto ist leer. Bitte wählen Sie es noch einmal."
    )
    assert sentence(SimpleUploadedFile("x.jpg", b"<svg onload='x()'/>")) == (
        "Das Foto muss ein JPEG, PNG oder WebP sein. Diese Datei ist keines davon."
    )
    assert sentence(None) == ""
