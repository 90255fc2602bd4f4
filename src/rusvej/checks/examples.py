"""The small, sound rulebook that the checks' examples are read beside."""

BASE = """
documents:
  - id: guide
    title: En guide
    file: "000"
    lines: [1, 100]
    date: "2020"
    sections: [{heading: Alt, lines: [1, 100]}]
  - id: standard
    title: En standard
    file: "002"
    lines: [1, 50]
    date: "2022"
    sections: []
facts:
  - {id: age, type: int, min: 0, max: 120, label: alder, question: "Hvor gammel er personen?"}
  - {id: motivated, type: bool, label: motiveret, question: "Er den unge motiveret?"}
  - {id: assessed, type: bool, label: vurderet, question: "Er det vurderet?", judged_by: en læge}
  - id: level
    type: choice
    label: niveau
    question: Hvilket niveau?
    values: [{id: misbrug, label: misbrug}, {id: trivsel, label: trivsel}]
levels:
  - {id: trivsel, name: Trivsel, vignette: Mistrives, asks: "Hvem kan kontaktes?", document: guide, lines: [1, 1], sources: [guide 1]}
  - {id: misbrug, name: Misbrug, vignette: Bruger stoffer, asks: "Hvem kan kontaktes?", document: guide, lines: [2, 99], sources: [guide 2]}
contacts:
  - {id: team, name: Teamet, purpose: Råd, telephone: "72 33 50 67", address: ikke-angivet, sources: [guide 3]}
"""

ABOUT = """
rulebook:
  name: Et eksempel
  version: 1.0.0
  details:
    - {id: price, label: Pris, wanted: true}
    - {id: sessions, label: Samtaler}
"""

#: The `details` of an offer of the example: what its rulebook wants, and nothing more.
DETAILS = "{price: ikke-angivet}"


def an_offer(
    id: str = "samtaler",
    *,
    name: str = "Samtaler",
    more: str = "",
    levels: str = "[{level: misbrug, sources: [guide 10]}]",
    criteria: str = "[]",
    contact: str = "{units: [team]}",
    details: str = DETAILS,
) -> str:
    """One offer as YAML, sound but for what the arguments make of it; `more` is further lines of
    the record."""
    return f"""
  - id: {id}
    name: {name}
    summary: Samtaler med den unge.
    document: guide
    levels: {levels}
    criteria: {criteria}
    access: {{kind: direct}}
    contact: {contact}
    details: {details}
    {more}
"""


def an_action(when: str) -> str:
    """One action with a condition, as YAML."""
    return f"""
actions:
  - id: tal-sammen
    title: Tal sammen
    text: Teamet taler med den unge
    kind: samtale
    levels: [misbrug]
    sources: [guide 10]
    when: {when}
"""


def a_question(more: str) -> str:
    """An action that names an open question, and the question, which `more` completes, as YAML."""
    return (
        an_action("{question: over-18}")
        + f"""
questions:
  - id: over-18
    title: Præcis 18 år
    question: Er den, der er 18 år, over 18?
    sources: [guide 10]
    {more}
"""
    )


#: Two sound readings for a question, as a further line of its record.
READINGS = """readings:
      - {id: ja, text: Ja, when: {fact: age, at_least: 18}}
      - {id: nej, text: Nej, when: {fact: age, at_least: 19}}"""
