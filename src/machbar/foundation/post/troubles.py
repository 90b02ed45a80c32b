"""What went wrong between us and the mail server, in a sentence for who set it up."""

import smtplib

from django.utils.translation import gettext as _

from machbar.foundation.post.backends import ServerMisnamed


def what_went_wrong(error: OSError | smtplib.SMTPException) -> str:
    """The sentence for an error of connecting, signing in or sending."""
    if isinstance(error, ServerMisnamed):
        return _(
            "Name, user or password of the mail server hold signs that cannot be sent to it, such as umlauts."
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("The mail server does not accept user name and password.")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _(
            "The mail server offers no STARTTLS or no sign-in here. Port 587 with STARTTLS is usual."
        )
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _("The mail server does not send for this sender.")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("The mail server does not take a mail to this address.")
    if isinstance(error, smtplib.SMTPResponseException):
        return _("The mail server refused with the number %(code)d.") % {"code": error.smtp_code}
    return _(
        "The mail server does not answer. Are name and port right? Port 465 is not supported, take 587."
    )
