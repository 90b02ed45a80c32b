"""Tasks, the members of a project's working group, the letters of the group, and the log of reminders."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.coordination.core import EFFORTS, first_name_of
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import ContactKind


class Member(models.Model):
    """Somebody who asked to join a project's group, was invited, or belongs to it. Nobody needs an account."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked to join")
        INVITED = "invited", _("invited")
        ACTIVE = "active", _("joins in")
        DECLINED = "declined", _("declined")
        LEFT = "left", _("has left")

    class Role(models.TextChoices):
        LEAD = "lead", _("leads the group")
        MEMBER = "member", _("member")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    role = models.CharField(_("role"), max_length=6, choices=Role.choices, default=Role.MEMBER)
    name = models.CharField(_("name"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("reached by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    offer = models.TextField(_("what I can do"), blank=True)
    shows_first_name = models.BooleanField(_("first name may be seen by the group"), default=False)
    wants_reminders = models.BooleanField(_("wants reminders by mail"), default=False)
    wishes: "models.ManyToManyField[Task, models.Model]" = models.ManyToManyField(
        "Task", related_name="wished_by", blank=True, verbose_name=_("wants to take")
    )
    reason = models.TextField(_("reason"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    asked_at = models.DateTimeField(_("asked or invited"))
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("declined or left"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="coordination_member_form_key_unique"
            ),
            models.UniqueConstraint(
                fields=["project", "contact"],
                condition=Q(contact_kind="mail", state__in=["invited", "active"]),
                name="coordination_member_address_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "invited", "active", "declined", "left"]),
                name="coordination_member_state_known",
            ),
            models.CheckConstraint(
                condition=Q(role="member") | Q(role="lead", state="active"),
                name="coordination_member_only_active_leads",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="coordination_member_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="left")
                | Q(name="", contact="", offer="", shows_first_name=False),
                name="coordination_member_left_is_empty",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(joined_at__isnull=False),
                name="coordination_member_active_has_joined",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["declined", "left"], ended_at__isnull=False)
                | Q(state__in=["asked", "invited", "active"], ended_at=None),
                name="coordination_member_ended_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state", "asked_at"], name="coordination_member_state")
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return first_name_of(self.name)

    @property
    def is_active(self) -> bool:
        """Whether the member belongs to the group now."""
        return self.state == self.State.ACTIVE

    @property
    def leads(self) -> bool:
        """Whether the member leads the group now."""
        return self.is_active and self.role == self.Role.LEAD


class Task(models.Model):
    """A small portion of work in a project: at most two hours."""

    class Effort(models.IntegerChoices):
        HALF_HOUR = 30, _("half an hour")
        HOUR = 60, _("one hour")
        TWO_HOURS = 120, _("two hours")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    title = models.CharField(_("task"), max_length=160)
    effort = models.PositiveSmallIntegerField(_("takes"), choices=Effort.choices)
    due_on = models.DateField(_("due"), null=True, blank=True)
    is_public = models.BooleanField(_("shown on the project's public page"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    owner_member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    owner_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owned_since = models.DateTimeField(_("taken"), null=True, blank=True)
    times_postponed = models.PositiveSmallIntegerField(_("times postponed"), default=0)
    reason = models.CharField(_("why dropped"), max_length=300, blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    ended_at = models.DateTimeField(_("done or dropped"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="coordination_task_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="coordination_task_has_title"),
            models.CheckConstraint(
                condition=Q(effort__in=list(EFFORTS)), name="coordination_task_is_small"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None)
                | Q(state__in=["done", "dropped"], ended_at__isnull=False),
                name="coordination_task_ended_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""),
                name="coordination_task_dropped_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(owner_member=None) | Q(owner_person=None),
                name="coordination_task_at_most_one_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state", "due_on"], name="coordination_task_project"),
            models.Index(
                fields=["due_on"], condition=Q(state="open"), name="coordination_task_open_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == self.State.OPEN

    @property
    def is_free(self) -> bool:
        """Whether anybody may take it."""
        return self.is_open and self.owner_member_id is None and self.owner_person_id is None


class GroupLetter(models.Model):
    """A mail that went through the house to the group or to one member: who wrote it, when, to how many.

    The text is kept only where all of the group may read it; what goes to one person stays in no log.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="group_letters")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    is_to_all = models.BooleanField(_("to the whole group"))
    to_member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    by_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written"))
    mails = models.PositiveSmallIntegerField(_("mails"), default=0)
    unreached = models.PositiveSmallIntegerField(_("not reached by mail"), default=0)
    form_key = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("letter of a group")
        verbose_name_plural = _("letters of groups")
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="coordination_groupletter_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(is_to_all=True, to_member=None) & ~Q(text="")
                | Q(is_to_all=False, text=""),
                name="coordination_groupletter_to_one_keeps_no_text",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Reminder(models.Model):
    """The log of what was sent: one row per recipient and occasion, so that nothing is sent twice."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="task_reminders")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    occasion = models.CharField(_("occasion"), max_length=40)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "member", "occasion"],
                condition=Q(member__isnull=False),
                name="coordination_reminder_member_once",
            ),
            models.UniqueConstraint(
                fields=["town", "person", "occasion"],
                condition=Q(person__isnull=False),
                name="coordination_reminder_person_once",
            ),
            models.CheckConstraint(
                condition=Q(member=None, person__isnull=False)
                | Q(member__isnull=False, person=None),
                name="coordination_reminder_one_recipient",
            ),
        ]

    def __str__(self) -> str:
        return self.occasion


class ReminderStop(models.Model):
    """Somebody of the team who wants no mails about tasks in this town."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="reminder_stops")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("stopped reminders")
        verbose_name_plural = _("stopped reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "person"], name="coordination_reminderstop_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
