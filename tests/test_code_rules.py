"""What may stand where in the product's code: connections, randomness, hashes, trusted markup, plain SQL, programs.

Each list is short on purpose. Whoever needs a new place adds it here and in `docs/security/`.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "machbar"
ROOT = PACKAGE.parents[1]
CONNECTING = {
    "socket",
    "ssl",
    "smtplib",
    "ftplib",
    "http.client",
    "urllib.request",
    "requests",
    "httpx",
    "asyncio",
    "obstore.store",
}
# Those with smtplib only read and name kinds of errors; the connection is the mail backend's of Django.
MAY_CONNECT = {
    "site/commands/serve.py": {"socket", "urllib.request"},
    # The issuer that an operator has chosen: https only (`issuer/addresses.py`), no redirects, with limits.
    "foundation/access/issuer/fetching.py": {"http.client", "ssl", "urllib.request"},
    "site/wizard/mail.py": {"smtplib"},
    "site/state/town.py": {"smtplib"},
    "foundation/post/services.py": {"smtplib"},
    "foundation/post/backends.py": {"smtplib"},
    "foundation/post/troubles.py": {"smtplib"},
    "foundation/media/bucket.py": {"obstore.store"},
}
GOOD_HASHES = {"sha256", "scrypt", "file_digest"}
# Invented loads and shuffled tries: nobody may be harmed by who guesses them.
MAY_PLAY_DICE = {"site/populating"}


@cache
def sources() -> dict[str, str]:
    """Every file of the product that is no test, by its path below the package."""
    return {
        str(file.relative_to(PACKAGE)): file.read_text(encoding="utf-8")
        for file in sorted(PACKAGE.rglob("*.py"))
        if not {"tests", "migrations"} & set(file.parts) and file.name != "testing.py"
    }


def trees(*words: str) -> dict[str, ast.Module]:
    """The files in which one of these words stands at all; only they are worth taking apart."""
    return {
        name: ast.parse(source)
        for name, source in sources().items()
        if any(word in source for word in words)
    }


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_nothing_but_mail_issuer_and_start_opens_a_connection() -> None:
    found = {name: set(imports(tree)) & CONNECTING for name, tree in trees(*CONNECTING).items()}

    assert {name: used for name, used in found.items() if used} == MAY_CONNECT


def test_what_may_not_be_guessed_never_comes_from_a_dice() -> None:
    playing = {
        name
        for name, tree in trees("random", "uuid").items()
        if {"random", "uuid"} & {each.split(".")[0] for each in imports(tree)}
        and "UUID" not in {each.rpartition(".")[2] for each in imports(tree)}
    }

    assert {name for name in playing if not name.startswith(tuple(MAY_PLAY_DICE))} == set()


def test_only_the_listed_hashes_and_ciphers_are_used() -> None:
    inventory = (ROOT / "docs/security/keys.md").read_text(encoding="utf-8")
    hashes = {
        node.attr
        for tree in trees("hashlib").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "hashlib"
    }
    ciphers = {
        name
        for name, tree in trees("cryptography").items()
        if any("cryptography" in each for each in imports(tree))
    }

    assert hashes <= GOOD_HASHES
    assert ciphers == {"foundation/keeping/sealing.py", "foundation/team/mfa.py"}
    assert all(f"`{name}`" in inventory for name in ciphers)


def test_no_code_comes_from_data() -> None:
    evil = {"eval", "exec", "compile", "__import__"}
    modules = {"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"}
    found = [
        name
        for name, tree in trees(*(f"{word}(" for word in evil), *modules).items()
        if modules & {each.split(".")[0] for each in imports(tree)}
        or any(isinstance(call.func, ast.Name) and call.func.id in evil for call in calls(tree))
    ]

    assert found == []


def test_no_template_is_made_from_data_and_no_parser_resolves_entities() -> None:
    found = [
        name
        for name, tree in trees("from_string", "Template(", "lxml", "xml.").items()
        if {"from_string", "Template"}
        & {ast.unparse(call.func).rpartition(".")[2] for call in calls(tree)}
        or any(
            each.startswith(("xml.etree", "xml.dom", "xml.sax", "lxml")) for each in imports(tree)
        )
    ]

    # The map for search engines is written with it, nothing is read.
    assert found == ["site/crawling.py"]


def test_programs_are_started_in_few_places_and_never_through_a_shell() -> None:
    programs = trees("subprocess", "os.system", "os.popen", "shell=")
    starting = {name for name, tree in programs.items() if "subprocess" in set(imports(tree))}
    shells = [
        name
        for name, tree in programs.items()
        for call in calls(tree)
        if any(word.arg == "shell" for word in call.keywords)
        or ast.unparse(call.func) in {"os.system", "os.popen"}
    ]

    assert shells == []
    # Scanned PDFs are drawn, backups tried out and interrupted restores ended in processes of their own.
    elsewhere = {name for name in starting if not name.startswith("site/commands/")}
    assert elsewhere == {
        "foundation/media/pages.py",
        "foundation/keeping/schedule.py",
        "site/light.py",
    }


def test_sql_never_holds_a_word_of_anybody() -> None:
    """Plain SQL is a constant, or put together from names of our own tables; values travel as parameters."""
    formed = [
        f"{name}:{call.lineno}"
        for name, tree in trees(".execute(", ".raw(", "RawSQL(", ".extra(").items()
        for call in calls(tree)
        if ast.unparse(call.func).rpartition(".")[2] in {"execute", "raw", "RawSQL", "extra"}
        and call.args
        and isinstance(call.args[0], ast.JoinedStr)
        and not name.startswith(
            ("foundation/keeping/", "foundation/search/", "site/new_database.py")
        )
    ]

    assert formed == []
