// The conversation: who asks, is there danger, the age, the level, then what matters most.

function startView() {
  const acute = book.notes.filter((note) => note.acute);
  return [
    h("h1", {}, "Hvad kan du gøre nu?"),
    book.subject ? h("p", { class: "subject" }, book.subject) : null,
    reloaded() ? h("p", { role: "status" }, "Siden er hentet igen. Det, du havde svaret, var kun på siden og er væk.") : null,
    h("p", {}, `Svar på nogle få spørgsmål, og se, hvad ${book.whose || "kommunens"} vejledning siger: hvad du skal, hvem du kan kontakte, og hvad der er uklart.`),
    acute.length ? h("section", { class: "acute", "aria-label": "Akut" }, list(acute.map((note) => withCalls(note.text)))) : null,
    h("p", {}, h("button", { type: "button", class: "main", onclick: goBack }, state.begun ? returnWords() : "Begynd"),
      state.begun ? [" ", anew()] : null),
    h("p", { class: "quiet" }, "Dine svar bliver på siden. De gemmes ikke og sendes ingen steder hen. Skriv ikke navne eller CPR-numre."),
    h("p", { class: "quiet" }, `Bygger på ${listed(book.documents.map(({ title, date }) => `${title}${date ? ` (${date})` : ""}`))}.`),
  ];
}

// Whether the page was fetched anew while there were screens to go back to.
function reloaded() {
  return !state.begun && at > 0 && performance.getEntriesByType("navigation")[0]?.type === "reload";
}

function restart() {
  Object.assign(state, { given: {}, vain: new Set(), asked: [], taken: [], danger: null, begun: false, seen: false, patience: PATIENCE, turn: state.turn + 1 });
}

function anew() {
  return h("button", { type: "button", onclick: () => { restart(); proceed(); } }, "Begynd forfra");
}

// Whether nobody is asked for the fact: it was asked in vain, others know it, or it waits for one
// that nobody is asked for.
function closed(fact) {
  const { to, after } = book.facts[fact];
  const role = state.given[book.roles.asker];
  return state.vain.has(fact) || (to.length > 0 && !to.includes(role)) || after.some(closed);
}

// The fact, or what is asked before it.
function before(fact) {
  const waiting = book.facts[fact].after.find((each) => state.given[each] === undefined);
  return waiting ? before(waiting) : fact;
}

// A fact on which it hangs what the asker's own task is.
function ownTaskFact(found) {
  const facts = openTasks(found, voiceOf(found)).flatMap(({ missing }) => missing);
  const open = facts.find((fact) => !closed(fact) && !book.facts[fact].judged);
  return open ? before(open) : null;
}

// Who asks, age and level first, then what makes the asker's own task another; then the order of the engine, without what only others know.
function nextFact() {
  const { asker, level, age } = book.roles;
  for (const fact of [asker, age, level]) {
    if (fact && book.facts[fact] && state.given[fact] === undefined && !state.vain.has(fact)) return fact;
  }
  const found = answer(book, state.given);
  const own = ownTaskFact(found);
  if (own) return own;
  // What comes to matter only because the rest cannot be asked for stands last.
  const behind = found.next.length ? found.offers.flatMap((result) => result.missing) : [];
  const wanted = [...found.next.map((each) => each.fact), ...behind];
  const open = wanted.find((fact) => !closed(fact));
  return open ? before(open) : null;
}

// On to the next question, or to the answer where there is none, or where there were enough.
function proceed() {
  const fact = state.asked.length >= state.patience ? null : nextFact();
  if (fact === null) show(answerView);
  else show(questionView, fact);
}

function reply(fact, value) {
  const changed = state.asked.includes(fact);
  if (!changed) state.asked.push(fact);
  state.taken = [];
  if (value === null) {
    state.vain.add(fact);
    delete state.given[fact];
  } else {
    state.vain.delete(fact);
    state.given[fact] = value;
    takeBack(fact);
  }
  state.turn += 1;
  if (changed && state.seen) show(answerView);
  else if (fact === book.roles.asker && state.danger === null && urgent().length) show(safetyView);
  else proceed();
}

// What was answered and cannot be so beside the new answer is as if it had not been asked.
function takeBack(fact) {
  const fits = (without) => possible(book, classesOf(book, { ...state.given, [without]: undefined }));
  while (!fits()) {
    const others = state.asked.filter((each) => each !== fact && state.given[each] !== undefined).reverse();
    const wrong = others.find(fits) ?? others[0];
    delete state.given[wrong];
    state.asked = state.asked.filter((each) => each !== wrong);
    state.taken.push(wrong);
  }
}

// The help against danger, whatever is known of the case.
const urgent = () => acuteLines(book, voice(), book.notes);
const DANGER = "Er nogen i fare lige nu?";
const SAFE = [["ja", "Ja"], ["nej", "Nej"], ["ved-ikke", "Ved ikke"]];
const inFull = () => [...book.notes.filter((note) => note.acute), ...book.local.filter((own) => own.telephone && !own.contact).map((own) => ({ text: `${own.name} ${own.telephone}` }))];
const inDanger = () => ["ja", "ved-ikke"].includes(state.danger);

function safetyView() {
  const options = SAFE.map(([value, label]) => h("li", {}, h("button", { type: "button", class: "choice", "aria-pressed": String(state.danger === value), onclick: () => safety(value) }, label)));
  return [
    h("h1", {}, DANGER),
    acuteSection(inFull()),
    h("ul", { class: "choices" }, options),
    back(),
  ];
}

function safety(value) {
  Object.assign(state, { danger: value, turn: state.turn + 1 });
  if (inDanger()) show(dangerView);
  else if (state.seen) show(answerView);
  else proceed();
}

