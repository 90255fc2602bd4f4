// An answer out of the pieces. The order of the steps, and every name, is that of the engine: what
// is said of a case is the same in both, and a test in a browser holds them against each other.

const STATUSES = ["fits", "depends", "open", "excluded", "not_listed"];
const ACCESS = { direct: 0, contact: 0, assessed: 1, decision: 2, "ikke-angivet": 3 };
const AFTER_THE_GUIDE = 100000;
// What the documents point on from, in the second place of a key.
const AWAY = 2;

const shown = (status) => STATUSES.indexOf(status) <= 2;
const unique = (list) => [...new Set(list)];
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function compareKeys(a, b) {
  for (let at = 0; at < a.length; at++) {
    const order = compare(a[at], b[at]);
    if (order) return order;
  }
  return 0;
}

function answer(book, given, day) {
  const classes = classesOf(book, given);
  const level = given[book.roles.level] ?? null;
  const held = { book, given, classes, level };
  const caveats = caveatsOf(held);
  const offers = book.offers.map((offer) => offerOf(held, offer, caveats));
  offers.sort((a, b) => compareKeys(a.key, b.key));
  offers.forEach((result, at) => (result.rank = at + 1));
  const actions = actionsOf(held);
  const deadlines = deadlinesOf(held, offers);
  const next = nextQuestions(held, offers.map((result) => result.offer.id));
  const questions = questionsOf(held, offers, actions, deadlines);
  return { book, given, day, level, classes, offers, caveats, actions, deadlines, questions, next };
}

function offerOf(held, offer, caveats) {
  const { book, classes } = held;
  const [status, missingIds, questionIds] = walk(book, book.roots.standing[offer.id][""], classes);
  const questions = status === "not_listed" ? [] : [...questionIds];
  const missing = ["depends", "open"].includes(status) ? missingIds : [];
  const usedUp = offer.limits.filter(
    (limit, at) => limit.reached && piece(book, classes, "reached", offer.id, at).verdict === "yes",
  );
  if (shown(status)) {
    for (const question of new Set(offer.limits.map((limit) => limit.reached?.question))) {
      if (question && piece(book, classes, "used-up", offer.id, question).verdict === "yes")
        questions.push(question);
    }
  }
  const reasons = offer.criteria.flatMap((criterion) => {
    if (piece(book, classes, "concerns", offer.id, criterion.id).verdict === "no") return [];
    return [{ criterion, ...piece(book, classes, "criterion", offer.id, criterion.id) }];
  });
  const access = said(held, "access", offer, offer.access);
  const contact = said(held, "contact", offer, offer.contact);
  const first = said(held, "first-step", offer, offer.first);
  if (shown(status)) {
    for (const each of [...access, ...contact, ...first]) questions.push(...each.questions);
    // Whether a pointer moves the offer may rest on questions of its own.
    for (const [kind, pointers] of [["points-to", offer.to], ["points-away", offer.away]]) {
      pointers.forEach((_, at) =>
        questions.push(...piece(book, classes, kind, offer.id, at).questions),
      );
    }
  }
  questions.push(...colouring(held, offer, status));
  const to = holding(held, "points-to", offer, offer.to);
  const away = [
    ...holding(held, "points-away", offer, offer.away),
    ...usedUp.map((limit) => ({ text: limit.reached.text, sources: limit.sources })),
  ];
  const bare = [book.roles.age, book.roles.level];
  const tested = reasons.some((reason) =>
    reason.criterion.facts.some((fact) => !bare.includes(fact)),
  );
  return {
    offer,
    status,
    reasons,
    missing,
    questions: unique(questions).sort(compare),
    pointers: [...to, ...away],
    access,
    contact,
    first: status === "open" ? null : first.find((step) => step.verdict === "yes") ?? null,
    limits: said(held, "limit", offer, offer.limits),
    caveats: caveats.filter((each) => each.caveat.offers.includes(offer.id)),
    key: rankKey(offer, status, tested, held.level, to.length, away.length),
  };
}

