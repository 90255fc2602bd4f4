// Deadlines held against dates, in the steps of `deadlines` in Python, with which a test in a
// browser compares them. What a condition comes to is walked; only days are counted here.

const STANDS = ["in-time", "running", "no-deadline", "may-be-waived", "may-be-affected", "open", "overdue"];

const earliest = (items, day) => items.reduce((a, b) => (day(b) < day(a) ? b : a));

// The first day on which an event, or one that counts as it, is given: {day, event}; or null.
function happened(dates, id) {
  const found = book.events
    .filter((event) => dates[event.id] && (event.id === id || event.counts.includes(id)))
    .sort((a, b) => compareKeys([dates[a.id], a.id === id ? 0 : 1], [dates[b.id], b.id === id ? 0 : 1]));
  return found.length ? { day: dates[found[0].id], event: found[0] } : null;
}

const eventOf = (id) => book.events.find((event) => event.id === id);

// The events that one cannot lie before, the nearest first.
function earlierThan(id) {
  const found = [];
  const waiting = [...eventOf(id).after];
  while (waiting.length) {
    const name = waiting.shift();
    if (!found.includes(name) && eventOf(name)) {
      found.push(name);
      waiting.push(...eventOf(name).after);
    }
  }
  return found;
}

// What is wrong with dates that contradict each other or are not enough; "" for nothing.
function refusal(dates, today) {
  const given = book.events.filter((event) => dates[event.id]);
  if (!given.length) return "Skriv mindst én dag, der kan regnes fra.";
  for (const event of given) {
    if (dates[event.id] > today && !event.future) {
      return `${upperFirst(event.label)} (${danishDay(dates[event.id])}) ligger efter den dag, der regnes på (${danishDay(today)}).`;
    }
  }
  return given.map((event) => wrongOrder(dates, event)).find(Boolean) ?? given.map((event) => tooLittle(dates, event)).find(Boolean) ?? "";
}

function wrongOrder(dates, later) {
  for (const name of earlierThan(later.id)) {
    const earlier = dates[name] ? eventOf(name) : book.events.find((event) => event.for === name && dates[event.id]);
    if (earlier && earlier.id !== later.id && dates[earlier.id] > dates[later.id]) {
      return `${upperFirst(later.label)} (${danishDay(dates[later.id])}) kan ikke ligge før ${earlier.label} (${danishDay(dates[earlier.id])}).`;
    }
  }
  return null;
}

function tooLittle(dates, event) {
  const runs = (deadline) => deadline.from.some((start) => happened(dates, start.event));
  const meeting = book.deadlines.filter((deadline) => deadline.met === event.id && deadline.from.length);
  if (meeting.length && !meeting.some(runs)) {
    const wanted = unique(meeting.flatMap((deadline) => deadline.from.map((start) => eventOf(start.event).label)));
    return `${upperFirst(event.label)} er givet, men ikke den dag, fristen regnes fra. Skriv også dagen for ${wanted.join(" eller ")}.`;
  }
  for (const name of event.implies) {
    if (book.deadlines.some((deadline) => deadline.met === name && runs(deadline)) && !happened(dates, name)) {
      return `${upperFirst(eventOf(name).label)} må være sket, men dagen mangler. Skriv den også.`;
    }
  }
  return null;
}

// Every deadline that the dates allow: {refused} or {verdict, checks, waiting}.
function checkDeadlines({ dates, given, exceptions, today }) {
  const refused = refusal(dates, today);
  if (refused) return { refused };
  const named = book.exceptions.filter((each) => exceptions.includes(each.id)).sort((a, b) => compare(a.id, b.id));
  const checks = [];
  const waiting = [];
  for (const deadline of book.deadlines) {
    const events = deadline.from.filter((start) => happened(dates, start.event));
    if (!events.length) continue;
    const at = situation({ deadline, events, dates, given, named, today });
    const found = checked(at);
    if (deadline.length && (!deadline.silent || at.met)) checks.push(found);
    else if (found.last || !deadline.length) {
      const left = found.last ? daysBetween(today, found.last) : -1;
      waiting.push({ deadline, check: found, last: found.last, left: left >= 0 ? left : null });
    }
  }
  if (!checks.length && !waiting.length) return { refused: "Der er ingen frist, der regnes fra de dage." };
  const judged = checks.filter((check) => check.deadline.kind === "deadline");
  const worst = (judged.length ? judged : checks).map((check) => STANDS.indexOf(check.verdict));
  return { verdict: worst.length ? STANDS[Math.max(...worst)] : "open", checks, waiting, today, given };
}

