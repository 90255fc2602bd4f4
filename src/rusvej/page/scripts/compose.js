// Whoever may be in danger must not first say how bad it is.
const holds = (note, verdict) => verdict === "yes" || (note.acute && verdict === "unknown");

// The notes on the law and on national help that concern the answer; what is national stands last.
function notesOf(answer) {
  const { book, classes } = answer;
  const seen = answer.offers.filter((result) => shown(result.status));
  const offers = new Set(seen.map((result) => result.offer.id));
  const deadlines = new Set(answer.deadlines.map((item) => item.deadline.id));
  const held = book.notes.filter(
    (note) =>
      (note.offers.some((id) => offers.has(id)) ||
        note.deadlines.some((id) => deadlines.has(id)) ||
        !(note.offers.length || note.deadlines.length || note.parts.length)) &&
      holds(note, piece(book, classes, "note", note.id).verdict),
  );
  const law = held.filter((note) => note.kind !== "national");
  return [...law, ...held.filter((note) => note.kind === "national")];
}

// The first screen composed out of an answer: the same groups, in the same order, as everywhere
// else. See the table in the documentation of rusvej.compose; a test in a browser compares them.

const GO = ["direct", "contact"];
const DECIDED = ["decision", "assessed"];
const DECISION = { decision: ["kræver en afgørelse"], assessed: ["kræver en vurdering"] };
const MOST_ASKED = 2;
const MOST_NAMED = 2;
const MOST_AGED = 4;
const MOST_IN_FULL = 3;
const MOST_LISTED = 2;
const BRIEF = 24;

function compose(answer, notes) {
  const { book } = answer;
  const voice = voiceOf(answer);
  const must = mustLines(answer, voice, notes);
  const knownLevel = book.levels.length < 2 || answer.level !== null;
  const first = firstDoor(answer, voice, notes, knownLevel);
  const taken = new Set(first ? first.granted.map((line) => line.id) : []);
  for (const id of aloneIn(answer, voice)) taken.add(id);
  const groups = { now: [], decision: [], if: [], unclear: [], not: [], "": [] };
  for (const result of answer.offers) {
    if (!taken.has(result.offer.id)) groups[groupOf(book, result, knownLevel)].push(result);
  }
  const now = doorsOf(answer, voice, groups.now, turnedTo, first, false);
  const rest = [...groups.if].sort((a, b) => compareKeys(hanging(answer, a), hanging(answer, b)));
  const screen = {
    person: voice.person,
    self: voice.asker.self,
    unnumbered: voice.asker.unnumbered,
    acute: acuteLines(book, voice, notes),
    must,
    call: callLines(answer, voice, notes, !first && !now.some((door) => door.telephone)),
    first,
    now,
    decision: doorsOf(answer, voice, groups.decision, decidedBy, first, true),
    if: rest.map((result) => hangingLine(answer, voice, result)),
    not: groups.not.map((result) => missedLine(answer, voice, result)),
    unclear: unclearLines(voice, answer, groups.unclear),
    know: [],
    levels: knownLevel
      ? []
      : book.levels.map((level) => ({
          kind: "level",
          id: level.id,
          text: level.vignette,
          label: level.name,
          sources: level.sources,
        })),
  };
  const granted = first ? first.granted : [];
  const lines = [...screen.now, ...screen.decision].flatMap((door) => door.lines);
  const seen = new Set([...lines, ...granted].map((line) => line.id));
  const waiting = new Set(answer.offers.filter(({ offer }) => seen.has(offer.id)).flatMap(({ offer }) => offer.deadlines));
  // Who does not want what the documents point on from, or is in it, waits for no beginning.
  const away = answer.offers.filter(({ status, key }) => shown(status) && key[1] === AWAY);
  away.flatMap(({ offer }) => offer.deadlines).forEach((id) => waiting.delete(id));
  // In the place of a deadline that an open question leaves open, the question is told.
  if (seen.size) answer.deadlines.filter((item) => inPlace(answer, voice, item)).forEach(({ deadline }) => waiting.add(deadline.id));
  // A deadline is nothing to say of somebody of whatever age or level.
  const aged = !book.roles.age || answer.given[book.roles.age] !== undefined;
  screen.deadlines = first || !aged || !knownLevel ? [] : openedBy(answer, voice, waiting, notes);
  screen.know = voice.asker.told
    .filter((told) => !told.levels || told.levels.includes(answer.level))
    .filter((told) => !told.offers || told.offers.some((id) => seen.has(id)))
    .map((told) => ({ kind: "asker", id: voice.asker.role, text: told.text, ...cited(told) }));
  for (const note of notes.filter((each) => each.online)) {
    const told = voice.note(note);
    if (told) screen.know.push({ kind: "note", id: note.id, text: told.text, label: note.now, law: true });
  }
  const counted = new Set([...screen.deadlines, ...(first?.deadlines ?? [])].map((line) => line.id));
  const beside = answer.deadlines
    .filter((item) => counted.has(item.deadline.id) && !inPlace(answer, voice, item))
    .flatMap(({ deadline }) => doubtsOf(answer, voice, deadline));
  // Whether something is to be done stands before what bears on what was said.
  const owing = owedIn(answer, voice);
  const owed = screen.unclear.findIndex(({ id }) => owing.has(id)) + 1;
  screen.unclear = [
    ...screen.unclear.slice(0, owed),
    ...colouringLines(voice, answer, seen).filter(({ id }) => !beside.includes(id)),
    ...screen.unclear.slice(owed),
    ...countedWith(voice, answer, seen),
  ];
  const rung = new Set(screen.now.flatMap((door) => door.lines).map((line) => line.id));
  screen.ask = asksOf(answer, voice, seen, rung);
  return screen;
}

