// One page, several views. What is answered lives in memory alone: not in the address, not in
// storage, and it is gone with the page.

let book;
// So many questions are asked before the answer; more only where somebody wants it sharper.
const PATIENCE = 8;
const state = { given: {}, vain: new Set(), asked: [], safe: false, patience: PATIENCE };
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

// The views open one after the other; the heading of each new one gets the focus.
function show(view, argument) {
  const first = main.querySelector("h1") === null;
  const made = view(argument);
  main.replaceChildren(...[made].flat(Infinity).filter(Boolean));
  const heading = main.querySelector("h1");
  document.title = `${heading?.textContent ?? ""} – ${book.name}`;
  heading?.setAttribute("tabindex", "-1");
  if (!first) heading?.focus();
  window.scrollTo(0, 0);
  openMenu(false);
  for (const button of document.querySelectorAll("nav button")) {
    const here = VIEWS[button.dataset.view]?.[1] === view;
    if (here) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

function go(label, view, argument, props = {}) {
  return h("button", { type: "button", ...props, onclick: () => show(view, argument) }, label);
}

// On a narrow screen the menu is folded, so that what is asked or answered is seen first.
function openMenu(open) {
  document.getElementById("menu").setAttribute("aria-expanded", String(open));
  document.querySelector("nav ul").classList.toggle("open", open);
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