// One deadline, those of its start events that are given, and what is known.
function situation(at) {
  const { deadline, dates, today, named } = at;
  const met = deadline.met ? happened(dates, deadline.met) : null;
  return {
    ...at,
    classes: classesOf(book, at.given),
    met,
    tested: met ? met.day : today,
    exceptions: named.filter((each) => deadline.exceptions.includes(each.id)),
    day: (start) => happened(dates, start.event).day,
  };
}

// What the engine says of a part under the readings chosen: {truth, missing, against}.
function partOf(at, part, choice, classes = at.classes) {
  const place = part.questions.reduce((sum, id) => sum * book.questions[id].readings.length + choice[id], 0);
  const root = book.roots.part[at.deadline.id][`${part.name}.${place}`];
  const [truth, missing, against] = walk(book, root, classes);
  return { truth, missing, against };
}

function conditionUnder(at, choice, classes = at.classes) {
  const parts = at.deadline.parts.map((part) => partOf(at, part, choice, classes));
  const truth = ["no", "unknown"].find((each) => parts.some((part) => part.truth === each)) ?? "yes";
  return {
    truth,
    missing: truth === "unknown" ? unique(parts.flatMap((part) => part.missing)) : [],
    against: parts.flatMap((part) => part.against),
  };
}

// Every question that can change the result; those on whom the deadline holds for come first.
function decidingQuestions(at) {
  const { deadline } = at;
  const parts = [...deadline.parts, ...at.events.flatMap((start) => start.part ?? [])];
  const ids = parts.flatMap((part) => part.questions);
  if (deadline.start) ids.push(deadline.start);
  ids.push(...at.exceptions.filter((each) => each.effect === "open").map((each) => each.question));
  if (countingMatters(at)) ids.push(deadline.counting.question);
  return unique(ids);
}

// Whether it is settled how days are counted, or what is late is in time under another reading.
function countingMatters(at) {
  const { counting, kind, length } = at.deadline;
  if (!counting || kind === "frame") return false;
  if (book.questions[counting.question].status === "settled") return true;
  if (at.exceptions.some((each) => ["waives", "affects"].includes(each.effect))) return false;
  return at.events.some((start) => {
    const last = lastDay(at.day(start), length);
    return last && last < at.tested && counting.readings.some((reading) => at.tested <= moved(last, reading));
  });
}

function moved(last, [, days, toWorkingDay]) {
  let day = plusDays(last, days);
  while (toWorkingDay && closedOn(day)) day = plusDays(day, 1);
  return day;
}

// The start that the municipality has settled on, where its date is not given.
function lackingStart(at, wanted) {
  const { start, from } = at.deadline;
  if (!start || book.questions[start].status !== "settled") return null;
  if (at.events.some((each) => each.reading === wanted)) return null;
  return from.find((each) => each.reading === wanted) ?? null;
}

// The result when every question is read as `choice` says; unknown facts are as the deadline
// requires.
function resultUnder(at, choice) {
  const { deadline } = at;
  const none = { verdict: "no-deadline", start: null, from: null, last: null, over: 0, begun: true };
  if (conditionUnder(at, choice).truth === "no") return none;
  const going = at.events.filter((start) => !start.part || partOf(at, start.part, choice).truth !== "no");
  if (!going.length) return { ...none, begun: false };
  const wanted = choice[deadline.start];
  const own = going.filter((start) => start.reading === wanted);
  const start = earliest(own.length ? own : going, at.day);
  const from = at.day(start);
  let last = lastDay(from, deadline.length);
  if (!last) return { ...none, verdict: "running", start, from };
  if (deadline.kind === "frame") {
    return { ...none, verdict: at.today <= last ? "running" : "in-time", start, from, last };
  }
  let late = lateness(at.tested, from, deadline.length);
  const { counting } = deadline;
  const reading = counting?.readings.find(([place]) => place === choice[counting.question]);
  if (reading) {
    last = moved(last, reading);
    late = at.tested > last ? "yes" : "no";
  }
  let verdict = at.met ? "in-time" : "running";
  if (late === "yes") verdict = whenLate(at, choice);
  if (late === "unknown" || mayTurn(at, start, wanted, late === "yes")) verdict = "open";
  return { verdict, start, from, last, over: late === "yes" ? daysBetween(last, at.tested) : 0, begun: true };
}

