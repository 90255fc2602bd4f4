// The answer drawn: the groups of the first screen in their order, the rest unfolded on request.

const VERDICTS = { yes: "opfyldt", no: "ikke opfyldt", unknown: "ikke oplyst" };
const STATUS_WORDS = {
  depends: "kommer an på mere", open: "uklart", excluded: "passer ikke",
};

function statusWords(result) {
  if (result.status === "fits") {
    if (DECIDED.includes(result.offer.kind)) return "kan søges; kræver en afgørelse";
    return GO.includes(result.offer.kind) ? "kan kontaktes" : "er nævnt; hvor man søger, er ikke angivet";
  }
  if (result.status === "not_listed") return book.words.unlisted || "nævnes ikke her";
  return STATUS_WORDS[result.status];
}

function answerView() {
  reach("seen");
  return answerDrawn();
}

// A number beside what must be done, where no door that can be turned to has one: one to ask for it
// at; where nothing else can be rung, one of which it is unclear whether it can be in this case.
function numbersOf(screen) {
  if (screen.first || screen.now.some((door) => door.telephone)) return [];
  const asked = screen.now.flatMap((door) => door.lines).filter((line) => /\d/.test(line.reach));
  return asked.length || screen.call.length ? asked : screen.unclear.filter((line) => line.telephone);
}

function numberLine(line) {
  if (line.reach) {
    const offer = book.offers.find((each) => each.id === line.id);
    const asked = voice().told("contacts", offer.units[0]);
    return [offerLink(line.id, line.label), ": ", withCalls(sentence(line.reach)), cite(book, asked?.sources)];
  }
  if (!line.telephone) return lineOf(line);
  const offers = line.about.map((id) => book.offers.find((offer) => offer.id === id));
  return [offers.map((offer) => [offerLink(offer.id, offer.short || offer.name), " "]), call(line.telephone), `: uklart, ${lowerFirst(sentence(line.text))}`, cite(book, line.sources)];
}

