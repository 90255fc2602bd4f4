// What the page's scripts say of a case, in the shape in which Python says it.

function told(book, given) {
  const found = answer(book, given);
  const screen = compose(found, notesOf(found));
  const line = (l) => [
    l.kind, l.id, l.text ?? "", l.label ?? "", l.condition ?? "", l.notes ?? [],
    l.telephone ?? "", l.reach ?? "", l.sources ?? [],
  ];
  const door = (d) => [d.unit, d.name, d.telephone, d.own, d.lines.map(line)];
  const first = screen.first;
  return {
    offers: found.offers.map((r) => [r.offer.id, r.status, r.missing, r.questions]),
    why: found.offers.map((r) => [
      r.reasons.map((each) => [each.criterion.id, each.verdict]),
      r.pointers.map((each) => each.text),
      [...r.access, ...r.contact].map((each) => each.statement.text),
      r.limits.map((each) => each.statement.text),
      r.first ? r.first.statement.text : null,
      r.caveats.map((each) => each.caveat.id),
    ]),
    caveats: found.caveats.map((r) => [r.caveat.id, r.verdict]),
    actions: found.actions.map((r) => [r.action.id, r.verdict, r.missing]),
    deadlines: found.deadlines.map((r) => [r.deadline.id, r.verdict, r.missing, r.questions]),
    questions: found.questions,
    next: found.next.map((each) => [each.fact, each.settles]),
    case: [caseWords(found).said, caseWords(found).least],
    screen: {
      person: screen.person,
      acute: screen.acute.map(line),
      must: screen.must.map(line),
      call: screen.call.map(line),
      first: first && [
        first.unit, first.telephone, first.text, first.granted.map(line),
        first.deadlines.map(line),
      ],
      deadlines: screen.deadlines.map(line),
      now: screen.now.map(door),
      decision: screen.decision.map(door),
      if: screen.if.map(line),
      not: screen.not.map(line),
      unclear: screen.unclear.map(line),
      know: screen.know.map(line),
      levels: screen.levels.map(line),
      ask: screen.ask.map((each) => [each.fact, each.question, each.settles]),
    },
  };
}

// The digest of all that is said of each case, in small steps: the answer to having asked must not
// wait for it.
async function digests(book, cases) {
  const found = [];
  for (const given of cases) {
    await new Promise((done) => setTimeout(done));
    const said = new TextEncoder().encode(JSON.stringify(told(book, given)));
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", said));
    found.push([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return found;
}

// What the page's scripts say of deadlines, in the shape in which Python says it.
function toldDeadlines(said) {
  const found = checkDeadlines(said);
  if (found.refused) return null;
  return {
    verdict: found.verdict,
    checks: found.checks.map((check) => ({
      id: check.deadline.id, verdict: check.verdict, event: check.start.event, from: check.from,
      last: check.last, over: check.over, left: check.left, met: check.met,
      exceptions: check.exceptions, headline: standing(check), sources: check.sources,
      notes: check.notes.map((note) => [note.kind, note.text, note.sources]),
      readings: check.readings.map((each) => [
        choicesText(each), each.verdict, each.from, each.last, each.over,
      ]),
    })),
    waiting: found.waiting.map((each) => [
      each.deadline.id, each.check.from, each.last, each.left,
      each.check.notes.filter((note) => DOUBTS.includes(note.kind)).map((note) => [note.kind, note.text]),
    ]),
  };
}
