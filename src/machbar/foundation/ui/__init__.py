"""The face: base templates, components, style sheet, figures and the tags that draw them."""
