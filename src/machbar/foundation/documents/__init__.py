"""How the house makes papers: one typed value for a paper, and two writers that turn it into PDF or ODT.

A module builds a `Paper` (paper.py) and gives it to `pdf.write_pdf` or `odt.write_odt`. Nothing here knows a module,
a model or a request; typst and odfpy are loaded when the first paper is written. Writing happens outside of
transactions; a paper takes less than a tenth of a second, so web processes write it themselves (docs/papers.md).
"""