// What an offer may be told as, when neither must nor first has taken it; "" is only counted.
function groupOf(book, result, knownLevel) {
  const { status } = result;
  const { kind } = result.offer;
  if (!knownLevel) return status === "fits" && GO.includes(kind) ? "now" : "";
  if (status === "open") return "unclear";
  if (!shown(status)) return nearMiss(book, result) ? "not" : "";
  if (kind === "direct" || (GO.includes(kind) && status === "fits")) return "now";
  // What the documents point to and nobody is named to decide on is asked for where it is given.
  if (kind === "assessed" && result.key[0] === 0 && !decidedBy(result)) return "now";
  const fits = status === "fits";
  if (DECIDED.includes(kind) && (fits || decidedBy(result))) return "decision";
  return fits ? "unclear" : "if";
}

// The help against danger that concerns the case, and the municipality's own numbers beside it.
function acuteLines(book, voice, notes) {
  const acute = notes.filter((note) => note.acute);
  const line = (id, text) => ({ kind: "note", id, text, law: true });
  const lines = acute.map((note) => line(note.id, voice.note(note)?.text ?? note.text));
  if (!acute.length) return lines;
  const own = book.local.filter((each) => each.telephone && !each.contact);
  return [...lines, ...own.map((each) => line(each.id, `${each.name} ${each.telephone}`))];
}

// The national help that can be rung and has a text for this asker; with `alone` all of it, else what is for what
// was said.
function callLines(answer, voice, notes, alone) {
  return notes.flatMap((note) => {
    const meant = note.kind === "national" && !note.acute && !note.online && (alone || toldOf(answer, note.facts));
    const told = meant ? voice.note(note) : null;
    return told ? [{ kind: "note", id: note.id, text: told.text, law: true }] : [];
  });
}

const cited = (told) => (told?.sources?.length ? { sources: told.sources } : {});
const offerName = (result) => result.offer.short || result.offer.name;
const turnedTo = (result) => result.offer.units[0] ?? "";
const telephoneOf = (voice, unit) => voice.number(unit);

function decidedBy(result) {
  const said = result.access.find((each) => each.verdict === "yes" && each.statement.unit);
  return said ? said.statement.unit : "";
}

function nearMiss(book, result) {
  if (result.status !== "excluded") return false;
  const unmet = result.reasons.filter((reason) => reason.verdict === "no");
  return (
    unmet.length === 1 &&
    unmet[0].criterion.facts.every((fact) => book.facts[fact].changes === "choice")
  );
}

// What most that was said of the person speaks for stands first, then what hangs on least.
function hanging(answer, result) {
  // For the grown: nothing but what nobody would ask before something else is known.
  const { book, given } = answer;
  const { from } = book.words.person;
  const waits = (fact) => book.facts[fact].after.some((each) => given[each] === undefined);
  const farOff = from !== null && given[book.roles.age] >= from && result.missing.length > 0 && result.missing.every(waits);
  return [result.key[0] ? 1 : 0, -spokenFor(answer, result), farOff ? 1 : 0, result.missing.length || 9];
}

function spokenFor(answer, { reasons }) {
  return reasons.filter((reason) => reason.verdict === "yes" && toldOf(answer, reason.criterion.facts)).length;
}

const toldOf = (answer, facts) => beyond(answer, facts).some((fact) => answer.given[fact] !== undefined);

function beyond(answer, facts) {
  const { age, level, asker } = answer.book.roles;
  return facts.filter((fact) => ![age, level, asker].includes(fact));
}

