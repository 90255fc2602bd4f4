// Elements out of data: every text is set as text, so nothing in the rulebook can be markup.

function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== "") {
      element.append(...(child instanceof Node ? [child] : breakable(String(child))));
    }
  }
  return element;
}

// A line may end after a slash: two long words are not one.
const breakable = (text) => text.split(/(?<=\/)/).flatMap((part, at) => (at ? [h("wbr"), part] : [part]));

const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
// Where “ikke” stands after the verb of a main clause it stands before it after “hvis” and “at”.
const MAIN = /(?<!\p{L})(er|kan|vil|har|skal|må|får|går|siger|hører|ydes|kommer|bygger|rækker|ønsker|behøver|samarbejder) (ikke(?: længere)?)(?!\p{L})/gu;
const subordinate = (clause) => clause.replace(MAIN, "$2 $1");
const sentence = (text) => (/[.!?:]$/.test(text) ? text : `${text}.`);

// A telephone number as a link that a telephone can call; the digits never part.
function call(number) {
  if (!number) return null;
  const digits = number.replace(/\s/g, "");
  const href = `tel:${digits.length === 8 ? "+45" : ""}${digits}`;
  return h("a", { class: "call", href }, number.replace(/ /g, "\u00a0"));
}

// Eight digits in twos or threes, the six of a line for children, the three of an alarm.
const NUMBER = /\b(\d\d(?: \d\d){3}|\d\d(?: \d{3}){2}|116 \d{3}|112|114)\b/;

// Telephone numbers inside a text become links as well.
function withCalls(text) {
  const parts = text.split(NUMBER);
  return parts.map((part, at) => (at % 2 ? call(part) : part));
}

function markOf(book, source) {
  const document = book.documents.find((each) => each.id === source[0]);
  const lines = source[1] === source[2] ? `${source[1]}` : `${source[1]}-${source[2]}`;
  return { mark: document?.mark ?? source[0], lines, document };
}

function headingOf(document, line) {
  const section = document?.sections.filter(([, from, to]) => from <= line && line <= to).pop();
  return section ? section[0] : "";
}

// Where something stands: letters and lines, and in words for whoever asks.
function cite(book, sources) {
  if (!sources?.length) return null;
  const told = sources.map((source) => {
    const { mark, lines, document } = markOf(book, source);
    const heading = headingOf(document, source[1]);
    const title = `${document?.title ?? mark}, linje ${lines}${heading ? `: ${heading}` : ""}`;
    return h("span", { class: "cite", title }, `${mark}\u00a0${lines}`);
  });
  const parts = told.flatMap((each, at) => (at ? [", ", each] : [each]));
  return h("small", { class: "cites" }, " [", parts, "]");
}

function list(items, props = {}) {
  const told = items.filter(Boolean);
  return told.length ? h("ul", props, told.map((item) => h("li", {}, item))) : null;
}

function more(title, ...content) {
  return h("details", {}, h("summary", {}, title), content);
}

// The same, made when it is unfolded: an answer is on the screen before what few read is worked out.
function moreLater(title, make) {
  const folded = more(title);
  folded.addEventListener("toggle", () => folded.append(h("div", {}, make())), { once: true });
  return folded;
}