function answerDrawn() {
  const found = answer(book, state.given, book.day);
  const notes = notesOf(found);
  const screen = compose(found, notes);
  screen.know.unshift(...soonLines(found));
  const numbers = numbersOf(screen);
  const caveats = found.caveats.filter((each) => !voice().silent("caveats", each.caveat.id));
  const sections = [
    acuteSection(inDanger() ? inFull() : screen.acute),
    group("must", "Du skal", screen.must.map((line) => lineOf(line))),
    firstSection(screen),
    group("call", "Ring", [...screen.call, ...numbers].map((line) => numberLine(line))),
    screen.must.length ? notes.map((note) => preparing(note)) : null,
    group("deadlines", "Frist", screen.deadlines.map((line) => deadlineItem(line))),
    doorsSection("Du kan selv gøre", screen.now.filter((door) => door.own), "do"),
    doorsSection("Du kan selv afgøre", screen.decision.filter((door) => door.own), "decide"),
    doorsSection(screen.self ? "Du kan selv kontakte" : "Du kan kontakte nu", screen.now.filter((door) => !door.others && !door.own), "now", numbers),
    doorsSection("Andre kan kontakte for dig", screen.now.filter((door) => door.others), "others", numbers),
    numberless(screen),
    group("know", "Godt at vide", screen.know.filter((line) => !numbers.includes(line)).map((line) => lineOf(line))),
    doorsSection("Kræver en afgørelse", screen.decision.filter((door) => !door.own), "decision"),
    group("if", "Hvis", screen.if.map((line) => [h("strong", {}, `\u2026 ${subordinate(line.condition)}: `), offerLink(line.id, line.label), line.notes.map((note) => ` (${note})`), cite(book, line.sources)])),
    group("not", "Ikke nu", screen.not.map((line) => [offerLink(line.id, line.label), `: kræver, at ${subordinate(lowerFirst(line.text))}`, cite(book, line.sources)])),
    group("unclear", "Uklart", screen.unclear.filter((line) => !numbers.includes(line)).map((line) => unclearLine(line))),
    levelChoices(screen.levels),
  ];
  const { now, decision, not, unclear, levels } = screen;
  const empty = !screen.first && ![now, decision, screen.if, not, unclear, levels].some((each) => each.length);
  return [
    h("h1", {}, "Svaret"),
    h("p", { class: "quiet print-only" }, `Udskrevet ${danishDay(thisDay())}`),
    h("div", { class: "case" }, h("p", {}, upperFirst(headWords(found)) || "Intet er oplyst."), state.asked.length ? go("Ret", answersView, undefined, { "aria-label": "Ret dine svar" }) : null),
    h("p", { class: "print-only" }, known().map((fact) => `${upperFirst(book.facts[fact].label)}: ${valueWords(fact)}`).join(" · ")),
    state.taken.length ? h("p", { role: "status" }, `Taget ud, fordi det ikke passer til det nye svar: ${listed(state.taken.map((fact) => lowerFirst(book.facts[fact].label)))}.`) : null,
    empty ? h("p", {}, "Vejledningen nævner ikke noget, der passer på det, du har svaret.") : null,
    ...sections,
    sharper(found, screen),
    moreLater("Alle tilbud og hvorfor", () => found.offers.filter((result) => shown(result.status) || result.status === "excluded").map((result) => whyOf(result))),
    caveats.length ? moreLater(`Opmærksomhedspunkter (${caveats.length})`, () => list(caveats.map((each) => [h("strong", {}, `${each.caveat.title}. `), each.verdict === "unknown" ? "Kan gælde: " : "", each.printed.text, cite(book, each.printed.sources)]))) : null,
    found.actions.length ? moreLater(`Hvem gør hvad (${found.actions.length})`, () => list(found.actions.map((each) => [h("strong", {}, `${each.action.title}. `), each.verdict === "unknown" ? `Hvis det passer: ` : "", each.action.text, cite(book, sourcesAt(book, each.action.sources, found.level))]))) : null,
    notes.length ? moreLater(`Lov og hjælp i hele landet (${notes.length})`, () => [h("p", { class: "quiet" }, "Ikke fra kommunens dokumenter."), list(notes.map((note) => [h("strong", {}, `${note.title}. `), withCalls(note.text), h("small", {}, ` (læst ${danishDay(note.checked)}${note.certainty === "verified" ? "" : ", delvist kontrolleret"})`)]))]) : null,
    h("p", {}, h("button", { type: "button", onclick: () => window.print() }, "Udskriv"), " ", anew()),
    h("section", { class: "byhand print-only" }, h("h2", {}, "Plads til at skrive"), h("div", { class: "ruled" })),
    h("p", { class: "quiet" }, legend()),
  ];
}

const known = () => Object.keys(book.facts).filter((fact) => state.given[fact] !== undefined);

// What the case says, each fact in a few words, and how many of them what must be done and whom to
// ring hang on: as the terminal says it; a test in a browser compares them.
function caseWords(found) {
  const { age, level, asker } = book.roles;
  const { given } = found;
  const speaks = voiceOf(found);
  const duties = found.actions.filter(({ action, verdict }) => action.must && verdict === "yes");
  const noted = book.notes.flatMap((note) => note.facts).filter((fact) => given[fact] !== false);
  const deciding = new Set(beyond(found, [...duties.flatMap(({ action }) => action.facts), ...noted]));
  const aged = speaks.asker.self && given[age] !== undefined;
  const basics = new Map([[age, 0], [level, 1], [asker, 4]]);
  const place = (fact) => (deciding.has(fact) ? 2 : basics.get(fact) ?? (given[fact] === true ? 3 : given[fact] === false ? 5 : 6));
  const alike = (fact) => Object.keys(given).filter((each) => speaks.leader(each) === fact && given[each] === given[fact]).length;
  const words = (fact) => {
    const asked = book.facts[fact];
    const phrase = asked.values.find((each) => each.id === given[fact])?.phrase ?? "";
    let told = speaks.clause(phrase || inWords(asked, given[fact]));
    if (fact === level && !phrase) told = `${asked.label} ${lowerFirst(told)}`;
    else if (fact === age && aged) told = `${speaks.person} er ${told}`;
    else if (fact === asker && !speaks.asker.self) told = speaks.asker.name || told;
    const plain = phrase || fact === age || fact === level || asked.type === "bool";
    return (plain ? lowerFirst(told) : `${asked.label}: ${told}`) + (alike(fact) > 1 ? ` (og ${alike(fact) - 1} ting til)` : "");
  };
  const told = Object.keys(book.facts)
    .filter((fact) => given[fact] !== undefined && !(fact === asker && aged))
    .filter((fact) => speaks.leader(fact) === fact || given[speaks.leader(fact)] !== given[fact])
    .sort((a, b) => place(a) - place(b));
  return { facts: told, said: told.map(words), least: told.filter((fact) => place(fact) <= 2).length };
}

