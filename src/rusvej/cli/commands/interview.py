"""``rusvej interview``"""

from __future__ import annotations

import sys

from rusvej.cli.asked import Asked
from rusvej.cli.command import command
from rusvej.cli.commands.suggest import Everything, FullSources, answered
from rusvej.cli.printing import Shown, show
from rusvej.diagnostics import InputError


@command(case=True, day=True, law=True)
def interview(
    asked: Asked,
    everything: Everything = False,
    sources: FullSources = False,
) -> Shown:
    """Svar på nogle få spørgsmål, og se så svaret; det kan gøres skarpere bagefter.

    Efter højst otte spørgsmål vises svaret på én skærm. Der spørges kun om det, der kan ændre det.
    Svarene læses fra standard input, ét pr. linje. “Ved ikke” er altid et svar. Intet gemmes. Med
    --format json eller markdown skrives samtalen på standard error, og kun svaret på standard
    output.

    \b
    Eksempler:
      rusvej interview
      rusvej interview {case}
    """
    from rusvej.app.interview import asked_on, names_nobody
    from rusvej.cli.talk import Talk
    from rusvej.compiled import checked_case
    from rusvej.engine import answer as answer_case
    from rusvej.explain.interview import Interview, Replies, Reply, known
    from rusvej.render.frame import command_line
    from rusvej.render.interview_words import again, no_direction, urgent

    if asked.given("file") == "-":
        raise InputError(
            "--case - kan ikke bruges her.", "Standard input er til svarene; læg sagen i en fil."
        )
    book, facts = asked.book, asked.case
    given = tuple(Reply(name, facts[name]) for name in book.vocabulary if name in facts)
    aside = asked.form in ("json", "markdown")
    out = sys.stderr if aside else sys.stdout

    def screen(replies: Replies) -> None:
        answer = answer_case(book, checked_case(book, known(replies)), asked.day)
        if not aside:
            answer = asked_on(answer, Interview(book), replies)
        if not aside and names_nobody(answer, replies):
            from rusvej.render.contact_page import contacts_short

            # Help that is for somebody, not a note on what one has to do.
            help = [note for note in book.law_notes if note.kind == "national" and not note.offers]
            out.write("\n".join(no_direction(book, answer.case)))
            page = contacts_short(book, help)
            show(Shown(lambda: page), asked.printed)
            return
        if talk.in_danger:
            # It may be a level at which the answer itself says nothing of danger.
            out.write("\n".join((*urgent(book.law_notes), "", "")))
        shown = answered(asked, answer, everything=everything, sources=sources)
        show(shown, asked.printed)
        sys.stdout.flush()

    def meanwhile(replies: Replies) -> None:
        out.write("\n")
        if not aside:
            screen(replies)

    talk = Talk(book, given, out, meanwhile)
    replies = talk.run()
    if aside or replies != talk.shown:
        screen(replies)
    told = checked_case(book, known(replies))
    more = ["--as-of", asked.given("as_of")] if asked.given("as_of") else []
    more += ["--data", asked.data] if asked.data else []
    in_order = {name: told[name] for name in book.vocabulary if name in told}
    # The answer comes first, then the command for it: both where the conversation was.
    out.write("\n".join(again(command_line(book.about, in_order, *more))) + "\n")
    return Shown()
