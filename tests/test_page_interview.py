"""The page asks by the rules of the terminal's interview."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from page_driving import answered, press
from rusvej.explain.interview import Interview, Reply
from rusvej.facts import Value
from rusvej.model import Rulebook

#: Answers every question as told, to the end; what was asked and answered, in order.
PLAYED = """(plan) => {
  window.show = () => null;
  restart();
  Object.assign(state, { danger: "nej", patience: 1000 });
  const said = [];
  for (let fact = nextFact(); fact !== null; fact = nextFact()) {
    const [unknown, place] = plan[said.length];
    const { classes } = book.facts[fact];
    const open = classes.filter((value) => canSay(fact, value));
    const first = fact === book.roles.asker && plan.asker;
    const value = first || (unknown ? null : open[Math.floor(place * open.length)]);
    said.push([fact, value]);
    reply(fact, value);
  }
  return JSON.stringify(said);
}"""


def played(page: Any, chance: random.Random, role: Value) -> list[tuple[str, Value | None]]:
    """An interview of an asker with random replies."""
    plan = [[chance.random() < 0.3, chance.random()] for _ in range(80)]
    found = page.evaluate(
        f"([asker, plan]) => ({PLAYED})(Object.assign(plan, {{ asker }}))", [role, plan]
    )
    return [(fact, value) for fact, value in json.loads(found)]


@pytest.mark.browser
@pytest.mark.parametrize("seed", range(3))
def test_it_asks_as_the_terminal_does(page: Any, rulebook: Rulebook, seed: int) -> None:
    chance = random.Random(seed)
    roles, vocabulary = rulebook.roles, rulebook.vocabulary
    interview = Interview(rulebook)
    for role in vocabulary[roles.asker].choices():
        said = played(page, chance, role)
        asked = [fact for fact, _ in said]
        assert asked[:3] == [roles.asker, roles.age, roles.level]
        assert len(set(asked)) == len(asked)
        known = {fact for fact, value in said if value is not None}
        for at, (fact, _) in enumerate(said):
            to, after = vocabulary[fact].asked_to, vocabulary[fact].asked_after
            # Nobody is asked for what only others know, or before what it is asked after.
            assert not to or role in to, fact
            assert all(each in known and each in asked[:at] for each in after), fact
        # And it does not end before the terminal would.
        step = interview.step(tuple(Reply(fact, value) for fact, value in said))
        assert step.fact is None, (role, said)


@pytest.mark.browser
def test_what_nobody_asked_could_say_is_not_told_as_settled(page: Any) -> None:
    # Nothing is known but who asks, how old and which level: much can still change.
    page.evaluate(
        """() => {
          window.show = () => null;
          restart();
          Object.assign(state, { danger: "nej", patience: 1000 });
          Object.assign(state.given, {
            [book.roles.asker]: "ung", [book.roles.age]: 16, [book.roles.level]: "misbrug",
          });
          for (let fact = nextFact(); fact !== null; fact = nextFact()) reply(fact, null);
          draw({ view: answerView });
        }"""
    )
    told = page.inner_text("main")
    assert "Der er ikke flere spørgsmål til dig." in told
    assert "Flere svar kan ikke ændre" not in told


@pytest.mark.browser
@pytest.mark.parametrize("said", ["Ja", "Ved ikke", "Nej"])
def test_whoever_may_be_in_danger_is_told_whom_to_ring(
    page: Any, rulebook: Rulebook, said: str
) -> None:
    # Problematic use is no level at which the answer itself speaks of danger.
    numbers = {"tel:112", "tel:+4582121212"}
    calls = "[...document.querySelectorAll('main .acute a')].map(each => each.getAttribute('href'))"
    press(page, "Begynd")
    page.locator("button.choice").nth(2).click()
    assert numbers <= set(page.evaluate(calls))
    press(page, said)
    if said != "Nej":
        assert page.inner_text("h1") == "Ring først" and numbers <= set(page.evaluate(calls))
        press(page, "Gå videre")
    page.fill("#number", "15")
    press(page, "Videre")
    page.locator("button.choice").nth(2).click()
    press(page, "Se svaret nu")
    beside = set(page.evaluate(calls))
    assert numbers <= beside if said != "Nej" else not beside
    # It can be answered anew like everything else.
    page.get_by_role("button", name="Ret dine svar").click()
    page.get_by_role("button", name="Er nogen i fare lige nu?").click()
    press(page, "Nej")
    assert page.inner_text("h1") == "Svaret" and not page.evaluate(calls)


@pytest.mark.browser
def test_whoever_changes_an_answer_can_say_everything(page: Any) -> None:
    # A pupil of the primary school is in a class; in the upper secondary there is none.
    answered(page, asker=1, age="14", level=0)
    press(page, "Svar på flere")
    page.locator("button.choice").first.click()
    # Nobody in the primary school is in no class, and the first time it cannot be said.
    assert page.get_by_role("button", name="Går ikke i grundskolen").count() == 0
    page.fill("#number", "8")
    press(page, "Videre")
    page.evaluate("show(answerView)")
    page.get_by_role("button", name="Ret dine svar").click()
    page.get_by_role("button", name="Skole, uddannelse eller arbejde").click()
    press(page, "Tilbage")
    assert page.inner_text("h1") == "Ret dine svar"
    page.get_by_role("button", name="Skole, uddannelse eller arbejde").click()
    assert page.locator("button.choice").count() == 6
    press(page, "Går på en ungdomsuddannelse")
    assert page.inner_text("h1") == "Svaret"
    assert "klassetrin" in page.inner_text("main [role=status]")
    assert page.evaluate("Object.keys(state.given)") == ["role", "age", "level", "schooling"]
    # Said once, when it was changed.
    page.get_by_role("button", name="Ret dine svar").click()
    page.get_by_role("button", name="Alder").click()
    page.fill("#number", "16")
    press(page, "Videre")
    assert page.locator("main [role=status]").count() == 0


#: Presses and writes at random, as far as the chances reach, and looks after each step.
AT_RANDOM = r"""async (chances) => {
  window.print = () => null;
  const written = ["16", "7", "120", "seksten", "", "9", "02-11-2026", "31-02-2026", "25 år"];
  const seen = (wanted) =>
    [...document.querySelectorAll(wanted)].filter((each) => each.checkVisibility());
  const pick = (all) => all[Math.floor(chances.pop() * all.length)];
  while (chances.length > 9) {
    const answers = seen("main .choice, main .main, #number");
    const all = seen("main :is(button, summary, input, select), nav button, #menu, #return");
    const each = chances.pop() < 0.7 && answers.length ? pick(answers) : pick(all);
    const name = each.textContent || each.id;
    if (each.matches("select")) each.value = pick([...each.options]).value;
    else if (each.matches("input:not([type=checkbox])")) {
      each.value = pick(written);
      each.dispatchEvent(new Event("change"));
    } else if (!name.includes(".ics")) each.click();
    if (chances.pop() < 0.05 && at > 0) {
      history.back();
      await new Promise((done) => setTimeout(done, 20));
    }
    const told = main.textContent;
    if (!main.querySelector("h1") || /undefined|null|NaN|\[object/.test(told)) return [name, told];
    if (document.documentElement.scrollWidth > innerWidth) return [name, "too wide"];
  }
  return [];
}"""


@pytest.mark.browser
# Both once came upon a pupil of the primary school who is in no class.
@pytest.mark.parametrize("seed", [9, 10])
def test_nothing_that_is_pressed_breaks_it(page: Any, seed: int) -> None:
    # What goes wrong in a script fails the test as well.
    chance = random.Random(seed)
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate(AT_RANDOM, [chance.random() for _ in range(3_000)]) == []
