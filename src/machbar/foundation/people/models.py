"""A person who signs in, and the roles that person holds in a town. Citizens need no account."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id


class Role(models.TextChoices):
    """What a person does in a town (architecture.md, section 6)."""

    LOTSE = "lotse", _("Project guide")
    MODERATION = "moderation", _("Moderation")
    EDITOR = "editor", _("Editor")
    TREASURER = "treasurer", _("Treasurer")
    MARKET_LEAD = "market_lead", _("Market lead")
    ADMINISTRATION = "administration", _("Town administration")
    ADMIN = "admin", _("Admin")


class PersonManager(BaseUserManager["Person"]):
    """Makes people without a usable password: they sign in with a code by mail."""

    def create_person(self, *, email: str, name: str, is_operator: bool = False) -> "Person":
        """A new active person with this mail address."""
        person = self.model(
            email=self.normalize_email(email).lower(), name=name, is_operator=is_operator
        )
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody of the team, the town hall or the association who signs in."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("active"), default=True)
    is_operator = models.BooleanField(_("operator of the server"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class RoleInTown(models.Model):
    """One role of one person in one town."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("role in a town")
        verbose_name_plural = _("roles in a town")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "person", "role"], name="people_roleintown_town_person_role_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="people_roleintown_role_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
