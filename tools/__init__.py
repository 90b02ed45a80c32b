"""Programs that build and check this checkout; none of them is part of the product."""
