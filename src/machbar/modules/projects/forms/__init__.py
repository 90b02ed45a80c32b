"""The doors through which projects, their sheet, their slots and their feasibility sketch are changed."""

from machbar.modules.projects.forms.project import (
    ClassificationForm,
    GapForm,
    KindForm,
    MoveForm,
    NewPointForm,
    NewProjectForm,
    OperationTable,
    PastedSheetForm,
    PointForm,
    ProjectFilter,
    SheetForm,
    SlotForm,
    StatusForm,
    TakeForm,
    operation_table,
)
from machbar.modules.projects.forms.sketch import (
    FinishForm,
    StepForm,
    VariantFields,
    WriterForm,
)

__all__ = [
    "ClassificationForm",
    "FinishForm",
    "GapForm",
    "KindForm",
    "MoveForm",
    "NewPointForm",
    "NewProjectForm",
    "OperationTable",
    "PastedSheetForm",
    "PointForm",
    "ProjectFilter",
    "SheetForm",
    "SlotForm",
    "StatusForm",
    "StepForm",
    "TakeForm",
    "VariantFields",
    "WriterForm",
    "operation_table",
]
