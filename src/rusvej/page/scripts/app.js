// One page, several views. What is answered lives in memory alone: not in the address, not in
// storage, and it is gone with the page.

let book;
const state = { given: {}, vain: new Set(), asked: [], safe: false, patience: 8, sharper: false };
const main = document.getElementById("main");

const VIEWS = {
  start: ["Begynd", startView],
  offers: ["Tilbud", offersView],
  deadlines: ["Frister", deadlinesView],
  contacts: ["Kontakter", contactsView],
  levels: ["Niveauer", levelsView],
  detect: ["Opsporing", detectView],
  open: ["Uklart", openView],
  sources: ["Kilder", sourcesView],
};

function show(view, argument) {
  const made = view(argument);
  main.replaceChildren(...[made].flat(Infinity).filter(Boolean));
  const heading = main.querySelector("h1");
  document.title = `${heading?.textContent ?? ""} – ${book.name}`;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  window.scrollTo(0, 0);
  for (const button of document.querySelectorAll("nav button")) {
    const here = VIEWS[button.dataset.view]?.[1] === view;
    if (here) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

function go(label, view, argument, props = {}) {
  return h("button", { type: "button", ...props, onclick: () => show(view, argument) }, label);
}

// Leaves at once: nothing is left on the screen, and there is no way back to what was answered.
function leave() {
  state.given = {};
  document.body.replaceChildren();
  document.title = "";
  location.replace("about:blank");
}

function available(name) {
  if (name === "detect") return Boolean(book.detection);
  if (name === "levels") return book.levels.length > 0;
  if (name === "deadlines") return book.deadlines.length > 0 && book.events.length > 0;
  if (name === "open") return Object.keys(book.questions).length > 0;
  if (name === "contacts") return Object.keys(book.contacts).length > 0;
  return true;
}

// The rules travel compressed (RFC 1951), so that the page stays small.
async function rules() {
  const packed = atob(document.getElementById("rules").textContent.trim());
  const bytes = Uint8Array.from(packed, (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

async function begin() {
  book = await rules();
  const nav = document.querySelector("nav ul");
  for (const [name, [label, view]] of Object.entries(VIEWS)) {
    if (available(name)) nav.append(h("li", {}, go(label, view, undefined, { "data-view": name })));
  }
  document.getElementById("leave").addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.shiftKey) leave();
  });
  show(startView);
}
