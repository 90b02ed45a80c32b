"""What ideas put on paper: receipts for slip printer, A6 and A4, and blank forms to fill in by hand."""

from machbar.modules.ideas.papers.cards import Size, blank_form_pdf
from machbar.modules.ideas.papers.slips import Layout, slips_pdf

__all__ = ["Layout", "Size", "blank_form_pdf", "slips_pdf"]