// What must be done is not told again as something one can do, where it is about that alone.
function aloneIn(answer, voice) {
  const single = dutiesOf(answer, voice).filter(({ offers }) => offers.length === 1);
  return single.map(({ offers }) => offers[0]);
}

function dutiesOf(answer, voice) {
  const held = answer.actions.filter(({ action, verdict }) => action.must && verdict === "yes");
  return held.map(({ action }) => action).filter(({ id }) => !voice.silent("actions", id));
}

// Whether the one tells the other more closely: the same kind of step, which concerns the same offers and more.
function closer(one, other) {
  const within = other.offers.every((id) => one.offers.includes(id));
  return one.kind === other.kind && within && one.offers.length > other.offers.length;
}

function mustLines(answer, voice, notes) {
  const lines = notes.flatMap((note) => {
    if (note.kind !== "law" || note.deadlines.length) return [];
    const told = voice.note(note);
    return told ? [{ kind: "note", id: note.id, text: told.text, law: true }] : [];
  });
  const duties = dutiesOf(answer, voice);
  for (const action of duties.filter((each) => !duties.some((one) => closer(one, each)))) {
    const said = voice.told("actions", action.id);
    const sources = said?.sources?.length ? said.sources : action.sources;
    // Whoever does what is counted with must see that the documents can be read otherwise.
    const doubts = answer.questions.flatMap((id) => {
      const { used, offers } = answer.book.questions[id];
      const bears = used !== null && String(offers) === String(action.offers);
      const told = bears && !voice.silent("questions", id) && voice.told("questions", id);
      return told ? [told.text] : [];
    });
    lines.push({
      kind: "action",
      id: action.id,
      text: [said ? said.text : voice.say(action.text), ...doubts].join(". "),
      sources: sourcesAt(answer.book, sources, answer.level),
    });
  }
  return lines;
}

// While the level is not known, neither what can be granted there nor a deadline is told.
function firstDoor(answer, voice, notes, knownLevel) {
  const { book } = answer;
  if (book.roles.age && answer.given[book.roles.age] === undefined) return null;
  const running = answer.deadlines.filter((item) => item.deadline.kind === "deadline");
  const ids = new Set(running.map((item) => item.deadline.id));
  const behind = new Map();
  for (const result of answer.offers) {
    if (shown(result.status) && result.offer.deadlines.some((id) => ids.has(id))) {
      const unit = decidedBy(result);
      if (unit) behind.set(unit, [...(behind.get(unit) ?? []), result]);
    }
  }
  if (!behind.size) return null;
  const most = Math.max(...[...behind.values()].map((results) => results.length));
  const [unitId, results] = [...behind].find(([, group]) => group.length === most);
  if (results.some((result) => result.key[1] === AWAY)) return null;
  const unit = voice.unit(unitId);
  if (!unit || !unit.telephone || voice.asker.units.includes(unitId)) return null;
  const granted = answer.offers.filter(
    (result) =>
      knownLevel &&
      ["fits", "depends"].includes(result.status) &&
      decidedBy(result) === unitId &&
      DECIDED.includes(result.offer.kind),
  );
  const opened = new Set(knownLevel ? results.flatMap((result) => result.offer.deadlines) : []);
  const told = voice.told("contacts", unitId);
  const step = results.find((result) => result.first)?.first.statement;
  return {
    unit: unitId,
    name: unit.name,
    telephone: unit.telephone,
    text: told ? told.text : step ? step.text : unit.purpose,
    sources: told ? told.sources ?? [] : step ? step.sources : unit.sources.slice(0, 1),
    granted: granted.map((result) => {
      const line = offerLine(answer, voice, result, unitId);
      return { ...line, label: voice.listed(line.id) || line.label };
    }),
    deadlines: openedBy(answer, voice, opened, notes),
  };
}

// A line for each of the deadlines that holds or may hold and can be missed, and what the law says of them in this case. Two that
// one open question is told in place of are one line.
function openedBy(answer, voice, deadlines, notes) {
  const found = answer.deadlines.filter(({ deadline }) => deadline.kind === "deadline" && deadlines.has(deadline.id));
  const lines = found.map((item) => openedLine(answer, voice, item));
  return [
    ...new Map(lines.map((line) => [line.text, line])).values(),
    ...notes.flatMap((note) => {
      const said = voice.note(note);
      return said && note.conditional && note.deadlines.some((id) => found.some(({ deadline }) => deadline.id === id))
        ? [{ kind: "note", id: note.id, text: said.text, law: true }]
        : [];
    }),
  ];
}

function openedLine(answer, voice, item) {
  const line = deadlineLine(answer, voice, item);
  const told = inPlace(answer, voice, item);
  return told
    ? { ...line, text: `Uklart, ${lowerFirst(told.text)}`, sources: told.sources ?? [], condition: "", notes: [] }
    : line;
}

