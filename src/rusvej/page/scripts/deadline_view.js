// The deadlines: the days that are known are asked for, and what the documents make of them is told.

const manyDays = (count) => `${count} ${count === 1 ? "dag" : "dage"}`;

// The verdict of one check in one line, with the days that matter.
function standing({ verdict, left, over, deadline }) {
  const text = book.told.verdicts[deadline.kind][verdict];
  if (verdict === "running" && left !== null) {
    return text + (left === 0 ? ": i dag er sidste dag" : `, ${manyDays(left)} tilbage`);
  }
  return over && !["no-deadline", "open"].includes(verdict) ? `${text} (${manyDays(over)} for sent)` : text;
}

function choicesText({ choices }) {
  return choices.map(([id, at]) => `${book.questions[id].title}: ${readingText(id, at)}`).join("; ");
}

// The clock is read here and nowhere else; whoever counts for another day writes it.
function thisDay() {
  const now = new Date();
  return isoOf(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
}

function deadlinesView() {
  const told = h("div", { id: "told" });
  const [first] = book.deadlines.flatMap((deadline) => deadline.from.map((start) => eventOf(start.event)));
  const others = book.events.filter((event) => event !== first);
  const form = h("form", { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const said = readDeadlineForm(form);
    const answer = said.refused ? said : checkDeadlines(said);
    told.replaceChildren(...(answer.refused ? [] : deadlinesTold(answer).flat(Infinity).filter(Boolean)));
    if (answer.refused) mark(form, said.at ?? form.querySelector("[data-event]"), answer.refused);
    else reveal(told.querySelector("h2, p"));
  } },
    dayField(first),
    factFields([book.roles.age]),
    more("Flere dage", others.map(dayField)),
    more("Mere om sagen", factFields(deadlineFacts())),
    book.exceptions.length ? more("Er der sket noget, der kan ændre fristen?", exceptionFields()) : null,
    more("Regn som på en anden dag", dayInput("today", "Den dag, der regnes på", "", { value: writtenDay(thisDay()) })),
    h("p", {}, h("button", { type: "submit", class: "main" }, "Regn ud")));
  return [
    h("h1", {}, "Frister"),
    h("p", {}, "Skriv de dage, du kender, som ", h("span", { class: "whole" }, "02-03-2026"), " eller 02032026. Der regnes kun; intet gemmes."),
    form,
    told,
    more("Det står der om fristerne", book.deadlines.map((deadline) => h("p", {}, h("strong", {}, `${deadline.name}: `), sentence(deadline.text), cite(book, deadline.sources)))),
  ];
}

// Leads to the field that is wrong, and says there what it is.
function mark(form, field, text) {
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  field.setAttribute("aria-invalid", "true");
  form.querySelector(`#${field.id}-told`)?.replaceChildren(text);
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
}

function dayField(event) {
  const again = lowerFirst(event.help).startsWith(event.label) && event.help.length < event.label.length + 2;
  return dayInput(`day-${event.id}`, upperFirst(event.label), again ? "" : event.help, { "data-event": event.id });
}

const DAY_FORM = "dd-mm-åååå";

// A day is written and not picked: a browser's own field puts day and month in the order of the
// browser's language. What was written is told back with its weekday.
function dayInput(id, label, help, props) {
  const told = h("small", { id: `${id}-told`, class: "told", "aria-live": "polite" });
  const tell = (event) => {
    const day = readDay(event.target.value);
    const wrong = event.type === "change" && !day && event.target.value.trim();
    told.textContent = day ? danishDay(day, true) : wrong ? notADay(label, event.target.value) : "";
    if (wrong) event.target.setAttribute("aria-invalid", "true");
    else event.target.removeAttribute("aria-invalid");
  };
  return [
    h("label", { for: id }, label),
    h("small", { id: `${id}-help` }, help ? `${help} ` : "", h("span", { class: "whole" }, DAY_FORM)),
    h("input", { id, inputmode: "numeric", autocomplete: "off", maxlength: "40", "aria-describedby": `${id}-help ${id}-told`, oninput: tell, onchange: tell, ...props }),
    told,
  ];
}

// What was written is not repeated: it may be something that nobody should have written.
const notADay = (label, text) => `${label}: ${isoWritten(text) ? "den dag findes ikke. Skriv" : "skriv"} dagen som ${DAY_FORM}, fx 02-03-2026.`;