// On the screen, who asks as well; the rest is counted, and one press away.
function headWords(found) {
  const { facts, said, least } = caseWords(found);
  const shownHere = said.filter((_, at) => at < least || facts[at] === book.roles.asker);
  const rest = said.length - shownHere.length;
  return [...shownHere, rest ? `og ${rest} ting til` : ""].filter(Boolean).join(" · ");
}

function inWords(asked, value) {
  if (asked.type === "bool") return asked.phrases[value ? "yes" : "no"] || `${asked.label}: ${value ? "ja" : "nej"}`;
  if (asked.type === "choice") return asked.values.find((each) => each.id === value).label;
  return value === "ingen" ? asked.none : `${value}${asked.unit}`;
}

// What has to be in place before the next birthday, where the offer it is on is shown.
function soonLines({ book, offers, given }) {
  const age = given[book.roles.age];
  const seen = new Set(offers.filter((result) => shown(result.status)).map((result) => result.offer.id));
  const soon = book.notes.filter((note) => note.before && note.before_age === age + 1 && (!note.offers.length || note.offers.some((id) => seen.has(id))));
  return soon.map((note) => ({ text: note.before, sources: [], law: true }));
}

// While the level is not known its stories are the answer that is missing: each can be chosen.
function levelChoices(lines) {
  if (!lines.length) return null;
  const { level } = book.roles;
  const asked = book.facts[level];
  return h("section", { class: "levels", "aria-labelledby": "h-levels" }, h("h2", { id: "h-levels" }, voice().told("facts", level)?.text ?? asked.question),
    h("p", {}, `Det meste afhænger af ${book.words.the_level}. Vælg den historie, der ligner mest.`),
    h("ul", { class: "choices" }, lines.map((line) => h("li", {}, h("button", { type: "button", class: "choice", onclick: () => { reply(level, line.id); show(answerView); } }, h("span", {}, upperFirst(line.label)), h("span", { class: "story" }, line.text))))));
}

function group(name, title, lines) {
  if (!lines.length) return null;
  return h("section", { class: name, "aria-labelledby": `h-${name}` }, h("h2", { id: `h-${name}` }, title), list(lines));
}

// What is to be done before a duty is, and the letter, for those the note is for; below the number
// to ring, which it must not push off the screen.
function preparing(note) {
  if (!note.steps.length || note.silent.includes(state.given[book.roles.asker])) return null;
  const folded = more(note.title, list(note.steps),
    note.letter.length ? [h("h3", {}, "Brevet"), note.letter.map((line) => h("p", {}, line.replaceAll("____", "\u2026")))] : null,
    h("p", { class: "quiet" }, `Ikke fra kommunens dokumenter. Læst ${danishDay(note.checked)}: ${listed(note.read)}.`));
  folded.className = "prepare";
  return folded;
}

// What is typed in a terminal says nothing here; where it has a view, that is led to.
const COMMAND = / \(rusvej (\w+)[^)]*\)/;

function lineOf(line) {
  const [label, view] = VIEWS[COMMAND.exec(line.text)?.[1]] ?? [];
  return [withCalls(sentence(upperFirst(line.text.replace(COMMAND, "")))), view ? [" ", go(label, view, undefined, { class: "link" })] : null, line.law ? h("small", {}, " (ikke fra vejledningen)") : null, cite(book, line.sources)];
}

function offerLink(id, label) {
  return h("button", { type: "button", class: "link", onclick: () => show(offerView, id) }, label);
}

// In one piece: on a telephone it must not push the rest of the answer off the screen.
function acuteSection(lines) {
  if (!lines.length) return null;
  return h("section", { class: "acute", "aria-labelledby": "h-acute" },
    h("h2", { id: "h-acute" }, "Akut"),
    h("p", {}, lines.map((line) => [withCalls(sentence(line.text)), " "])));
}