function rankKey(offer, status, tested, level, to, away) {
  const pointed = away ? AWAY : to ? 0 : 1;
  let group = 1 + STATUSES.indexOf(status);
  if (group <= 2) group = pointed === 0 ? 0 : status === "fits" && tested && pointed === 1 ? 1 : 2;
  const entry = offer.levels.find((each) => each.level === level);
  let order = AFTER_THE_GUIDE + (offer.entry[0]?.[1] ?? 0);
  if (entry) order = entry.sources[0][1];
  else if (offer.levels.length) order = Math.min(...offer.levels.map((l) => l.sources[0][1]));
  return [group, pointed, offer.order ?? 0, ACCESS[offer.kind], order, offer.id];
}

function said(held, kind, offer, statements) {
  return statements.flatMap((statement, at) => {
    const found = piece(held.book, held.classes, kind, offer.id, at);
    return found.verdict === "no" && !found.questions.length ? [] : [{ statement, ...found }];
  });
}

function holding(held, kind, offer, statements) {
  return statements.filter(
    (_, at) => piece(held.book, held.classes, kind, offer.id, at).verdict === "yes",
  );
}

function colouring(held, offer, status) {
  return held.book.colours
    .filter(({ question, offers, levelled }) => {
      if (!offers.includes(offer.id) || (status === "not_listed" && !levelled)) return false;
      const { verdict } = piece(held.book, held.classes, "colours", question);
      return verdict === "yes" || (shown(status) && verdict === "unknown");
    })
    .map(({ question }) => question);
}

function caveatsOf(held) {
  const { book, classes, level } = held;
  const found = book.caveats.flatMap((caveat) => {
    const kind = level === null ? "caveat-anywhere" : "caveat";
    const own = piece(book, classes, kind, caveat.id);
    if (!own || own.verdict === "no") return [];
    const here = caveat.printed.filter((each) => each.level === level);
    const printed = [...(here.length ? here : caveat.printed)].sort((a, b) =>
      compareKeys(a.sources[0], b.sources[0]),
    )[0];
    return [{ caveat, printed, ...own }];
  });
  return found.sort((a, b) =>
    compareKeys([a.printed.sources[0][1], a.caveat.id], [b.printed.sources[0][1], b.caveat.id]),
  );
}

function actionsOf(held) {
  const { book, classes, level } = held;
  const found = book.actions.flatMap((action) => {
    if (action.levels.length && !action.levels.includes(level) && book.roles.level) return [];
    const own = piece(book, classes, "action", action.id);
    return own.verdict === "no" && !own.questions.length ? [] : [{ action, ...own }];
  });
  const key = ({ action, verdict }) => [verdict === "yes" ? 0 : 1, ...action.sources[0], action.id];
  return found.sort((a, b) => compareKeys(key(a), key(b)));
}

// Whether some answer to what is missing makes the deadline hold under every reading left.
function maybeSure(held, deadline, missing, given) {
  const { book } = held;
  if (!missing.length) {
    return piece(book, classesOf(book, given), "deadline", deadline.id).verdict === "yes";
  }
  const [fact, ...others] = missing;
  return book.facts[fact].classes.some((value) =>
    maybeSure(held, deadline, others, { ...given, [fact]: value }),
  );
}

function deadlinesOf(held, offers) {
  const { book, classes } = held;
  const seen = offers.filter((result) => shown(result.status)).map((result) => result.offer);
  const wanted = new Set(seen.flatMap((offer) => offer.deadlines));
  const ids = new Set(seen.map((offer) => offer.id));
  const found = book.deadlines.flatMap((deadline) => {
    if (!wanted.has(deadline.id) && !deadline.offers.some((id) => ids.has(id))) return [];
    const own = piece(book, classes, "deadline", deadline.id);
    if (own.verdict === "no" && !own.questions.length) return [];
    const unclear = own.verdict === "unknown" && !maybeSure(held, deadline, own.missing, held.given);
    return [{ deadline, ...own, unclear }];
  });
  const key = ({ deadline }) => [...deadline.sources[0], deadline.id];
  return found.sort((a, b) => compareKeys(key(a), key(b)));
}

