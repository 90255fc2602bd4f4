// What must be told with a deadline: what was taken for granted, what is open, and what an exception
// does and does not do. A note is {kind, text, sources}; the sentences come with the rules.

// Notes that time does not make untrue, for a calendar.
const LASTING = [
  "open-question", "assumed-does-not-settle", "settled", "age-unknown", "presumed", "not-begun",
  "day-off", "month-too-short", "counting", "hours", "other-start-not-given", "settled-start-not-given",
];

const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} og ${words[words.length - 1]}` : words.join(""));
const labels = (facts) => listed(facts.map((fact) => book.facts[fact].label));
const readingText = (id, at) => lowerFirst(book.questions[id].readings[at]);

// A note, its sentence filled with names, days and texts.
function noteOf(kind, filled = {}, sources = [], wording = kind) {
  const text = book.told.notes[wording].replace(/\{(\w+)\}/g, (_, name) => filled[name] ?? "");
  return { kind, text, sources };
}

function deadlineNotes(at, found) {
  const frame = at.deadline.kind !== "deadline";
  return [
    ...questionNotes(at, found),
    ...ageNotes(at, found),
    ...caseNotes(at, found),
    ...(found.last ? dateNotes(at, found) : []),
    ...(frame ? [] : exceptionNotes(at, found)),
    ...(found.last ? closingNotes(at, found) : []),
  ];
}

function questionNotes(at, { free, fixed, ends, deciding }) {
  const differing = new Set(ends.flatMap(([choices]) => choices.map(([id]) => id)));
  return deciding.flatMap((id) => {
    const { question, used, settled, sources } = book.questions[id];
    if (settled && id in fixed) {
      const others = Object.fromEntries(Object.entries(fixed).filter(([name]) => name !== id));
      if (!questionMatters(id, resultRows(at, [...free, id], others))) return [];
      return [noteOf("settled", { question, by: settled[0], on: settled[1], reading: readingText(id, fixed[id]) }, sources)];
    }
    if (!differing.has(id)) return [];
    if (used === null) return [noteOf("open-question", { question }, sources)];
    return [noteOf("assumed-does-not-settle", { question, reading: readingText(id, used) }, sources)];
  });
}

// That somebody of the right age today may have been a year younger on the day counted from.
function ageNotes(at, { table }) {
  const { age } = book.roles;
  const years = at.given[age];
  if (!at.deadline.age || typeof years !== "number") return [];
  const running = table.filter(({ result }) => result.verdict !== "no-deadline");
  return at.events.flatMap((start) => {
    const day = at.day(start);
    const then = years - (day < at.today ? 1 : 0);
    const classes = classesOf(book, { ...at.given, [age]: then });
    const outside = running.map(({ choice }) => conditionUnder(at, choice, classes).truth === "no");
    if (!outside.some(Boolean)) return [];
    const { question, sources } = book.questions[at.deadline.age];
    return [noteOf("age-on-the-day", {
      person: upperFirst(personAt(then)),
      sure: book.told.known[0],
      age: then,
      day: danishDay(day),
      event: eventOf(start.event).label,
      question,
      then: book.told.outside[outside.every(Boolean) ? 1 : 0],
    }, sources)];
  });
}

// The facts that were not known and taken for granted, and those that put the case outside.
function caseNotes(at, { table }) {
  const unknown = new Set();
  const outside = new Set();
  for (const { choice, result } of table) {
    const condition = conditionUnder(at, choice);
    if (result.verdict !== "no-deadline") {
      const going = at.events.flatMap((start) => (start.part ? partOf(at, start.part, choice).missing : []));
      for (const fact of [...condition.missing, ...going]) unknown.add(fact);
    } else if (result.begun) condition.against.forEach((fact) => outside.add(fact));
  }
  const notes = [];
  const { whom, sources } = at.deadline;
  if (unknown.has(book.roles.age) && whom) {
    unknown.delete(book.roles.age);
    notes.push(noteOf("age-unknown", { whom: whom.replace(/\.+$/, "") }, sources));
  }
  if (unknown.size) {
    notes.push(noteOf("presumed", { facts: labels([...unknown]) }));
  }
  if (outside.size) {
    notes.push(noteOf("does-not-apply", { facts: labels([...outside].sort(compare)) }, sources));
  }
  if (table.some(({ result }) => !result.begun)) {
    const { question, sources: where } = book.questions[at.events.find((start) => start.question).question];
    notes.push(noteOf("not-begun", { question }, where));
  }
  return notes;
}

// Which event was tested, what is only planned, which date is lacking, days off.
function dateNotes(at, { fixed, ends, last }) {
  const { deadline, met } = at;
  const notes = [];
  if (met && met.event.id !== deadline.met) {
    notes.push(noteOf("met-by-other-event", { event: met.event.label, day: danishDay(met.day), wanted: eventOf(deadline.met).label }, met.event.sources));
  }
  const coming = deadline.kind === "deadline" ? met?.day : at.day(at.events[0]);
  if (coming && coming > at.today) {
    notes.push(noteOf("planned", { day: danishDay(coming) }));
  }
  notes.push(...startNotes(at, fixed, ends.some(([, result]) => result.over)));
  const short = cutShort(at, last);
  if (short) {
    notes.push(noteOf("month-too-short", { day: short, month: MONTHS[utc(last).getUTCMonth()] }));
  }
  if (closedOn(last)) notes.push(dayOff(last));
  return notes;
}

function startNotes(at, fixed, late) {
  const { start, from } = at.deadline;
  const lacking = lackingStart(at, fixed[start]);
  if (lacking) {
    return [noteOf("settled-start-not-given", { event: eventOf(lacking.event).label }, lacking.sources)];
  }
  if (!start || start in fixed) return [];
  return from.filter((event) => {
    const later = at.events.some((each) => earlierThan(event.event).includes(each.event));
    return !at.events.includes(event) && (late || !later);
  }).map((event) => noteOf("other-start-not-given", { event: eventOf(event.event).label }, event.sources));
}

function dayOff(last) {
  const earlier = workingDayBefore(last);
  const custom = [];
  for (let day = plusDays(earlier, 1); day <= last; day = plusDays(day, 1)) {
    if (closedOn(day)?.custom) custom.push(danishDay(day));
  }
  return noteOf("day-off", {
    last_day: danishDay(last),
    name: closedOn(last).name,
    working_day_before: danishDay(earlier),
    custom: custom.length ? noteOf("by-custom", { days: listed(custom) }).text : "",
  });
}

// The day of the month that the last month of the period does not have.
function cutShort(at, last) {
  const { length } = at.deadline;
  if (length[0] !== "months") return 0;
  const starts = at.events.map(at.day).filter((start) => lastDay(start, length) === last);
  const most = Math.max(0, ...starts.map((start) => utc(start).getUTCDate()));
  return most > utc(last).getUTCDate() ? most : 0;
}

function exceptionNotes(at, { ends, verdicts }) {
  const late = ends.some(([, result]) => result.over);
  const printed = at.exceptions;
  const notes = at.named.flatMap(({ id, name, text, effect, sources }) => {
    const told = { name, text: lowerFirst(text) };
    if (effect === "none") return [noteOf("not-an-exception", told, sources)];
    if (!printed.some((each) => each.id === id)) return [noteOf("printed-elsewhere", told, sources)];
    return late ? [noteOf("exception", told, sources)] : [];
  });
  if (printed.length && !late && verdicts.some((verdict) => verdict !== "no-deadline")) {
    notes.push(noteOf("exceptions-only-when-late"));
  }
  if (verdicts.includes("may-be-waived")) {
    notes.push(noteOf("no-new-date", {}, uniqueSources(printed.flatMap((each) => each.sources))));
  }
  return notes;
}

// Whether an open question that decides nothing is known to be on the case.
function isOn(at, id) {
  const { used, colours } = book.questions[id];
  return used === null && colours && piece(book, at.classes, "colours", id).verdict === "yes";
}

// How the days were counted, and what else is open.
function closingNotes(at, { last, deciding }) {
  const { deadline } = at;
  const [unit] = deadline.length;
  const notes = [];
  if (deadline.kind === "deadline") {
    notes.push(noteOf("counting", {}, deadline.sources, unit !== "workdays" ? "counting" : book.holidays ? "counting-workdays" : "counting-weekdays"));
    if (unit === "hours") notes.push(noteOf("hours", {}, deadline.sources));
  } else {
    notes.push(noteOf("frame"));
    if (last < at.today) notes.push(noteOf("frame-over", { last_day: danishDay(last) }));
  }
  const others = Object.keys(book.questions).filter((id) => deadline.questions.includes(id) && !deciding.includes(id));
  const beside = others.filter((id) => isOn(at, id));
  notes.push(...beside.map((id) => noteOf("open-beside", { question: book.questions[id].question }, book.questions[id].sources)));
  const told = others.filter((id) => !beside.includes(id));
  if (told.length) notes.push(noteOf("see-also", { questions: listed(told.map((id) => book.questions[id].title)) }));
  return notes;
}
