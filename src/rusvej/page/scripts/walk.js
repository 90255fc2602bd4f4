// The rules are diagrams that are only walked: every fact has the class 0 while it is unknown, and
// where the walk ends stands what the engine says of such a case.

// What a record has that carries nothing of it.
const LACKING = {
  facts: { cost: 0, values: [], phrases: {}, help: "", unit: "", none: "", judged: "" },
  offers: {
    short: "", if: "", order: 0, levels: [], entry: [], access: [], contact: [], first: [],
    units: [], criteria: [], limits: [], to: [], away: [], deadlines: [], details: [],
  },
  colours: { offers: [] },
  questions: { status: "open", used: null, colours: false, readings: [], sources: [] },
  caveats: { offers: [], printed: [] },
  actions: { levels: [], offers: [], sources: [] },
  deadlines: {
    offers: [], from: [], exceptions: [], questions: [], whom: "", sources: [], period: {},
  },
  contacts: {
    telephone: "", telephone_note: "", address: [], web: "", email: [], hours: [], note: "",
    purpose: "", sources: [],
  },
  levels: { asks: "", vignette: "", sources: [] },
  documents: { sections: [], date: "" },
  askers: { units: [], told: [], self: false },
  notes: { offers: [], deadlines: [], parts: [], told: [], silent: [], conditional: false },
};

// What stands more than once is carried once and by number; here it is put back where it belongs.
function unpacked(data) {
  const cites = data.cites.map(([at, first, last]) => [data.documents[at].id, first, last]);
  const letters = { T: "text", C: "sources" };
  const texted = (value) => (typeof value === "number" ? data.texts[value] : value);
  const fill = (part) => {
    if (Array.isArray(part)) part.forEach(fill);
    if (!part || typeof part !== "object" || Array.isArray(part)) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === "S") {
        delete part.S;
        part.text = texted(value[0]);
        part.sources = value.slice(1).map((at) => cites[at]);
        continue;
      }
      const name = letters[key] ?? key;
      if (name !== key) delete part[key];
      if (name === "sources" || name === "entry") part[name] = value.map((at) => cites[at]);
      else if (name === "text") part[name] = texted(value);
      else fill(value);
    }
  };
  const rules = ["nodes", "leaves", "roots", "lists", "texts", "cites", "ids", "variables"];
  for (const [key, value] of Object.entries(data)) if (!rules.includes(key)) fill(value);
  for (const leaf of data.leaves) {
    for (let at = 1; at < leaf.length; at++) leaf[at] = data.lists[leaf[at]];
    if (leaf.length === 3) leaf[0] = ["no", "unknown", "yes"][leaf[0]];
    if (leaf.length === 5) leaf[0] = STATUSES[leaf[0]];
  }
  for (const [name, lacking] of Object.entries(LACKING)) {
    for (const record of Object.values(data[name] ?? [])) {
      for (const [key, value] of Object.entries(lacking)) record[key] ??= Array.isArray(value) ? [] : value;
    }
  }
  for (const fact of Object.values(data.facts)) {
    if (fact.type === "bool") fact.classes = [false, true];
    if (fact.type === "choice") fact.classes = fact.values.map((value) => value.id);
  }
  data.words.person.from ??= null;
  for (const key of ["roles", "local", "impossible", "colours", "notes"]) data[key] ??= [];
  return data;
}

function classOf(fact, value) {
  if (value === undefined || value === null) return 0;
  const classes = fact.classes;
  if (fact.type !== "int" || typeof value !== "number") return 1 + classes.indexOf(value);
  let at = 0;
  for (let i = 0; i < classes.length; i++) {
    if (typeof classes[i] === "number" && classes[i] <= value) at = i;
  }
  return 1 + at;
}

function classesOf(book, given) {
  return book.variables.map((id) => classOf(book.facts[id], given[id]));
}

function walk(book, root, classes) {
  let at = root;
  while (at >= 0) {
    const node = book.nodes[at];
    at = node[1 + classes[node[0]]];
  }
  return book.leaves[-1 - at];
}

// What a piece comes to: {verdict, missing, questions}. One that always holds is not carried; a
// caveat that is not there is none.
function piece(book, classes, kind, owner, name = "") {
  const root = book.roots[kind]?.[owner]?.[name];
  if (root === undefined) {
    return kind.startsWith("caveat") ? null : { verdict: "yes", missing: [], questions: [] };
  }
  const [verdict, missing, questions] = walk(book, root, classes);
  return { verdict, missing: named(book, missing), questions: named(book, questions) };
}

function named(book, numbers) {
  return numbers.map((number) => book.ids[number]);
}

// Whether some person is like that.
function possible(book, classes) {
  return Object.values(book.roots.possible?.[""] ?? {}).every(
    (root) => walk(book, root, classes)[0] === 1,
  );
}
