// What can be looked up without answering anything.

function offersView() {
  const offers = h("ul", { class: "choices" }, book.offers.map((offer) => h("li", { "data-words": offer.aliases.join(" ") }, h("button", { type: "button", class: "choice", onclick: () => show(offerView, offer.id) }, h("span", {}, offer.name), h("span", { class: "story" }, offer.summary)))));
  return [h("h1", {}, "Alle tilbud"), searchField("Søg i tilbuddene", [offers], "li", "tilbud"), offers];
}

// A field that leaves what has every word searched for, in what is read there or in other names for
// it. How many are left is announced.
function searchField(label, parts, items, counted) {
  const all = parts.flatMap((part) => [...part.querySelectorAll(items)]);
  const count = h("p", { class: "quiet", role: "status" });
  const narrow = (searched) => {
    const words = searched.toLowerCase().split(/\s+/);
    for (const item of all) {
      const text = `${item.textContent} ${item.dataset.words ?? ""}`.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    }
    for (const part of parts) part.hidden = !part.querySelector(`${items}:not([hidden])`);
    const left = all.filter((item) => !item.hidden).length;
    count.textContent = searched.trim() ? `${left} af ${all.length} ${counted}` : "";
  };
  return [
    h("label", { for: "find", class: "find" }, label),
    h("input", { type: "search", id: "find", class: "find", autocomplete: "off", maxlength: "60", oninput: (event) => narrow(event.target.value) }),
    count,
  ];
}

function statements(title, said, ...below) {
  return said.length || below.some(Boolean) ? [h("h2", {}, title), list(said.map((each) => [withCalls(each.text), atLevels(each), cite(book, each.sources)])), below] : null;
}

// At which levels it is printed, where that is not at all of them.
function atLevels({ levels }) {
  if (!levels) return null;
  return ` (ved ${listed(levels.map((id) => lowerFirst(book.levels.find((level) => level.id === id)?.name ?? id)))})`;
}

// What is especially told of an offer to the one who asks, and how to come by a number.
function toldOfOffer(offer) {
  const speaks = voice();
  const asked = offer.units.filter((id) => !speaks.number(id)).map((id) => speaks.told("contacts", id));
  const told = speaks.asker.told.filter((each) => each.offers?.includes(offer.id) && (!each.levels || each.levels.includes(speaks.level)));
  return [...asked.filter(Boolean), ...told].map((each) => ({ ...each, text: sentence(upperFirst(each.text)), levels: null, sources: each.sources ?? [] }));
}

function offerView(id) {
  const offer = book.offers.find((each) => each.id === id);
  const names = new Map(book.levels.map((level) => [level.id, level.name]));
  return [
    h("h1", {}, offer.name),
    h("p", {}, offer.summary),
    offer.levels.length ? h("p", {}, `${upperFirst(book.words.levels || "niveauer")}: `, offer.levels.flatMap((each, at) => [at ? ", " : "", names.get(each.level) ?? each.level, cite(book, each.sources)])) : h("p", {}, cite(book, offer.entry)),
    statements("Vejen ind", [...offer.access, ...offer.contact.filter((each) => !offer.access.some(({ text }) => text === each.text))]),
    statements("Betingelser", offer.criteria),
    statements("Første skridt", offer.first),
    statements("Kontakt", toldOfOffer(offer), ...offer.units.map((unit) => contactOf(unit, "h3"))),
    statements("Grænser", offer.limits),
    more("Flere oplysninger", offer.details.map(([label, said]) => [h("h3", {}, label), list(said.map((each) => [withCalls(each.text), atLevels(each), cite(book, each.sources)]))])),
    h("p", {}, go("Alle tilbud", offersView)),
  ];
}

function contactOf(id, heading = "h2") {
  const unit = book.contacts[id];
  const own = book.local.filter((number) => number.contact === id);
  return h("div", { class: "contact" },
    heading && h(heading, {}, unit.name),
    unit.telephone ? h("p", {}, "Telefon ", call(unit.telephone), unit.telephone_note ? ` (${unit.telephone_note})` : null) : h("p", { class: "quiet" }, "Telefonnummeret står ikke i dokumenterne."),
    unit.numbers.map(([number, what]) => h("p", {}, "Telefon ", call(number), ` (${what})`)),
    own.map((number) => h("p", {}, `${number.name} (kommunens eget): `, call(number.telephone), number.hours ? ` ${number.hours}` : null)),
    h("p", {}, unit.purpose),
    unit.address.length ? h("p", {}, unit.address.join(", ")) : null,
    unit.hours.map((line) => h("p", {}, line)),
    unit.email.map((address) => h("p", {}, address)),
    unit.web ? h("p", {}, unit.web) : null,
    unit.note ? h("p", { class: "quiet" }, unit.note) : null,
    h("p", {}, cite(book, unit.sources)));
}