function questionsOf(held, offers, actions, deadlines) {
  const { book, classes } = held;
  const used = new Set();
  for (const result of offers) {
    for (const id of result.questions) {
      const question = book.questions[id];
      const concerns = () => piece(book, classes, "colours", id).verdict === "yes";
      if (shown(result.status) || question.status === "settled" || (question.colours && concerns())) {
        used.add(id);
      }
    }
  }
  for (const { question, offers: about } of book.colours) {
    if (!about.length && piece(book, classes, "colours", question).verdict === "yes") {
      used.add(question);
    }
  }
  for (const each of [...actions, ...deadlines]) each.questions.forEach((id) => used.add(id));
  return [...used].sort(compare);
}

// What to ask next: as the engine chooses it. Every offer's end says what still matters to it.
function nextQuestions(held, ranked) {
  const { book, classes } = held;
  const rests = unsettled(book, classes, ranked);
  if (!rests?.length) return [];
  const hanging = new Map();
  for (const rest of rests) {
    for (const fact of rest.mattering) hanging.set(fact, (hanging.get(fact) ?? 0) + 1);
  }
  const needed = rests.flatMap((rest) => rest.needed);
  const order = (fact) => book.order.indexOf(fact);
  const wanted = needed.length
    ? needed.reduce((a, b) => (order(b) < order(a) ? b : a))
    : ahead(book, classes, rests, hanging);
  const unknown = new Set(rests.flatMap((rest) => [...rest.mattering, ...rest.earlier]));
  const first = forerunner(book, wanted, unknown);
  const priority = (fact) => {
    const count = hanging.get(fact) ?? 0;
    return [-count / cost(book, fact), -count, fact];
  };
  const facts = [...hanging.keys()].sort((a, b) =>
    compareKeys([a === first ? 0 : 1, ...priority(a)], [b === first ? 0 : 1, ...priority(b)]),
  );
  return facts.map((fact) => ({
    fact,
    settles: rests.filter((rest) => rest.mattering.includes(fact)).map((rest) => rest.offer),
  }));
}

// The fact, or of those that come before it the first that is not known.
function forerunner(book, fact, unknown) {
  const waiting = book.order.find((each) => unknown.has(each) && book.facts[fact].after.includes(each));
  return waiting ? forerunner(book, waiting, unknown) : fact;
}

function cost(book, fact) {
  return Math.max(book.facts[fact].cost, 1);
}

// The offers that some answer can still give another status; null where no person is like that.
function unsettled(book, classes, offers) {
  const found = [];
  for (const offer of offers) {
    const leaf = walk(book, book.roots.standing[offer][""], classes);
    if (!leaf.length) return null;
    const mattering = leaf[3];
    if (mattering.length) found.push({ offer, mattering, needed: leaf[4], earlier: leaf[5] });
  }
  return found;
}

function costLeft(book, rests) {
  const facts = unique(rests.flatMap((rest) => rest.mattering));
  return facts.reduce((sum, fact) => sum + cost(book, fact), 0);
}

// The fact that, one answer ahead, is expected to spare most cost of further questions.
function ahead(book, classes, rests, hanging) {
  const now = costLeft(book, rests);
  const offers = rests.map((rest) => rest.offer);
  let best = null;
  for (const [fact, count] of hanging) {
    const variable = book.variables.indexOf(fact);
    const later = book.facts[fact].classes.flatMap((_, at) => {
      const known = classes.slice();
      known[variable] = at + 1;
      const left = unsettled(book, known, offers);
      return left === null ? [] : [costLeft(book, left)];
    });
    const mean = later.reduce((sum, each) => sum + each, 0) / Math.max(later.length, 1);
    const spared = Math.round((-(now - mean) / cost(book, fact)) * 1e9) / 1e9;
    const key = [spared, -count / cost(book, fact), -count, fact];
    if (best === null || compareKeys(key, best.key) < 0) best = { fact, key };
  }
  return best.fact;
}
