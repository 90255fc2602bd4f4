"""``rusvej rulebooks``"""

from __future__ import annotations

from rusvej.cli.command import Asked, Shown, command


@command(forms=("plain", "json"))
def rulebooks(asked: Asked) -> Shown:
    """De regelsæt, der er installeret, og det, der bruges, når intet andet er nævnt.

    \b
    Eksempler:
      rusvej rulebooks
      rusvej suggest --data lilleby
    """
    from rusvej.app.rulebooks import known_rulebooks

    found = known_rulebooks(asked.folder)
    lines = [
        f"{f'--data {book.called}' if book.called else 'uden --data'}: "
        + (f"{book.name}, version {book.version}" if book.name else "kan ikke bruges; se validate")
        for book in found
    ]
    return Shown(
        plain=lambda: "".join(f"{line}\n" for line in lines),
        json=lambda: {
            "schema": "rusvej/rulebooks/1",
            "rulebooks": [
                {"data": book.called, "name": book.name, "version": book.version} for book in found
            ],
        },
    )