// Those with a number first, and of them those that most offers lead to; the others by name alone.
function contactsView() {
  const help = book.notes.filter((note) => note.kind === "national" && !note.steps.length);
  const told = (note) => [h("strong", {}, `${note.title}. `), withCalls(note.text)];
  const local = (id) => book.local.some((number) => number.contact === id && number.telephone);
  const used = (id) => book.offers.filter((offer) => offer.units.includes(id)).length;
  const ids = Object.keys(book.contacts).sort((a, b) => used(b) - used(a));
  const ringing = ids.filter((id) => book.contacts[id].telephone || local(id));
  const silent = ids.filter((id) => !ringing.includes(id));
  const parts = [
    ["ringing", "Hvem du kan ringe til", ringing.map((id) => contactOf(id, "h3"))],
    ["national", "Hjælp i hele landet", [list(help.filter((note) => !note.acute).map(told))].filter(Boolean)],
    ["silent", "Nævnt uden telefonnummer", silent.map((id) => more(book.contacts[id].name, contactOf(id, null)))],
  ].filter(([, , content]) => content.length);
  return [
    h("h1", {}, "Kontakter"),
    group("acute", "Akut", help.filter((note) => note.acute).map(told)),
    parts.length > 1 ? h("ul", { class: "index" }, parts.map(([id, title]) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => reveal(document.getElementById(`h-${id}`)) }, title)))) : null,
    parts.map(([id, title, content]) => [h("h2", { id: `h-${id}` }, title), content]),
  ];
}