// The text on the open question that leaves the deadline of an offer open to which the documents point in this case.
function inPlace(answer, voice, { questions, unclear }) {
  const pointed = (id) => answer.offers.some(({ offer, key }) => offer.id === id && !key[1]);
  const open = unclear ? questions.filter((id) => answer.book.questions[id].offers.some(pointed)) : [];
  return open.map((id) => voice.told("questions", id)).find((told) => told?.instead) ?? null;
}

// The open questions that bear on the deadline, decide nothing of it, and are on this case.
function doubtsOf(answer, voice, deadline) {
  return answer.questions.filter((id) => {
    const { used, colours } = answer.book.questions[id];
    return used === null && colours && deadline.questions.includes(id) && voice.told("questions", id);
  });
}

function deadlineLine(answer, voice, { deadline, verdict, missing, questions, unclear }) {
  const said = voice.told("deadlines", deadline.id);
  const unknown = verdict === "unknown";
  const doubts = doubtsOf(answer, voice, deadline).map((id) => `Uklart, ${lowerFirst(voice.told("questions", id).text)}`);
  return {
    kind: "deadline",
    id: deadline.id,
    text: [said ? said.text : deadline.text, ...doubts].join(". "),
    label: deadline.name,
    sources: said?.sources?.length ? said.sources : deadline.sources,
    condition: unknown ? listed(missing.map((fact) => answer.book.facts[fact].label)) : "",
    notes: unclear ? questions : [],
  };
}

function doorsOf(answer, voice, results, unitOf, first, decided) {
  const found = new Map();
  for (const result of results) {
    const unit = unitOf(result);
    found.set(unit, [...(found.get(unit) ?? []), result]);
  }
  // What the documents point to stands first, then what hangs on nothing.
  const order = ({ key, status }) =>
    decided ? (key[0] ? STATUSES.length : 0) + STATUSES.indexOf(status) : 0;
  const goes = (group) => group.some(({ offer }) => voice.reached(offer.id));
  const sought = !decided && [...found.values()].some(goes);
  const made = [...found].map(([unit, group]) => {
    const own = voice.asker.units.includes(unit);
    const named = group.map((result) => voice.named(result.offer.id));
    const others = !decided && named.every((each) => each === false);
    // Who asks for herself reads first where she can apply herself.
    const applies = decided && voice.asker.self && named.includes(true);
    // Who asks for another reads last what hangs on the other, where nobody says that one can turn to it for her.
    const hangs = group.every(({ status, key }) => status === "depends" && key[1]);
    const waits = hangs && !(decided || own || named.includes(true) || voice.asker.self || !voice.role);
    // What still hangs on something stands after what is open as it is.
    const unsure = decided && group.every(({ status }) => status !== "fits");
    const telephone = telephoneOf(voice, unit);
    // Who asks for another reads last what is behind the number to call first.
    const again = first && telephone === first.telephone && voice.role && !voice.asker.self;
    const door = {
      unit,
      name: voice.unitName(unit),
      telephone,
      own,
      others: others && voice.asker.self,
      lines: group
        .sort((a, b) => order(a) - order(b))
        .map((result) => offerLine(answer, voice, result, unit)),
    };
    // What waits for the other to come stands after what goes to her.
    const stays = sought && hangs && !goes(group);
    return [[own ? 0 : 1, others ? 1 : 0, applies ? 0 : 1, unsure ? 1 : 0, waits ? 1 : 0, again ? 1 : 0, stays ? 1 : 0], door];
  });
  // What the asker does stands first; last, where others than the asker have to make the contact.
  return made.sort(([a], [b]) => compareKeys(a, b)).map(([, door]) => door);
}

