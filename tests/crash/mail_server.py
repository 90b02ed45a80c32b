"""A mail server that writes down what it has taken, safely, before it says so.

It talks to one client after the other. So whoever gets an answer of it knows that everything sent before is written,
also by a client that was killed in the middle of a sentence.
"""

import os
import re
import smtplib
import socketserver
from email import message_from_bytes, policy
from pathlib import Path

HOST = "127.0.0.1"


def which(text: str) -> str:
    """The answer that a mail carries."""
    found = re.search(r"Antwort \d+", text)
    return found[0] if found else "?"


class Dialogue(socketserver.StreamRequestHandler):
    """One client, until it goes or is killed."""

    timeout = 20

    def handle(self) -> None:
        """Answer each command; a mail counts with the dot behind its last line, and no earlier."""
        self.recipients: list[str] = []
        self.say("220 ready")
        while command := self.line():
            verb = command[:4].upper()
            if verb == b"DATA":
                self.take()
                continue
            if verb == b"RCPT":
                self.recipients.append(command.split(b"<")[1].split(b">")[0].decode())
            self.say("221 bye" if verb == b"QUIT" else "250 ok")

    def take(self) -> None:
        """Read a mail; write it down and only then say that it is taken."""
        self.say("354 go on")
        lines = []
        while (line := self.line()) != b".\r\n":
            if not line.endswith(b"\r\n"):
                return  # the client was killed before the end of its mail
            lines.append(line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        body = mail.get_body(preferencelist=("plain",))
        assert body is not None
        text = which(body.get_content())
        with Path(os.environ["MACHBAR_DATA"], "sent").open("a", encoding="utf-8") as log:
            log.writelines(f"{recipient} {text}\n" for recipient in self.recipients)
            log.flush()
            os.fsync(log.fileno())
        self.recipients = []
        self.say("250 taken")

    def line(self) -> bytes:
        """The next line, empty where the client is gone."""
        try:
            return self.rfile.readline()
        except ConnectionError:
            return b""

    def say(self, text: str) -> None:
        """One line to the client, if it still listens."""
        try:
            self.wfile.write(f"{text}\r\n".encode())
        except ConnectionError:
            return


def open_server() -> socketserver.TCPServer:
    """A server on a free port that listens, but does not answer before `serve_forever`."""
    return socketserver.TCPServer((HOST, 0), Dialogue)


def wait_for_server(port: int) -> None:
    """Return when all that was sent before is written down."""
    with smtplib.SMTP(HOST, port, timeout=20) as client:
        client.noop()
