// Days as "2026-03-02", which compare as they are read, and how the documents' periods are counted.

const DAYS = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"];
const MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
const WEEKEND = { 0: "en søndag", 6: "en lørdag" };

const utc = (iso) => new Date(`${iso}T00:00:00Z`);
const isoOf = (day) => day.toISOString().slice(0, 10);
const daysBetween = (from, to) => Math.round((utc(to) - utc(from)) / 86400000);

function danishDay(iso, weekday = false) {
  const day = utc(iso);
  const told = `${day.getUTCDate()}. ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  return weekday ? `${DAYS[day.getUTCDay()]} den ${told}` : told;
}

// What somebody wrote, day before month, or as programs do, as "2026-03-02"; "" where it is no such
// thing. The day need not exist.
function isoWritten(text) {
  const month = (whole, name) => {
    const at = MONTHS.findIndex((each) => each.startsWith(name));
    return at < 0 ? whole : `-${at + 1}-`;
  };
  // A telephone makes two hyphens a dash; a calendar puts signs that nobody sees around a day.
  const seen = text.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\p{Cf}/gu, "").trim();
  const bare = seen.replace(/(\d{4})\.$/, "$1").toLowerCase().replace(/^([a-zø]{3,4}dag,? )?(den |d\. ?)?(?=\d)/, "");
  const plain = bare.replace(/\.? ?([a-z]{3,9})\.? ?/, month);
  const [, day, number, year] = plain.match(/^(\d\d?)[-./ ]+(\d\d?)[-./ ]+(20\d\d)$/) ?? plain.match(/^(\d\d)(\d\d)(20\d\d)$/) ?? [];
  const iso = year ? `${year}-${number.padStart(2, "0")}-${day.padStart(2, "0")}` : plain;
  return /^20\d\d-\d\d-\d\d$/.test(iso) ? iso : "";
}

// The day that somebody wrote; null for what is no day.
function readDay(text) {
  const iso = isoWritten(text);
  return iso && !Number.isNaN(utc(iso).getTime()) && isoOf(utc(iso)) === iso ? iso : null;
}

const writtenDay = (iso) => iso.split("-").reverse().join("-");

function plusDays(iso, days) {
  const day = utc(iso);
  day.setUTCDate(day.getUTCDate() + days);
  return isoOf(day);
}

// The public holiday, the weekend day or the customary closing day: {name, custom}; null otherwise.
function closedOn(iso) {
  const [name, custom] = book.closed[iso] ?? [WEEKEND[utc(iso).getUTCDay()], 0];
  return name ? { name, custom: custom === 1 } : null;
}

function workingDayBefore(iso) {
  let day = plusDays(iso, -1);
  while (closedOn(day)) day = plusDays(day, -1);
  return day;
}

const knownYear = (iso) => book.years.includes(Number(iso.slice(0, 4)));

// The last day of a period that begins on a day; null where it has no length.
function lastDay(iso, length) {
  if (!length) return null;
  const [unit, number] = length;
  if (unit === "months") return monthsAfter(iso, number);
  if (unit === "workdays") return workingDaysAfter(iso, number);
  if (unit === "hours") return plusDays(iso, Math.floor(number / 24));
  return plusDays(iso, unit === "weeks" ? 7 * number : number);
}

// A month too short for the day of the month ends on its last day.
function monthsAfter(iso, number) {
  const day = utc(iso);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + number];
  const end = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isoOf(new Date(Date.UTC(year, month, Math.min(day.getUTCDate(), end))));
}

// That offices are closed by custom only must not make a deadline longer.
function workingDaysAfter(iso, number) {
  let day = iso;
  for (let left = number; left > 0; ) {
    day = plusDays(day, 1);
    const closed = closedOn(day);
    if (!closed || closed.custom) left -= 1;
  }
  return day;
}

// Whether something on a day is after a period that began on another; unknown only for hours.
function lateness(day, start, length) {
  const last = lastDay(start, length);
  if (last === null) return "no";
  if (length[0] !== "hours") return day > last ? "yes" : "no";
  const gone = daysBetween(start, day);
  if (gone <= Math.floor(length[1] / 24) - 1) return "no";
  return gone >= 1 + Math.ceil(length[1] / 24) ? "yes" : "unknown";
}
