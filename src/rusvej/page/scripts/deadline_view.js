// The last days, counted as the documents say, and a calendar file of them. No verdict is passed: who
// the deadline holds for, and what may change it, is told beside it.

const DAYS = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"];
const MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

const utc = (iso) => new Date(`${iso}T00:00:00Z`);
const isoOf = (day) => day.toISOString().slice(0, 10);

function danishDay(iso, weekday = false) {
  const day = utc(iso);
  const told = `${day.getUTCDate()}. ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  return weekday ? `${DAYS[day.getUTCDay()]} den ${told}` : told;
}

function plusDays(iso, days) {
  const day = utc(iso);
  day.setUTCDate(day.getUTCDate() + days);
  return isoOf(day);
}

// The last day of a period; the start day is day 0. Months that are too short end on their last day.
function lastDay(iso, period) {
  if (period.days) return { last: plusDays(iso, period.days) };
  if (period.weeks) return { last: plusDays(iso, 7 * period.weeks) };
  if (period.months) {
    const day = utc(iso);
    const month = day.getUTCMonth() + period.months;
    const end = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const last = isoOf(new Date(Date.UTC(day.getUTCFullYear(), month, Math.min(day.getUTCDate(), end))));
    return { last, short: end < day.getUTCDate() };
  }
  return null;
}

function closedOn(iso) {
  const named = book.closed[iso];
  if (named) return named;
  return { 0: "en søndag", 6: "en lørdag" }[utc(iso).getUTCDay()] ?? null;
}

function workingDayBefore(iso) {
  let day = plusDays(iso, -1);
  while (closedOn(day)) day = plusDays(day, -1);
  return day;
}

function knownYear(iso) {
  return book.years.includes(Number(iso.slice(0, 4)));
}

// Every last day that a date leads to: [{deadline, from, last, short}].
function lastDays(event, iso) {
  return book.deadlines.flatMap((deadline) => deadline.from.filter((from) => from.event === event).flatMap((from) => {
    const found = lastDay(iso, deadline.period);
    return found ? [{ deadline, from, start: iso, ...found }] : [];
  }));
}

function deadlinesView() {
  const started = book.events.filter((event) => book.deadlines.some((deadline) => deadline.from.some((from) => from.event === event.id)));
  const select = h("select", { id: "event" }, started.map((event) => h("option", { value: event.id }, upperFirst(event.label))));
  const input = h("input", { id: "day", type: "date" });
  const told = h("div", { id: "told", "aria-live": "polite" });
  const count = (event) => {
    event.preventDefault();
    told.replaceChildren(...[/^\d{4}-\d\d-\d\d$/.test(input.value) ? countedFrom(select.value, input.value) : h("p", { class: "wrong" }, "Vælg en dato.")].flat().filter(Boolean));
  };
  return [
    h("h1", {}, "Frister"),
    h("form", { onsubmit: count },
      h("label", { for: "event" }, "Hvad skete der?"), select,
      h("label", { for: "day" }, "Hvornår?"), input,
      h("p", {}, h("button", { type: "submit", class: "main" }, "Regn ud"))),
    told,
    h("h2", {}, "Fristerne"),
    book.deadlines.map((deadline) => h("p", {}, h("strong", {}, `${deadline.name}: `), deadline.text, cite(book, deadline.sources))),
  ];
}

function countedFrom(event, iso) {
  const found = lastDays(event, iso);
  if (!found.length) return [h("p", {}, "Ingen frist regnes fra den dag.")];
  return [
    ...found.map(({ deadline, from, last, short }) => {
      const closed = closedOn(last);
      return h("section", { class: "first" }, h("h2", {}, deadline.name),
        h("p", { class: "big" }, `${deadline.kind === "deadline" ? "Sidste dag er" : "Varer til"} ${danishDay(last, true)}.`),
        h("p", {}, `Regnet fra ${danishDay(iso)}. `, deadline.text, cite(book, deadline.sources)),
        from.text ? h("p", {}, `Dokumentets ord om begyndelsen: ${from.text}`, cite(book, from.sources)) : null,
        closed ? h("p", {}, `Dagen er ${closed}. Den sidste arbejdsdag før er ${danishDay(workingDayBefore(last), true)}. Dokumenterne flytter ikke fristen.`) : null,
        short ? h("p", {}, "Den måned har ikke så mange dage; månedens sidste dag er brugt. Dokumenterne siger ikke, hvordan der regnes.") : null,
        knownYear(last) ? null : h("p", {}, "Helligdagene i det år er ikke med på siden."),
        deadline.whom ? h("p", {}, `Gælder ${deadline.whom}.`) : null,
        deadline.exceptions.length ? more("Hvad kan ændre fristen?", list(deadline.exceptions.map((each) => each.text))) : null,
        deadline.questions.length ? more("Uklart om fristen", list(deadline.questions.map((id) => book.questions[id].question))) : null);
    }),
    h("p", {}, h("button", { type: "button", onclick: () => download("frist.ics", calendar(found)) }, "Gem i kalender (.ics)")),
  ];
}

function escaped(text) {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");
}

// Lines of at most 75 octets, as RFC 5545 has it.
function folded(line) {
  const parts = [];
  let part = "";
  let size = 0;
  for (const sign of line) {
    const octets = new TextEncoder().encode(sign).length;
    if (size + octets > 74) {
      parts.push(part);
      part = " ";
      size = 1;
    }
    part += sign;
    size += octets;
  }
  return [...parts, part].join("\r\n");
}

function calendar(found) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const events = found.flatMap(({ deadline, start, last }) => {
    const counted = `Regnet fra ${danishDay(start)}. ${deadline.text}`;
    const days = [[last, deadline.kind === "deadline" ? `${deadline.name}: sidste dag` : `${deadline.name}: slutter`]];
    if (closedOn(last)) days.push([workingDayBefore(last), `${deadline.name}: sidste arbejdsdag før sidste dag`]);
    return days.flatMap(([day, title]) => [
      "BEGIN:VEVENT", `UID:${crypto.randomUUID()}`, `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replace(/-/g, "")}`, `DTEND;VALUE=DATE:${plusDays(day, 1).replace(/-/g, "")}`,
      `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(counted)}`, "TRANSP:TRANSPARENT",
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, "TRIGGER:-P3D", "END:VALARM", "END:VEVENT",
    ]);
  });
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rusvej//page//DA", ...events, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

function download(name, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/calendar" })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

begin();
