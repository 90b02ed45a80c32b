"""Commands in the cures of the self-check: which part of a sentence is one, and where it may break."""

import pytest

from machbar.foundation.ui.commands import with_commands


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        (
            "Die Adresse nennen: machbar setup --short-name NAME --public-url https://…",
            (
                'Die Adresse nennen: <code>machbar setup <span class="nowrap">--short-name</span> NAME '
                '<span class="nowrap">--public-url</span> https://…</code>'
            ),
        ),
        (
            "machbar serve erledigt sie mit; getrennt davon: machbar worker.",
            "<code>machbar serve</code> erledigt sie mit; getrennt davon: <code>machbar worker</code>.",
        ),
        (
            "Auf der Seite oder mit machbar restore --test DATEI.",
            'Auf der Seite oder mit <code>machbar restore <span class="nowrap">--test</span> DATEI</code>.',
        ),
        ("machbar town host k-stadt NAME", "<code>machbar town host k-stadt NAME</code>"),
        (
            "machbar team MAIL --name NAME --role admin --town KEY",
            (
                '<code>machbar team MAIL <span class="nowrap">--name</span> NAME '
                '<span class="nowrap">--role</span> admin <span class="nowrap">--town</span> KEY</code>'
            ),
        ),
        (
            "chmod -R o-rwx /srv/data.d",
            '<code>chmod <span class="nowrap">-R</span> o-rwx /srv/data.d</code>',
        ),
        (
            "Die Uhr stellen lassen (timedatectl set-ntp true).",
            "Die Uhr stellen lassen (<code>timedatectl set-ntp true</code>).",
        ),
        ("Einstellungen, Einrichtung.", "Einstellungen, Einrichtung."),
        ("<b> & machbar check", "&lt;b&gt; &amp; <code>machbar check</code>"),
    ],
)
def test_commands_are_code_and_their_options_do_not_break(sentence: str, html: str) -> None:
    assert with_commands(sentence) == html
