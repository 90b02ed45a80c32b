"""The doors through which ideas and everything about them come in."""

from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.forms.answers import (
    AnswerForm,
    ContactForm,
    JoinIdeaForm,
    ReasonForm,
    TemplateForm,
)
from machbar.modules.ideas.forms.cards import CardForm, StackForm
from machbar.modules.ideas.forms.ideas import (
    AdditionForm,
    BecomeProjectForm,
    CounterForm,
    IdeaForm,
    PhotoForm,
)
from machbar.modules.ideas.forms.offers import OfferForm
from machbar.modules.ideas.forms.scans import ScansForm, TypingForm
from machbar.modules.ideas.forms.sorting import SortingForm
from machbar.modules.ideas.forms.wall import WallFilter

__all__ = [
    "AdditionForm",
    "AnswerForm",
    "BecomeProjectForm",
    "CardForm",
    "ContactForm",
    "CounterForm",
    "IdeaForm",
    "JoinIdeaForm",
    "OfferForm",
    "PhotoForm",
    "ReasonForm",
    "ScansForm",
    "SortingForm",
    "StackForm",
    "TemplateForm",
    "TypingForm",
    "WallFilter",
    "new_form_key",
]