// With the number of the unit that decides, where one is given.
function offerLine(answer, voice, result, decides) {
  const caveats = answer.caveats.flatMap(({ caveat, verdict }) => {
    const said = caveat.offers.includes(result.offer.id) && voice.told("caveats", caveat.id);
    // What may still come of what was said is worth a note, and takes no other's place.
    const may = said && !said.instead && toldOf(answer, caveat.facts);
    return said && (verdict === "yes" || may) ? [said] : [];
  });
  const instead = caveats.find((said) => said.instead);
  const told = instead ?? voice.told("offers", result.offer.id);
  const steps = answer.actions.flatMap(({ action, verdict }) => {
    if (verdict !== "yes" || action.must || !action.offers.includes(result.offer.id)) return [];
    return voice.told("actions", action.id) ?? [];
  });
  const beside = [...caveats.filter((said) => !said.instead), ...steps];
  const notes = beside.map((said) => said.text);
  if (voice.named(result.offer.id) === false && !voice.asker.self) {
    notes.push(`Om ${voice.asker.name} kan henvende sig, siger ${answer.book.words.guide} ikke`);
  }
  const unit = decides || turnedTo(result);
  const telephone = telephoneOf(voice, unit);
  const reach = telephone ? null : voice.told("contacts", unit);
  const own = told?.sources?.length ? told.sources : entryOf(answer, result);
  const cited = [...own, ...outside(reach?.sources ?? [], own)];
  cited.push(...outside(beside.flatMap((said) => said.sources ?? []), cited));
  const hangs = result.status === "depends";
  return {
    kind: "offer",
    id: result.offer.id,
    text: told ? told.text : voice.say(lowerFirst(result.offer.summary.replace(/\.+$/, ""))),
    label: offerName(result),
    sources: hangs ? [...cited, ...linesOf(answer, result, MOST_IN_FULL, cited)] : cited,
    condition: hangs ? conditionOf(answer, voice, result, MOST_IN_FULL) : "",
    notes,
    telephone,
    reach: reach ? reach.text : "",
  };
}

function hangingLine(answer, voice, result) {
  const cited = entryOf(answer, result);
  const told = voice.told("offers", result.offer.id);
  return {
    kind: "offer",
    id: result.offer.id,
    label: offerName(result),
    sources: [...linesOf(answer, result, MOST_LISTED, cited), ...cited],
    condition: conditionOf(answer, voice, result, MOST_LISTED),
    notes: [...(DECISION[result.offer.kind] ?? []), ...(told && told.text.length <= BRIEF ? [told.text] : [])],
  };
}

function missedLine(answer, voice, result) {
  const { criterion } = result.reasons.find((reason) => reason.verdict === "no");
  return {
    kind: "offer",
    id: result.offer.id,
    text: criterion.if ? `${voice.person} ${voice.own(criterion.if)}` : voice.clause(lowerFirst(criterion.text)),
    label: offerName(result),
    sources: sourcesAt(answer.book, criterion.sources, answer.level),
  };
}

function unclearLines(voice, answer, results) {
  const { questions } = answer.book;
  const behind = behindQuestions(answer, results);
  const begun = (id) => behind.get(id).some((result) => askedAbout(answer, result, id));
  const owing = owedIn(answer, voice);
  const hers = (id) => behind.get(id).some((result) => voice.asker.units.includes(turnedTo(result)));
  const place = ({ id }) => {
    const found = behind.get(id);
    const own = found.some(({ offer }) => offer.kind === "direct");
    // Whether what is for the young is for one who is none is nothing to wonder about first.
    const first = hers(id) ? (forTheYoung(answer, id) ? 2 : 0) : 1;
    return [first, owing.has(id) ? 0 : 1, begun(id) ? -found.length : 0, own ? 0 : 1, questions[id].byAge ? 0 : 1];
  };
  let asked = [...behind]
    .map(([id, found]) => titleLine(voice, answer, id, found))
    .sort((a, b) => compareKeys(place(a), place(b)));
  const byAge = asked.filter(
    ({ id, telephone }) => questions[id].byAge && !begun(id) && !hers(id) && !telephone && !owing.has(id),
  );
  asked = asked.filter((each) => !(byAge.includes(each) && forTheYoung(answer, each.id)));
  const aged = byAge.filter((each) => asked.includes(each));
  if (aged.length > 1) {
    const names = aged.flatMap(({ id }) => behind.get(id).map((result) => lowerName(offerName(result))));
    const most = names.length > MOST_AGED + 1 ? MOST_AGED : names.length;
    const said = names.slice(0, most);
    if (names.length > most) said.push(`${names.length - most} tilbud til`);
    const { kind, id } = aged[0];
    const sources = aged.map((each) => each.sources[0]);
    const text = `Om ${agedIn(answer, voice)} kan bruge ${said.slice(0, -1).join(", ")} og ${said.at(-1)}`;
    const told = { kind, id, text, sources, label: "", number: 0, telephone: "" };
    asked = asked.flatMap((each) => (each === aged[0] ? [told] : aged.includes(each) ? [] : [each]));
  }
  const doorless = results.filter((result) => result.status === "fits");
  const silent = (spoken) => doorless.filter((result) => spokenFor(answer, result) > 0 === spoken).map((result) => ({
    kind: "offer",
    id: result.offer.id,
    text: "hvor man søger det, er ikke angivet",
    label: offerName(result),
    sources: entryOf(answer, result),
  }));
  return [...silent(true), ...asked, ...silent(false)];
}