// The facts on which a deadline hangs, but the age, which is asked for beside the day.
function deadlineFacts() {
  const roots = Object.values(book.roots.part ?? {}).flatMap((parts) => Object.values(parts));
  const seen = new Set();
  const visit = (at) => {
    if (at < 0) return;
    seen.add(book.variables[book.nodes[at][0]]);
    book.nodes[at].slice(1).forEach(visit);
  };
  roots.forEach(visit);
  return [...seen].filter((fact) => fact !== book.roles.age);
}

function factFields(facts) {
  return facts.filter((fact) => book.facts[fact]).map((fact) => {
    const asked = book.facts[fact];
    const known = state.given[fact];
    const id = `fact-${fact}`;
    const label = h("label", { for: id }, asked.type === "bool" ? voice().told("facts", fact)?.text ?? asked.question : upperFirst(asked.label) + unitOf(asked));
    if (asked.type === "int") {
      const told = h("small", { id: `${id}-told`, class: "told" });
      const clear = () => told.replaceChildren();
      return [label, h("input", { id, "data-fact": fact, inputmode: "numeric", autocomplete: "off", maxlength: "12", "aria-describedby": told.id, oninput: clear, value: known ?? null }), told];
    }
    const values = asked.type === "bool" ? [["true", "Ja"], ["false", "Nej"]] : asked.values.map((each) => [each.id, upperFirst(each.label)]);
    return [label, h("select", { id, "data-fact": fact }, h("option", { value: "" }, "Ved ikke"), values.map(([value, text]) => h("option", { value, selected: String(known) === value }, text)))];
  });
}

function exceptionFields() {
  return h("ul", { class: "ticks" }, book.exceptions.map((each) => h("li", {}, h("label", {}, h("input", { type: "checkbox", "data-exception": each.id }), " ", each.name))));
}

// What is written in the form: {dates, given, exceptions, today}, or {refused}.
function readDeadlineForm(form) {
  const said = { dates: {}, given: {}, exceptions: [], today: thisDay() };
  for (const input of form.querySelectorAll("[data-event], #today")) {
    if (!input.value.trim()) continue;
    const day = readDay(input.value);
    if (!day) return { at: input, refused: notADay(form.querySelector(`label[for=${input.id}]`).textContent, input.value) };
    if (input.id === "today") said.today = day;
    else said.dates[input.dataset.event] = day;
  }
  for (const input of form.querySelectorAll("[data-fact]")) {
    const asked = book.facts[input.dataset.fact];
    const text = input.value.trim();
    if (!text) continue;
    const value = asked.type === "int" ? wholeNumber(asked, text) : asked.type === "bool" ? text === "true" : text;
    if (value === null) return { at: input, refused: `${upperFirst(asked.label)}: skriv et helt tal fra ${asked.min} til ${asked.max}.` };
    said.given[input.dataset.fact] = value;
  }
  for (const input of form.querySelectorAll("[data-exception]:checked")) said.exceptions.push(input.dataset.exception);
  return possible(book, classesOf(book, said.given)) ? said : { refused: "Oplysningerne passer ikke sammen." };
}

function deadlinesTold(answer) {
  return [
    answer.checks.map((check) => checkSection(check, answer.today)),
    answer.waiting.map((each) => waitingSection(each)),
    lawSection(answer),
    awaited(answer).length
      ? h("p", {}, h("button", { type: "button", onclick: () => download("frist.ics", calendarFile(answer)) }, "Gem i kalender (.ics)"))
      : h("p", { class: "quiet" }, "Der er ingen dag at vente på, så der er ingen kalenderfil."),
    h("p", { class: "quiet" }, `Regnet på ${danishDay(answer.today)}. ${book.brief || book.guidance}`),
  ];
}

// What the law says of the deadlines that were counted.
function lawSection({ checks, waiting, given }) {
  const counted = new Set([...checks, ...waiting].map((each) => each.deadline.id));
  const voice = voiceOf({ book, given: { ...state.given, ...given }, level: given[book.roles.level] ?? null });
  const classes = classesOf(book, given);
  const notes = book.notes.filter((note) => note.deadlines.some((id) => counted.has(id)) && holds(note, piece(book, classes, "note", note.id).verdict));
  return group("law", "Loven", notes.map((note) => [sentence(voice.note(note)?.text ?? note.text), h("small", {}, " (ikke fra vejledningen)")]));
}