function firstSection(screen) {
  const { first } = screen;
  if (!first) return null;
  return h("section", { class: "first", "aria-labelledby": "h-first" },
    h("h2", { id: "h-first" }, "Ring først"),
    h("p", { class: "big" }, h("strong", {}, first.name), " ", call(first.telephone)),
    h("p", {}, sentence(upperFirst(first.text)), cite(book, first.sources)),
    book.contacts[first.unit]?.telephone_note ? h("p", { class: "quiet" }, sentence(book.contacts[first.unit].telephone_note)) : null,
    first.deadlines.length ? [h("h3", {}, "Frist"), list(first.deadlines.map((line) => deadlineItem(line))), available("deadlines") ? h("p", {}, go("Regn fristen ud", deadlinesView)) : null] : null,
    first.granted.length ? h("p", {}, "Her afgøres: ", first.granted.flatMap((line, at) => [at ? ", " : "", offerLink(line.id, line.label)]), ".") : null);
}

function deadlineItem(line) {
  return [line.notes?.length ? "Uklart, om det gælder her: " : "", lineOf(line), line.condition ? ` Om den gælder, kommer an på ${line.condition}.` : ""];
}

// `told` are the lines of which it stands above whom to ask for the number.
function doorsSection(title, doors, name, told = []) {
  if (!doors.length) return null;
  const reach = (line) => (line.reach && !told.includes(line) ? [withCalls(line.reach), "; "] : null);
  return h("section", { class: name, "aria-labelledby": `h-${name}` }, h("h2", { id: `h-${name}` }, title),
    joined(doors).map((door) => h("div", { class: "door" },
      door.own ? null : door.name ? h("h3", {}, upperFirst(door.name), " ", call(door.telephone), door.telephone ? null : localNumber(door.unit)) : name === "decision" ? h("h3", {}, "Ikke angivet, hvem der vurderer eller afgør") : null,
      h("ul", {}, door.lines.map((line) => h("li", {}, offerLink(line.id, line.label), ": ", reach(line), withCalls(sentence(line.text)), line.condition ? h("span", { class: "condition" }, ` Hvis ${subordinate(lowerFirst(line.condition))}.`) : null, line.notes.map((note) => h("span", { class: "note" }, ` ${sentence(upperFirst(note))}`)), cite(book, line.sources)))))));
}

// One sentence on all whose number the documents do not print.
function numberless({ now, decision, unnumbered }) {
  const silent = unique([...now, ...decision].filter((door) => door.name && !door.telephone && !door.own).map((door) => door.name));
  if (!silent.length) return null;
  return h("p", { class: "quiet" }, sentence(`Dokumenterne har ikke telefonnummer til ${listed(silent)}${unnumbered ? `; ${unnumbered}` : ""}`));
}

// Doors that are called the same stand under one heading, where it says nothing more of them.
function joined(doors) {
  const found = new Map();
  for (const door of doors) {
    const key = door.telephone || door.own ? door.unit : door.name;
    const lines = found.get(key)?.lines ?? [];
    found.set(key, { ...door, lines: [...lines, ...door.lines] });
  }
  return [...found.values()];
}

function localNumber(unit) {
  const own = book.local.find((number) => number.contact === unit && number.telephone);
  return own ? [" ", call(own.telephone), " (kommunens eget nummer)"] : null;
}

function unclearLine(line) {
  const counted = line.label ? [h("strong", {}, `${upperFirst(line.label)}: `), line.text] : upperFirst(line.text);
  const number = line.number && !line.label ? ` (${line.number} tilbud)` : "";
  return [counted, number, line.telephone ? [": ", call(line.telephone)] : line.reach ? [" (", withCalls(line.reach), ")"] : null, cite(book, line.sources)];
}