// Goes on at a heading further down, which is then also read aloud.
function reveal(heading) {
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

function levelsView() {
  return [h("h1", {}, upperFirst(book.words.levels || "niveauer")), book.levels.map((level) => {
    const offers = book.offers.filter((offer) => offer.levels.some((each) => each.level === level.id));
    const actions = book.actions.filter((action) => action.levels.includes(level.id));
    const caveats = book.caveats.flatMap((caveat) => caveat.printed.filter((each) => each.level === level.id));
    return h("section", {}, h("h2", {}, upperFirst(level.name)),
      h("p", {}, level.vignette, cite(book, level.sources)),
      level.asks ? h("p", {}, level.asks) : null,
      whoDoesWhat(level, actions),
      offers.length ? more(`Tilbud (${offers.length})`, list(offers.map((offer) => offerLink(offer.id, offer.name)))) : null,
      caveats.length ? more(`Opmærksomhedspunkter (${caveats.length})`, list(caveats.map((each) => [each.text, cite(book, each.sources)]))) : null);
  })];
}

// What is printed at the level stands apart from what another document says of all of them.
function whoDoesWhat(level, actions) {
  const here = (action) => !level.document || action.sources.some(([document]) => document === level.document);
  const told = (action) => [h("strong", {}, `${action.title}. `), action.text, cite(book, sourcesAt(book, action.sources, level.id))];
  const rest = actions.filter((action) => !here(action));
  const title = (action) => book.documents.find(({ id }) => id === action.sources[0]?.[0])?.title ?? "";
  return [
    ["Hvem gør hvad", actions.filter(here)],
    ...unique(rest.map(title)).map((name) => [`${book.words.without_level ? `${upperFirst(book.words.without_level)}. ` : ""}${name}`, rest.filter((action) => title(action) === name)]),
  ].map(([heading, said]) => (said.length ? more(`${heading} (${said.length})`, list(said.map(told))) : null));
}

// The names of the offers to which each question matters.
function touched() {
  const found = new Map(Object.keys(book.questions).map((id) => [id, new Set()]));
  for (const offer of book.offers) {
    const seen = new Set();
    const visit = (at) => {
      if (seen.has(at)) return;
      seen.add(at);
      if (at >= 0) book.nodes[at].slice(1).forEach(visit);
      else for (const id of book.leaves[-1 - at][2] ?? []) found.get(id).add(offer.short || offer.name);
    };
    visit(book.roots.standing[offer.id][""]);
  }
  return found;
}

// The part of the documents that a question stands in: a level's, or a whole document's.
function chapterOf(question) {
  const within = (level, [document, from]) => document === level.document && level.lines[0] <= from && from <= level.lines[1];
  const levels = book.levels.filter((level) => level.lines && question.sources.some((source) => within(level, source)));
  if (levels.length === 1) return upperFirst(levels[0].name);
  if (levels.length) return `Flere ${book.words.levels || "niveauer"}`;
  return markOf(book, question.sources[0]).document?.title ?? "";
}

function openView() {
  const offers = touched();
  const groups = new Map([...book.levels.map((level) => upperFirst(level.name)), `Flere ${book.words.levels || "niveauer"}`].map((title) => [title, []]));
  for (const [id, question] of Object.entries(book.questions)) {
    const part = chapterOf(question);
    groups.set(part, [...(groups.get(part) ?? []), openItem(question, [...offers.get(id)])]);
  }
  const parts = [...groups].filter(([, items]) => items.length).map(([title, items]) => h("div", { class: "part" }, h("h2", {}, `${title} (${items.length})`), items));
  return [
    h("h1", {}, "Det, der er uklart"),
    h("p", {}, `Dokumenterne svarer ikke klart på ${Object.keys(book.questions).length} spørgsmål. Der står, hvordan de kan læses, og hvad siden foreløbig regner med. De står efter den del af dokumenterne, de er i.`),
    searchField("Søg i spørgsmålene", parts, "details", "spørgsmål"),
    parts,
  ];
}

function openItem(question, names) {
  return more(question.title,
    h("p", {}, question.question, cite(book, question.sources)),
    list(question.readings.map((text, at) => [text, at === question.used ? h("strong", {}, question.status === "settled" ? " (afgjort af kommunen)" : " (regnes der foreløbig med)") : null])),
    names.length ? h("p", { class: "quiet" }, sentence(`Har betydning for: ${names.join(", ")}`)) : null);
}

function sourcesView() {
  return [
    h("h1", {}, "Kilder"),
    h("p", {}, "Hvert svar henviser til linjer i disse dokumenter, som de er i tekstudgaven. Overskrifterne viser, hvor linjerne hører til."),
    book.documents.map((document) => h("section", {}, h("h2", {}, `${document.mark} = ${document.title}`), h("p", { class: "quiet" }, document.date), more("Overskrifter", list(document.sections.map(([heading, from, to]) => `${heading} (linje ${from}-${to})`))))),
    h("p", { class: "quiet" }, `${book.name}, version ${book.version} (${book.digest}). Gælder ${danishDay(book.day)}.`),
  ];
}

function detectView(at) {
  const chart = book.detection;
  const node = chart.nodes.find((each) => each.id === (at ?? chart.nodes[0].id));
  return [
    h("h1", {}, at ? node.name : "Opsporing"),
    at ? null : h("p", { class: "quiet" }, chart.reconstructed),
    list(node.steps.map((step) => [step.text, cite(book, step.sources)])),
    node.question ? h("p", {}, h("strong", {}, node.question)) : null,
    node.exits.length ? h("ul", { class: "choices" }, node.exits.map((exit) => h("li", {}, h("button", { type: "button", class: "choice", onclick: () => show(detectView, exit.to) }, upperFirst(exit.label || exit.answer), exit.printed ? null : " (står ikke i modellen)")))) : [h("p", {}, "Her slutter modellen."), state.begun ? null : h("p", {}, go("Hvem kan du kontakte? Begynd", startView, undefined, { class: "main" }))],
    node.level ? h("p", {}, `${upperFirst(book.words.level || "niveau")}: ${book.levels.find((level) => level.id === node.level)?.name ?? node.level}. `, node.level_note) : null,
    cite(book, node.sources),
    chart.links.length && (!at || chart.links.some((link) => link.node === at)) ? [h("p", {}, listed(chart.links.map((link) => link.url))), h("p", { class: "quiet" }, chart.link_note)] : null,
    at ? null : more("Det, der er uklart i modellen", list(chart.doubts.map((each) => [sentence(each.text), cite(book, each.sources)]))),
    at ? h("p", {}, go("Begynd forfra", detectView)) : null,
  ];
}
