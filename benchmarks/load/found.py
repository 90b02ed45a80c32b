"""Prints, as JSON, what the ideas of a load run say that are in the database; a process of its own asks."""

import json

from benchmarks.load.people import MARK


def main() -> None:
    """Their texts."""
    from machbar.site.light import start

    start()
    from machbar.modules.ideas.models import Idea

    texts = Idea.objects.filter(text__startswith=MARK).values_list("text", flat=True)
    print(json.dumps(list(texts)))


if __name__ == "__main__":
    main()