// Whom to ring at once; what was asked can wait.
function dangerView() {
  return [
    h("h1", {}, "Ring først"),
    h("section", { class: "acute", "aria-label": "Akut" }, list(inFull().map((line) => withCalls(sentence(line.text))), { class: "big" })),
    h("p", {}, "Bagefter kan du svare videre her. Hjælpen står også ved svaret."),
    h("p", {}, h("button", { type: "button", class: "main", onclick: goBack }, "Gå videre")),
    h("p", {}, go("Tilbage", safetyView)),
  ];
}

function voice() {
  return voiceOf({ book, given: state.given, level: state.given[book.roles.level] ?? null });
}

function questionView(fact) {
  reach("begun");
  // While the question is read the answer is worked out once: the next time it takes half as long.
  setTimeout(answerDrawn);
  const asked = book.facts[fact];
  const speaks = voice();
  const question = speaks.told("facts", fact)?.text ?? speaks.say(asked.question);
  return [
    h("p", { class: "quiet" }, `Spørgsmål ${position(fact)}`),
    h("h1", { "data-title": `Spørgsmål ${position(fact)}` }, question),
    asked.help ? h("p", { class: "help" }, asked.help) : null,
    asked.type === "int" ? numberForm(fact, asked) : choices(fact, asked),
    h("p", {}, h("button", { type: "button", "aria-pressed": String(state.vain.has(fact)), onclick: () => reply(fact, null) }, "Ved ikke"),
      state.asked.length ? [" ", go("Se svaret nu", answerView)] : null),
    whyAsked(fact),
    back(fact),
  ];
}

function position(fact) {
  const at = state.asked.indexOf(fact);
  return at >= 0 ? at + 1 : state.asked.length + 1;
}

function choices(fact, asked) {
  const options = asked.type === "bool"
    ? [[true, "Ja"], [false, "Nej"]]
    : asked.values.map((value) => [value.id, upperFirst(value.phrase ? voice().clause(value.phrase) : value.label), vignette(fact, value.id)]);
  const buttons = options.filter(([value]) => canSay(fact, value)).map(([value, label, story]) =>
    h("li", {}, h("button", { type: "button", class: "choice", "aria-pressed": state.given[fact] === value ? "true" : "false", onclick: () => reply(fact, value) },
      h("span", {}, label), story ? h("span", { class: "story" }, story) : null)));
  return h("ul", { class: "choices" }, buttons);
}

function vignette(fact, value) {
  if (fact !== book.roles.level) return "";
  return book.levels.find((level) => level.id === value)?.vignette ?? "";
}

// Whoever changes an answer can say everything: what does not fit beside it is taken back.
function canSay(fact, value) {
  const others = state.asked.includes(fact) ? {} : state.given;
  return possible(book, classesOf(book, { ...others, [fact]: value }));
}

// The number written, with or without what it is counted in; null outside the fact's limits.
function wholeNumber(asked, text) {
  const found = /^\s*(\d{1,3})(.*)$/.exec(text);
  const bare = (unit) => unit.replace(/[\s.]/g, "").toLowerCase();
  const value = found && ["", bare(asked.unit)].includes(bare(found[2])) ? Number(found[1]) : NaN;
  return value >= asked.min && value <= asked.max ? value : null;
}

const unitOf = (asked) => (asked.unit ? ` (${asked.unit.replace(/[\s.]/g, "")})` : "");

function numberForm(fact, asked) {
  const input = h("input", { id: "number", inputmode: "numeric", autocomplete: "off", maxlength: "12", "aria-describedby": "hint wrong", value: typeof state.given[fact] === "number" ? state.given[fact] : null });
  const wrong = h("p", { id: "wrong", class: "wrong", role: "alert" });
  const send = (event) => {
    event.preventDefault();
    const value = wholeNumber(asked, input.value);
    if (value === null) {
      wrong.textContent = `Skriv et helt tal fra ${asked.min} til ${asked.max}.`;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    } else if (!canSay(fact, value)) {
      wrong.textContent = "Det passer ikke sammen med dine andre svar.";
      input.setAttribute("aria-invalid", "true");
    } else reply(fact, value);
  };
  return h("form", { onsubmit: send, novalidate: true },
    h("label", { for: "number" }, `${upperFirst(asked.label)}${unitOf(asked)}`),
    input, wrong,
    h("p", {}, h("button", { type: "submit", class: "main" }, "Videre"),
      asked.none && canSay(fact, "ingen") ? [" ", h("button", { type: "button", onclick: () => reply(fact, "ingen") }, upperFirst(asked.none))] : null));
}

function whyAsked(fact) {
  const { asker, level } = book.roles;
  if (fact === asker) return more("Hvorfor spørger vi?", h("p", {}, "Så taler svaret til dig og siger, hvad netop du kan gøre."));
  const hanging = answer(book, state.given).next.find((each) => each.fact === fact)?.settles ?? [];
  const names = hanging.map((id) => book.offers.find((offer) => offer.id === id)).map((offer) => offer.short || offer.name);
  const most = names.length > 5 ? 3 : names.length;
  const rest = names.length > most ? [`${names.length - most} tilbud til`] : [];
  const told = fact === level
    ? "Vejledningen nævner ikke de samme tilbud alle steder."
    : most ? `Det har betydning for ${listed([...names.slice(0, most), ...rest])}.` : "Det afgør, hvad der gælder.";
  return more("Hvorfor spørger vi?", h("p", {}, told));
}

// To the answers, for whoever changes one; else to the question before.
function back(fact) {
  if (screens[at - 1]?.view === answersView) return h("p", {}, go("Tilbage", answersView));
  const place = fact && state.asked.includes(fact) ? state.asked.indexOf(fact) : state.asked.length;
  return h("p", {}, place ? go("Tilbage", questionView, state.asked[place - 1]) : go("Tilbage", startView));
}