function sharper(found, screen) {
  const left = found.next.filter(({ fact }) => !closed(fact));
  if (!found.next.length) return h("p", { class: "quiet" }, "Flere svar kan ikke ændre, hvilke tilbud der kan komme på tale.");
  if (!left.length) {
    const vain = found.next.filter(({ fact }) => state.vain.has(fact)).length;
    const asked = vain ? ` Du svarede \u201cved ikke\u201d til ${vain} spørgsmål, som kan ændre svaret. Ved du det senere, så ret dine svar.` : " Det, der kan ændre svaret, ved andre end dig.";
    return h("p", { class: "quiet" }, `Der er ikke flere spørgsmål til dig.${asked}`);
  }
  const offers = new Set(left.flatMap((each) => each.settles));
  // The level's stories stand above.
  const asks = screen.ask.filter(({ fact }) => !state.vain.has(fact) && !(fact === book.roles.level && screen.levels.length));
  return h("section", { class: "ask", "aria-labelledby": "h-ask" }, h("h2", { id: "h-ask" }, "Vil du gøre svaret skarpere?"),
    screen.levels.length ? null : h("p", {}, `${left.length} spørgsmål kan endnu ændre noget for ${offers.size} tilbud.`),
    asks.length ? h("ul", { class: "choices" }, asks.map((each) => h("li", {}, h("button", { type: "button", class: "choice", onclick: () => show(questionView, each.fact) }, each.question)))) : null,
    h("p", {}, h("button", { type: "button", class: "main", onclick: () => { state.patience = state.asked.length + PATIENCE; proceed(); } }, "Svar på flere")));
}

function whyOf(result) {
  const speaks = voice();
  // Nobody is told to turn to herself, or to whom others turn for her.
  const own = result.offer.units.some((unit) => speaks.asker.units.includes(unit)) || (speaks.asker.self && speaks.named(result.offer.id) === false);
  const step = ["fits", "depends"].includes(result.status) && !own ? result.first : null;
  const known = result.reasons.map((reason) => [h("span", { class: `verdict ${reason.verdict}` }, VERDICTS[reason.verdict]), `: ${upperFirst(speaks.clause(lowerFirst(reason.criterion.text)))}`, cite(book, sourcesAt(book, reason.criterion.sources, state.given[book.roles.level]))]);
  return more(`${result.rank}. ${result.offer.short || result.offer.name}: ${statusWords(result)}`,
    known.length ? list(known) : h("p", {}, "Der står ingen betingelser."),
    result.questions.length ? list(result.questions.map((id) => ["Uklart: ", book.questions[id].question, cite(book, book.questions[id].sources)])) : null,
    step ? h("p", {}, h("strong", {}, "Første skridt: "), withCalls(sentence(step.statement.text)), cite(book, step.statement.sources)) : null,
    result.limits.length ? list(result.limits.map((limit) => ["Grænse: ", limit.statement.text, cite(book, limit.statement.sources)])) : null,
    h("p", {}, offerLink(result.offer.id, "Alt om tilbuddet")));
}

// All that was answered, each to be answered anew.
function answersView() {
  const rows = state.asked.map((fact) => {
    const { label } = book.facts[fact];
    const said = state.given[fact] === undefined ? "ved ikke" : valueWords(fact);
    return h("li", {}, go([h("span", {}, upperFirst(label)), h("span", { class: "story" }, said)], questionView, fact, { class: "choice" }));
  });
  return [
    h("h1", {}, "Ret dine svar"),
    h("p", {}, "Vælg det svar, du vil rette."),
    h("ul", { class: "choices" }, rows, dangerRow()),
    h("p", {}, anew()),
  ];
}

function dangerRow() {
  const said = SAFE.find(([value]) => value === state.danger)?.[1].toLowerCase();
  return said ? h("li", {}, go([h("span", {}, DANGER), h("span", { class: "story" }, said)], safetyView, undefined, { class: "choice" })) : null;
}

function valueWords(fact) {
  const asked = book.facts[fact];
  const value = state.given[fact];
  if (asked.type === "bool") return value ? "ja" : "nej";
  if (asked.type === "choice") {
    const { phrase, label } = asked.values.find((each) => each.id === value);
    return fact === book.roles.asker && phrase ? phrase : label;
  }
  return value === "ingen" ? asked.none : `${value}`;
}

function legend() {
  const marks = book.documents.map((document) => `${document.mark} = ${document.title}`);
  return `Bogstaver og tal i skarpe parenteser er dokument og linjer: ${marks.join("; ")}.`;
}
