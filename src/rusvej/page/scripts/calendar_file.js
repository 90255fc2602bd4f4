// A calendar file (RFC 5545) of days and no person: the last days that are waited for, by every
// reading, and the last working day before each, with text that is still true when it rings.

// Each deadline that is not met, with each of its last days: [{deadline, check, day}]; none where
// all of them have passed.
function awaited(answer) {
  const open = answer.checks.filter((check) => !check.met);
  const found = [
    ...open.flatMap((check) => {
      const days = unique([check.last, ...check.readings.map((reading) => reading.last)]).filter(Boolean);
      return days.sort(compare).map((day) => ({ deadline: check.deadline, check, day }));
    }),
    ...answer.waiting.filter((each) => each.last).map((each) => ({ deadline: each.deadline, check: each.check, day: each.last })),
  ];
  return found.some(({ day }) => day >= answer.today) ? found : [];
}

function calendarFile(answer) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const events = awaited(answer).flatMap(({ deadline, check, day }) => {
    const text = calendarText(answer, deadline, check, day);
    const last = `Sidste dag: ${deadline.name}`;
    const before = `Sidste arbejdsdag før fristen: ${deadline.name}`;
    return [
      ...dayEntry(stamp, day, last, text, ["-P6DT15H", "PT9H"], `${last} er ${danishDay(day)}`),
      ...dayEntry(stamp, workingDayBefore(day), before, text, ["PT9H"], before),
    ];
  });
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rusvej//page//DA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:Frister", "X-WR-CALNAME:Frister"];
  return [...head, ...events, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

function calendarText(answer, deadline, check, day) {
  const readings = check.readings.filter((reading) => reading.last === day);
  return [
    sentence(deadline.text),
    `Sidste dag er ${danishDay(day)}, regnet ${danishDay(answer.today)} fra ${danishDay(check.from)}.`,
    ...readings.map((reading) => `Det gælder efter denne læsning: ${choicesText(reading)}.`),
    ...check.notes.filter((note) => LASTING.includes(note.kind)).map((note) => note.text),
    `Regelsæt: ${book.name}, version ${book.version}.`,
    book.guidance,
  ].join("\n");
}

function dayEntry(stamp, day, title, text, triggers, alarm) {
  return [
    "BEGIN:VEVENT", `UID:${crypto.randomUUID()}@rusvej`, `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day.replace(/-/g, "")}`, `DTEND;VALUE=DATE:${plusDays(day, 1).replace(/-/g, "")}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`, "TRANSP:TRANSPARENT", "CLASS:PRIVATE",
    ...triggers.flatMap((trigger) => ["BEGIN:VALARM", "ACTION:DISPLAY", `TRIGGER:${trigger}`, `DESCRIPTION:${escaped(alarm)}`, "END:VALARM"]),
    "END:VEVENT",
  ];
}

function escaped(text) {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");
}

// Lines of at most 75 octets, never divided inside a character.
function folded(line) {
  const parts = [];
  let part = "";
  let size = 0;
  for (const sign of line) {
    const octets = new TextEncoder().encode(sign).length;
    if (size + octets > 75) {
      parts.push(part);
      part = " ";
      size = 1;
    }
    part += sign;
    size += octets;
  }
  return [...parts, part].join("\r\n");
}

function download(name, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/calendar" })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
