"""What the demonstration knows. Facts carry the address where they were read; the rest is invented and says so.

Source of the facts: public pages, read on 23 November 2026. Roles stand instead of names.
"""

from machbar.site.demo.facts.group import (
    DIARY,
    GROUP_OF,
    MEMBERS,
    MILESTONES,
    PICTURE_CONSENT,
    STATUS_LINE,
    TASKS,
)
from machbar.site.demo.facts.ideas import (
    BUNDLE,
    BUNDLE_TEXT,
    BUNDLED,
    DISTRICTS,
    IDEAS,
    OFFERS,
    PHOTO_CONSENT,
    PHOTO_CREDIT,
    SORTED,
)
from machbar.site.demo.facts.kinds import (
    READ_ON,
    DemoEntry,
    DemoIdea,
    DemoMilestone,
    DemoProject,
)
from machbar.site.demo.facts.projects import PROJECTS, SKETCH_OF, SKETCH_TEXTS, SKETCH_VARIANTS
from machbar.site.demo.facts.town import CLOSED_IN_DECEMBER, CONTACTS, LEGAL, PAPER, TOWN

__all__ = [
    "BUNDLE",
    "BUNDLED",
    "BUNDLE_TEXT",
    "CLOSED_IN_DECEMBER",
    "CONTACTS",
    "DIARY",
    "DISTRICTS",
    "GROUP_OF",
    "IDEAS",
    "LEGAL",
    "MEMBERS",
    "MILESTONES",
    "OFFERS",
    "PAPER",
    "PHOTO_CONSENT",
    "PHOTO_CREDIT",
    "PICTURE_CONSENT",
    "PROJECTS",
    "READ_ON",
    "SKETCH_OF",
    "SKETCH_TEXTS",
    "SKETCH_VARIANTS",
    "SORTED",
    "STATUS_LINE",
    "TASKS",
    "TOWN",
    "DemoEntry",
    "DemoIdea",
    "DemoMilestone",
    "DemoProject",
]
