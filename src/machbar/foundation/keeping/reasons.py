"""Why the operating system refused something, in the language of the house: its own words are English."""

import errno

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS: dict[int, Promise] = {
    errno.ENOENT: gettext_lazy("there is no such folder or file"),
    errno.ENOTDIR: gettext_lazy("a part of the path is no folder"),
    errno.EISDIR: gettext_lazy("this is a folder and no file"),
    errno.EEXIST: gettext_lazy("there is a file of this name already"),
    errno.EACCES: gettext_lazy("the user that runs MachBar may not do that there"),
    errno.EPERM: gettext_lazy("the user that runs MachBar may not do that there"),
    errno.ENOSPC: gettext_lazy("the disk is full"),
    errno.EDQUOT: gettext_lazy("the room that this user may take is used up"),
    errno.EFBIG: gettext_lazy("the disk takes no file of this size"),
    errno.EROFS: gettext_lazy("the disk can only be read"),
    errno.EIO: gettext_lazy("the disk reports a fault"),
    errno.ENAMETOOLONG: gettext_lazy("the name is too long"),
    errno.EMFILE: gettext_lazy("too many files are open"),
    errno.ENFILE: gettext_lazy("too many files are open"),
    errno.EBUSY: gettext_lazy("something else is using it"),
}


def reason_of(error: OSError) -> str:
    """Part of a sentence, without a full stop; a kind that is not in the list is named as the system's manuals do."""
    if error.errno is None:  # ours, with a sentence of its own
        return str(error).removesuffix(".") or type(error).__name__
    known = REASONS.get(error.errno)
    if known is not None:
        return str(known)
    name = errno.errorcode.get(error.errno, str(error.errno))
    return _("the operating system reports %(name)s") % {"name": name}