// The open questions that alone decide whether this asker, or somebody she asks for, is to do something; not those on
// the young, of a grown person.
function owedIn(answer, voice) {
  const waiting = answer.actions.filter(
    ({ action, verdict, missing }) =>
      voice.asker.role && action.must && verdict === "unknown" && !missing.length && !voice.silent("actions", action.id),
  );
  const found = waiting.flatMap(({ questions }) => questions);
  return new Set(found.filter((id) => !forTheYoung(answer, id)));
}

// Whether the readings part at ages of the young alone, and the person is called otherwise.
function forTheYoung({ book, given }, id) {
  const { from } = book.words.person;
  const { bounds } = book.questions[id];
  const grown = from !== null && given[book.roles.age] >= from;
  return grown && bounds.length > 0 && Math.max(...bounds) < from;
}

// The person by her age alone.
function agedIn({ book, given }, voice) {
  const age = given[book.roles.age];
  if (age === undefined) return voice.asker.self ? "du" : "alle";
  return `${voice.asker.self ? "du som" : "en"} ${age}-årig`;
}

// Whether the question is on a criterion of which something was said.
function askedAbout(answer, result, id) {
  return result.reasons.some(
    (reason) => reason.questions.includes(id) && toldOf(answer, reason.criterion.facts),
  );
}

// The offers that are open, by the question each is told with.
function behindQuestions(answer, results) {
  const deciding = [];
  for (const result of results) {
    const used = result.questions.filter((id) => answer.book.questions[id].used === null);
    if (result.status !== "open" || !used.length) continue;
    const hung = new Set(result.reasons.flatMap((reason) => reason.questions));
    const asked = used.filter((id) => hung.has(id));
    // What was used up is known, and the question on having it again is what is left.
    const spent = used.filter((id) => result.offer.limits.some(({ reached }) => reached?.question === id));
    deciding.push([result, [spent, asked, used].find((each) => each.length)]);
  }
  const often = (id) => deciding.filter(([, asked]) => asked.includes(id)).length;
  const behind = new Map();
  for (const [result, asked] of deciding) {
    const key = (id) => [askedAbout(answer, result, id) ? 0 : 1, -often(id)];
    const chosen = asked.reduce((best, id) => (compareKeys(key(id), key(best)) < 0 ? id : best));
    behind.set(chosen, [...(behind.get(chosen) ?? []), result]);
  }
  return behind;
}

