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
    from rusvej.app.rulebook import known_rulebooks

    found = list(known_rulebooks(asked.folder))

    def told(data: str, name: str, version: str) -> str:
        where = f"--data {data}" if data else "uden --data"
        said = f"{name}, version {version}" if name else "kan ikke bruges; se validate"
        return f"{where}: {said}\n"

    return Shown(
        plain=lambda: "".join(told(**each) for each in found),
        json=lambda: {"schema": "rusvej/rulebooks/1", "rulebooks": found},
    )