function checkSection(check, today) {
  const { deadline, last, start, met } = check;
  const late = STANDS.indexOf(check.verdict) >= STANDS.indexOf("may-be-waived");
  const isWas = last < today ? "var" : "er";
  const waited = late && !met && deadline.met ? lowerFirst(eventOf(deadline.met).label) : "";
  const printed = book.exceptions.filter((each) => deadline.exceptions.includes(each.id));
  const tone = check.verdict === "open" ? "unclear" : late ? "must" : "first";
  return h("section", { class: tone },
    h("h2", {}, deadline.name),
    h("p", { class: "verdict" }, sentence(upperFirst(standing(check)))),
    waited ? h("p", {}, `Der er ikke skrevet nogen dag for ${waited}. Er det sket, så skriv dagen, og regn igen.`) : null,
    last ? h("p", { class: "big" }, deadline.kind === "deadline" ? `Sidste dag ${isWas} ` : "Varer til ", h("strong", {}, danishDay(last, true)), ".") : null,
    check.verdict === "no-deadline" ? null : h("p", {}, `Regnet fra ${danishDay(check.from, true)} (${start.text})`, cite(book, start.sources)),
    ["overdue", "open"].includes(check.verdict) ? doorsOfDeadline(deadline).map((unit) => h("p", {}, "Ring til ", unit.name, ", ", call(unit.telephone), ".", cite(book, unit.sources.slice(-1)))) : null,
    met ? h("p", {}, `Opfyldt ${danishDay(met)}${deadline.met_text ? ` (${deadline.met_text})` : ""}.`) : null,
    list(check.readings.map((reading) => [
      `${upperFirst(choicesText(reading))}: `,
      reading.last ? h("strong", {}, `sidste dag ${danishDay(reading.last, true)}`) : "ingen sidste dag",
      `; ${standing({ ...reading, deadline, left: null })}.`,
    ])),
    last && !knownYear(last) ? h("p", {}, "Helligdagene i det år er ikke med på siden.") : null,
    list(check.notes.map((note) => [note.text, cite(book, note.sources)])),
    check.verdict === "no-deadline" ? null : exceptionsTold(printed),
    check.verdict === "no-deadline" ? null : h("p", { class: "quiet" }, sentence(deadline.text), cite(book, check.sources)));
}

// The units with a number to which everybody turns for what the deadline is about.
function doorsOfDeadline(deadline) {
  const about = book.offers.filter((offer) => offer.deadlines.includes(deadline.id) || deadline.offers.includes(offer.id));
  const ids = Object.keys(book.contacts).filter((id) => about.length && about.every((offer) => offer.units.includes(id)));
  return ids.map((id) => book.contacts[id]).filter((unit) => unit.telephone);
}

// What the documents print beside the deadline, by what it does to it.
const EFFECTS = { waives: "Fristen kan fraviges:", open: "Uklart, om fristen kan fraviges:", affects: "Tidspunktet kan blive påvirket:" };

function exceptionsTold(printed) {
  return Object.entries(EFFECTS).map(([effect, title]) => {
    const alike = printed.filter((each) => each.effect === effect);
    return alike.length ? [h("p", {}, title), list(alike.map((each) => [sentence(each.name), cite(book, each.sources)]))] : null;
  });
}

// What a deadline hangs on that is not known, or that the documents leave open.
const DOUBTS = ["open-question", "age-unknown", "age-on-the-day", "presumed"];

function waitingSection({ deadline, check, last, left }) {
  const state = last === null ? "Der er ikke sat nogen dag, så der er intet at regne på."
    : `${left === null ? "Sidste dag var" : "Sidste dag er"} ${danishDay(last, true)}${left === null ? "" : `, ${manyDays(left)} tilbage`}. Om fristen er holdt, er ikke oplyst.`;
  return h("section", {}, h("h2", {}, `${deadline.name}: ikke vurderet`), h("p", {}, state),
    list(check.notes.filter((note) => DOUBTS.includes(note.kind)).map((note) => [note.text, cite(book, note.sources)])),
    h("p", { class: "quiet" }, sentence(deadline.text), cite(book, deadline.sources)));
}