function titleLine(voice, answer, id, found) {
  const question = answer.book.questions[id];
  const told = voice.told("questions", id);
  const alone = found.length === 1 && found[0].offer.kind === "direct";
  const text = told ? told.text : voice.say(question.title);
  const said = text.toLowerCase();
  const within = (name) => (name.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some((word) => said.includes(word));
  const telephone = alone ? telephoneOf(voice, turnedTo(found[0])) : "";
  const reach = alone && !telephone ? voice.told("contacts", turnedTo(found[0])) : null;
  const unsaid = found.map(offerName).filter((name) => !within(name));
  return {
    kind: "question",
    id,
    text,
    label: told || found.length > MOST_NAMED ? "" : unsaid.join(" og "),
    sources: sourcesAt(answer.book, question.sources, answer.level),
    number: found.length > 1 ? found.length : 0,
    telephone,
    // Nobody is asked to do what it is unclear whether it can be done.
    reach: reach?.named ?? "",
    about: found.map(({ offer }) => offer.id),
  };
}

// The open questions that decide nothing and bear on what was said, with a text for this asker.
function colouringLines(voice, answer, seen) {
  return answer.questions
    .filter((id) => {
      const { used, colours, offers, facts } = answer.book.questions[id];
      const elsewhere = offers.length > 0 && !offers.some((offer) => seen.has(offer));
      return used === null && colours && !elsewhere && toldOf(answer, facts) && voice.told("questions", id);
    })
    .map((id) => titleLine(voice, answer, id, []));
}

// What is answered one way for now: whoever counts on it must see it.
function countedWith(voice, answer, seen) {
  const bearing = new Set(
    answer.offers.filter(({ offer }) => seen.has(offer.id)).flatMap(({ questions }) => questions),
  );
  return answer.questions.flatMap((id) => {
    const question = answer.book.questions[id];
    if (question.used === null || !bearing.has(id)) return [];
    // One on facts of which nothing was said decides nothing yet.
    if (beyond(answer, question.read).length && !toldOf(answer, question.read)) return [];
    const told = voice.told("questions", id);
    const reading = lowerFirst(question.readings[question.used]);
    return [
      {
        kind: "question",
        id,
        text: told ? told.text : voice.say(`her regnes med “${reading}”`),
        label: told ? "" : voice.say(question.title),
        sources: sourcesAt(answer.book, question.sources, answer.level),
      },
    ];
  });
}

// What is still waited for: what the case has answered is not said again.
function conditionOf(answer, voice, result, most) {
  const waiting = awaitedBy(answer, result);
  const short = `${voice.person} ${voice.own(result.offer.if)}`;
  if (!waiting.length) return short;
  const doubts = waiting.slice(0, most).map(({ criterion }) => doubtOf(criterion));
  // The same doubt of everything is told once.
  const shared = new Set(doubts).size === 1 ? doubts[0] : "";
  const said = doubts.map((doubt, at) => {
    const [led, text] = clauseOf(answer, voice, result, waiting[at]);
    return [led, shared ? text : text + doubt];
  });
  if (result.offer.if && said.some(([, text]) => voice.names(text))) return short;
  const ofPerson = said.filter(([led]) => led).map(([, text]) => text);
  const clauses = ofPerson.length ? [`${voice.person} ${joinedClauses(ofPerson)}`] : [];
  clauses.push(...said.filter(([led]) => !led).map(([, text]) => voice.say(text)));
  const more = waiting.length - said.length;
  const rest = more ? ` (og ${more} betingelse${more > 1 ? "r" : ""} mere)` : "";
  return clauses.join(clauses.slice(0, -1).some((part) => part.includes(",")) ? "; og " : " og ") + shared + rest;
}

// What the criterion says in brackets at its end and its few words leave out.
function doubtOf({ text, if: short }) {
  const start = text.lastIndexOf(" (");
  return short && text.endsWith(")") && start > 0 ? text.slice(start) : "";
}

// The conditions to be said; none where the offer's own few words stand for them.
function awaitedBy(answer, { reasons, offer }) {
  const waiting = reasons.filter(({ verdict }) => verdict === "unknown");
  const short = waiting.filter(({ criterion }) => criterion.if);
  const asked = reasons.filter(({ criterion }) => criterion.if);
  const told = (reason) => toldOf(answer, reason.criterion.facts);
  if ((asked.length ? asked : reasons).some(told)) {
    return [...short, ...waiting.filter(({ criterion }) => !criterion.if)];
  }
  return short.length || offer.if ? short : waiting;
}

// Where the conditions that are said stand, as far as it is outside what is cited already.
function linesOf(answer, result, most, cited) {
  const firsts = awaitedBy(answer, result).slice(0, most).map(
    ({ criterion }) => sourcesAt(answer.book, criterion.sources, answer.level)[0],
  );
  return outside(firsts, cited);
}

// The lines that are not cited already, each once.
function outside(sources, cited) {
  const within = ([document, from, to], [other, first, last]) => document === other && first <= from && to <= last;
  const seen = new Set();
  return sources.filter((each) => {
    const again = seen.has(String(each));
    seen.add(String(each));
    return !again && !cited.some((outer) => within(each, outer));
  });
}

function joinedClauses(parts) {
  if (parts.some((part) => part.includes(","))) return parts.join("; og ");
  return [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" og ");
}

// A condition, and whether it goes on from the person.
function clauseOf(answer, voice, result, reason) {
  const { criterion } = reason;
  const left = toldOf(answer, criterion.facts) ? leftOf(answer, result, reason) : "";
  if (criterion.if && !left) return [true, voice.own(criterion.if)];
  return voice.ofPerson(left || lowerFirst(criterion.text));
}

// The one answer left that meets the condition, as a sentence; only a yes or a no has one.
function leftOf(answer, result, { criterion, missing }) {
  const { book, given } = answer;
  const fact = book.facts[missing[0]];
  if (missing.length !== 1 || fact.type !== "bool") return "";
  const meeting = ["yes", "no"].filter((word) => {
    const classes = classesOf(book, { ...given, [missing[0]]: word === "yes" });
    return piece(book, classes, "criterion", result.offer.id, criterion.id).verdict === "yes";
  });
  return meeting.length === 1 ? fact.phrases[meeting[0]] ?? "" : "";
}

function entryOf(answer, result) {
  const entry = result.offer.levels.find((each) => each.level === answer.level);
  if (entry) return entry.sources;
  if (result.offer.entry.length) return result.offer.entry;
  return result.offer.levels.slice(0, 1).map((each) => each.sources[0]);
}

// Those of the citations that stand in the level's part of the guide or in another document.
function sourcesAt(book, sources, levelId) {
  const level = book.levels.find((each) => each.id === levelId);
  if (!level || level.document === undefined) return sources;
  const here = sources.filter(
    ([document, from]) =>
      document === level.document && level.lines[0] <= from && from <= level.lines[1],
  );
  if (!here.length) return sources;
  return sources.filter((each) => here.includes(each) || each[0] !== level.document);
}

// The level and the age first and alone, then what hangs on most of whom one can ring now.
function asksOf(answer, voice, seen, rung) {
  const { book } = answer;
  const hanging = new Map();
  // What fits and waits for nothing can only be taken away by an answer: that is no gain.
  const gained = new Map();
  const add = (to, fact, offers) => to.set(fact, unique([...(to.get(fact) ?? []), ...offers]));
  const waits = (id) => answer.offers.some((each) => each.offer.id === id && (each.missing.length || each.status !== "fits"));
  for (const { fact, settles } of answer.next) {
    add(hanging, voice.asked(fact), settles);
    add(gained, voice.asked(fact), settles.filter(waits));
  }
  const own = [];
  for (const { missing, offer } of openTasks(answer, voice)) {
    for (const fact of missing.map(voice.asked)) {
      if (!own.includes(fact)) own.push(fact);
      add(hanging, fact, [offer]);
      add(gained, fact, [offer]);
    }
  }
  const weight = new Map();
  for (const [fact, settles] of gained) {
    weight.set(
      fact,
      settles.reduce((sum, offer) => sum + 1 + (seen.has(offer) ? 1 : 0), 0),
    );
  }
  const beside = [
    ...answer.caveats.filter((each) => each.verdict === "unknown"),
    ...answer.actions.filter(
      (each) =>
        each.verdict === "unknown" && each.action.must && each.missing.length === 1,
    ),
  ];
  for (const { missing } of beside) {
    for (const fact of missing.map(voice.asked)) weight.set(fact, (weight.get(fact) ?? 0) + 1);
  }
  let wanted = [...weight.keys()].filter(
    (fact) => fact !== book.roles.asker && voice.mayAsk(book.facts[fact]),
  );
  let chosen = [book.roles.level, book.roles.age].filter(
    (fact) => wanted.includes(fact) && answer.given[fact] === undefined,
  );
  if (!chosen.length) {
    const left = new Set(rung);
    const of = (fact) => gained.get(fact) ?? [];
    const rank = (fact) => (own.includes(fact) ? own.indexOf(fact) : own.length);
    const place = (fact) => [rank(fact), -of(fact).filter((offer) => left.has(offer)).length, -weight.get(fact)];
    while (chosen.length < MOST_ASKED && wanted.length) {
      const [best] = [...wanted].sort((a, b) => compareKeys(place(a), place(b)));
      wanted = wanted.filter((fact) => fact !== best);
      of(best).forEach((offer) => left.delete(offer));
      chosen.push(best);
    }
  }
  if (book.facts[book.roles.asker] && voice.role === null) {
    chosen = [...chosen.slice(0, 1), book.roles.asker];
  }
  return chosen.map((fact) => ({
    fact,
    question: voice.told("facts", fact)?.text ?? voice.say(book.facts[fact].question),
    settles: hanging.get(fact) ?? [],
  }));
}

// What the asker's own task hangs on: what puts another in its place, then what she does herself.
function openTasks(answer, voice) {
  const { book } = answer;
  // Nothing where it is open whether the offer is for the person at all, or where it is not.
  const stands = answer.offers.filter(({ status }) => ["fits", "depends"].includes(status));
  const own = stands.filter(({ offer }) => offer.units.slice(0, 1).some((unit) => voice.asker.units.includes(unit)));
  const mine = (id) => own.some(({ offer }) => offer.id === id);
  const instead = ({ id }) => (book.wordings.caveats?.[id]?.told ?? []).some((told) => told.instead);
  const inOrder = (missing) => Object.keys(book.facts).filter((fact) => missing.includes(fact));
  const received = book.actions.filter((each) => each.must && each.offers.length === 1).map((each) => each.offers[0]);
  const unknown = (each) => each.verdict === "unknown";
  return [
    ...answer.caveats
      .filter((each) => unknown(each) && instead(each.caveat) && each.caveat.offers.some(mine))
      .map(({ caveat, missing }) => ({ missing: inOrder(missing), offer: caveat.offers.find(mine) })),
    ...answer.actions
      .filter((each) => unknown(each) && each.missing.length && !each.action.must)
      .map(({ action, missing }) => ({ missing: inOrder(missing), offer: action.offers[0] ?? "" }))
      .filter(({ offer }) => mine(offer) && !received.includes(offer)),
  ];
}

// A name as a part of a sentence; two names in one keep both their capitals.
const lowerName = (name) => (name.split(" ")[0].includes("/") ? name : lowerFirst(name));

function lowerFirst(text) {
  return /^.\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