// Whether the verdict could be the other one, counted from the start that is settled and not given.
function mayTurn(at, counted, wanted, late) {
  const lacking = lackingStart(at, wanted);
  if (!lacking) return false;
  if (late) return !earlierThan(counted.event).includes(lacking.event);
  return !earlierThan(lacking.event).includes(counted.event);
}

function whenLate(at, choice) {
  const effects = at.exceptions.map((each) => {
    if (each.effect !== "open") return each.effect;
    return choice[each.question] === each.waives ? "waives" : "none";
  });
  if (effects.includes("waives")) return "may-be-waived";
  return effects.includes("affects") ? "may-be-affected" : "overdue";
}

// The result under every combination of readings of the free questions, the assumed one first.
function resultRows(at, free, fixed) {
  let choices = [fixed];
  for (const id of free) {
    const { readings, used } = book.questions[id];
    const order = readings.map((_, place) => place).sort((a, b) => (a === used ? 0 : 1) - (b === used ? 0 : 1));
    choices = choices.flatMap((choice) => order.map((place) => ({ ...choice, [id]: place })));
  }
  return choices.map((choice) => ({ choice, result: resultUnder(at, choice) }));
}

function questionMatters(id, table) {
  const seen = new Map();
  return table.some(({ choice, result }) => {
    const rest = JSON.stringify(Object.entries(choice).filter(([name]) => name !== id).sort());
    const told = JSON.stringify(result);
    if (!seen.has(rest)) seen.set(rest, told);
    return seen.get(rest) !== told;
  });
}

// The fewest readings that tell the results apart: [[choices, result]], choices as [id, reading].
function resultLeaves(table, free) {
  const id = free.find((each) => questionMatters(each, table));
  if (id === undefined) return [[[], table[0].result]];
  return unique(table.map((row) => row.choice[id])).flatMap((reading) => {
    const below = table.filter((row) => row.choice[id] === reading);
    const rest = free.filter((each) => each !== id);
    return resultLeaves(below, rest).map(([choices, result]) => [[[id, reading], ...choices], result]);
  });
}

// One deadline under all readings; shown are the days of the earliest last day, to warn about.
function checked(at) {
  const { deadline } = at;
  const questions = decidingQuestions(at);
  const free = questions.filter((id) => book.questions[id].status !== "settled");
  const settled = questions.filter((id) => book.questions[id].status === "settled");
  const fixed = Object.fromEntries(settled.map((id) => [id, book.questions[id].used]));
  const table = resultRows(at, free, fixed);
  const ends = resultLeaves(table, free);
  const verdicts = unique(ends.map(([, result]) => result.verdict));
  const counting = deadline.counting?.question;
  const used = counting ? book.questions[counting].used : null;
  const moves = (reading) => deadline.counting.readings.some(([place]) => place === reading);
  const dated = ends.filter(([choices, result]) => {
    const chosen = choices.find(([id]) => id === counting);
    return result.last && (!chosen || (used === null ? !moves(chosen[1]) : chosen[1] === used));
  });
  const shownResult = dated.length ? earliest(dated, ([, result]) => result.last)[1] : ends[0][1];
  const start = shownResult.start ?? earliest(at.events, at.day);
  const { last } = shownResult;
  const left = last && !at.met ? daysBetween(at.today, last) : -1;
  const counted = [start, ...ends.map(([, result]) => result.start)];
  const found = {
    deadline,
    verdict: verdicts.length === 1 ? verdicts[0] : "open",
    start,
    from: at.day(start),
    last,
    over: shownResult.over,
    left: left >= 0 ? left : null,
    met: at.met ? at.met.day : null,
    exceptions: at.exceptions.map((each) => each.id),
    readings: ends.filter(([choices]) => choices.length).map(([choices, result]) => ({ choices, ...result })),
    sources: uniqueSources([
      ...deadline.sources,
      ...at.events.filter((each) => counted.includes(each)).flatMap((each) => each.sources),
      ...at.exceptions.flatMap((each) => each.sources),
    ]),
  };
  return { ...found, notes: deadlineNotes(at, { free, fixed, table, ends, verdicts, last, deciding: questions }) };
}

const uniqueSources = (sources) => [...new Map(sources.map((each) => [each.join(), each])).values()];
