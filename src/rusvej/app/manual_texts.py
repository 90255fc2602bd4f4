"""What the manual says that no field says: how a rulebook is written, conditions, cases."""

from __future__ import annotations

INTRO = """# Regelsættets felter

Siden er skrevet af programmet selv (`rusvej schema --format markdown`) ud fra de klasser, der læser
dine filer. Vil du i gang, så begynd med [Kom i gang](kom-i-gang.md).

Et regelsæt er en mappe med YAML-filer. En fil består af *sektioner*: nøgler yderst, hver med en
liste af poster. Det er ligegyldigt, hvilken fil en sektion står i, og hvad filerne hedder.

- **Id'er** skrives med små bogstaver, tal og bindestreg (`foerste-samtale`); oplysningers id med
  understreg (`wants_help`). Det er dem, andre poster henviser til.
- **Kilder** skrives `vejledning 12` eller `vejledning 12-14`: dokumentets id og dets linjer.
- **`ikke-angivet`** skrives, hvor ingen linje oplyser noget. Der gættes aldrig.
- **Datoer** skrives i anførselstegn: `"2027-01-01"`. Det samme gør telefonnumre og klokkeslæt.
- Står der et kolon, et komma eller en tankestreg i en tekst, så sæt den i anførselstegn.

Kolonnen *kontrol* er den kode, `rusvej validate` viser, når noget er galt med feltet. Mangler et
felt, der skal være der, er koden `felt-mangler`; kendes det ikke, er den `felt-ukendt`; er det af
en forkert slags, er den `type-forkert` eller `vaerdi-ukendt`, og en kilde, der ikke kan læses, har
koden `kilde-form`.
"""

CONDITIONS = """## Betingelser

En betingelse holder én oplysning op mod faste værdier. Siger sagen ikke noget om oplysningen, er
svaret ukendt: hverken ja eller nej.

| skrivemåde | betyder |
|---|---|
| `{fact: age, at_least: 15, at_most: 17}` | tallet er fra 15 til 17, begge med |
| `{fact: schooling, is: folkeskole}` | oplysningen har netop den værdi |
| `{fact: schooling, in: [folkeskole, arbejde]}` | oplysningen har en af værdierne |
| `{fact: vurdering, at_least: hoej}` | værdien eller en senere; valget har `ordered: true` |
| `{fact: motivated, is: true}` | ja (`false`: nej) |
| `{judgement: needs_help}` | en fagperson har vurderet det; oplysningen har `judged_by` |
| `{question: over-18}` | det, der følger af den læsning af spørgsmålet, der er valgt |
| `{condition: under-18}` | en betingelse med navn, fra sektionen `conditions` |
| `{all: [..., ...]}` | alle betingelserne er opfyldt |
| `{any: [..., ...]}` | mindst én af dem er opfyldt |
| `{not: {...}}` | betingelsen er ikke opfyldt |
| `{always: true}` | altid |

Der er ingen betingelse for “er ukendt”: så kunne et svar skifte, uden at nogen havde fået noget at
vide.
"""
