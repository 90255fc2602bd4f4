// The short texts as they are told to one asker at one level.

// What somebody of that age is called; undefined = not known.
function personAt(age) {
  const words = book.words.person;
  const grown = words.from !== null && age !== undefined && age >= words.from;
  return (grown && words.adult) || words.young || words.adult || words.anybody;
}

function voiceOf(answer) {
  const { book, given, level } = answer;
  const role = given[book.roles.asker] ?? null;
  const asker = book.askers[role] ?? { role: "", name: "", units: [], self: false, told: [] };
  const age = given[book.roles.age];
  const words = book.words.person;
  const person = asker.self ? asker.name : personAt(age);
  const wording = (of, id) => book.wordings[of]?.[id] ?? {};
  const upper = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);

  // The text with what the person is called at this age; to the person itself it stays as it is.
  function say(text) {
    if (asker.self) return text;
    let said = text;
    for (const word of [words.young, words.adult, words.anybody]) {
      if (word && word !== person) {
        for (const [old, now] of [[word, person], [upper(word), upper(person)]]) {
          // A whole word, perhaps as an owner: kontaktpersonen is somebody else.
          const whole = new RegExp(`(?<![\\p{L}\\p{N}])${old}(?=s?(?![\\p{L}\\p{N}]))`, "gu");
          said = said.replace(whole, now);
        }
      }
    }
    return said;
  }

  // A clause without the person it begins with, and whether it begins so.
  function ofPerson(clause) {
    const said = say(clause);
    const led = [words.young, words.adult, words.anybody, person].find(
      (word) => word && said.startsWith(`${word} `),
    );
    if (!led) return [false, said];
    const rest = said.slice(led.length + 1);
    const own = /(?<![\p{L}\p{N}_])(?:sin|sit|sine|sig)(?![\p{L}\p{N}_])/gu;
    return [true, asker.self ? rest.replace(own, (word) => `d${word.slice(1)}`) : rest];
  }

  // What is said of the person, without naming her.
  const own = (text) => ofPerson(`${person} ${text}`)[1];

  function clause(text) {
    const [led, rest] = ofPerson(text);
    return led ? `${person} ${rest}` : rest;
  }

  // Whether the asker would hear of herself as of somebody else.
  const names = (text) =>
    asker.self &&
    [words.young, words.adult, words.anybody].some(
      (word) => word && text.toLowerCase().includes(word),
    );

  function choose(told = []) {
    const old = (text) => text.fromAge === undefined || age >= text.fromAge;
    const here = told.filter((text) => (!text.levels || text.levels.includes(level)) && old(text));
    const mine = here.filter((text) => text.roles?.includes(role));
    const chosen = (mine.length ? mine : here.filter((text) => !text.roles?.length))[0];
    return chosen ? { ...chosen, text: say(chosen.text) } : null;
  }

  // Whether the asker is among those named as the ones who can turn to it; null where nobody is.
  function named(offer) {
    const may = wording("offers", offer).may ?? [];
    const lists = may.filter((each) => !each.levels || each.levels.includes(level));
    return role === null || !lists.length ? null : lists.some((each) => each.roles.includes(role));
  }

  // Whether who asks for another, of a known age, can leave it to the offer to go to her.
  const aged = age !== undefined || !book.roles.age;
  const reached = (offer) => role !== null && !asker.self && aged && (wording("offers", offer).reaches ?? false);

  // Short where there is a short name that is not the asker's own as well.
  function unitName(id) {
    const { short } = wording("contacts", id);
    const own = asker.units.map((unit) => wording("contacts", unit).short);
    const taken = !asker.units.includes(id) && own.includes(short);
    return (taken ? "" : short) || book.contacts[id]?.name || "";
  }

  // The first of the facts that one option sets together.
  const leader = (fact) => book.together.find((facts) => facts.includes(fact))?.[0] ?? fact;

  // What is asked to learn of a fact: what leads it and is not known, or what has to be known
  // before that.
  function asked(fact) {
    const wanted = given[leader(fact)] === undefined ? leader(fact) : fact;
    const waiting = book.facts[wanted].after.find((each) => given[each] === undefined);
    return waiting ? asked(waiting) : wanted;
  }

  return {
    role,
    level,
    asker,
    person,
    say,
    ofPerson,
    own,
    clause,
    names,
    named,
    reached,
    // The offer's name among those that a unit can grant; "" where it is called as always.
    listed: (id) => wording("offers", id).short ?? "",
    unitName,
    // The short text of a note on the law for this asker; null where it has none.
    note: (note) => (note.silent.includes(role) ? null : choose(note.told)),
    told: (of, id) => choose(wording(of, id).told),
    silent: (of, id) => wording(of, id).silent?.includes(role) ?? false,
    unit: (id) => book.contacts[id] ?? null,
    // The number of a unit; where the documents have none, the municipality's own.
    number: (id) => {
      const unit = book.contacts[id];
      if (!unit || unit.telephone) return unit?.telephone ?? "";
      return book.local.find((own) => own.contact === id && own.telephone)?.telephone ?? "";
    },
    leader,
    asked,
    // Whether the asker can be expected to know it.
    mayAsk: ({ judged, to }) => !judged && (!to.length || role === null || to.includes(role)),
  };
}
