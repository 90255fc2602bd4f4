// One page, several views. What is answered lives in memory alone: not in the address, not in
// storage, and it is gone with the page.

let book;
// So many questions are asked before the answer; more only where somebody wants it sharper.
const PATIENCE = 8;
const state = { turn: 0 };
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

// Every screen is a step of the browser's own history, so that the telephone's back key leads one
// screen back. The history holds a number; what it stands for lives here, and goes with the page.
let at = 0;
let left = false;
const screens = [];

function show(view, argument) {
  const now = screens[at];
  if (now?.view === view && now.argument === argument) return draw(screens[at] = { view, argument });
  if (now) {
    now.scroll = window.scrollY;
    step();
  }
  screens.length = at;
  screens[at] = { view, argument };
  draw(screens[at]);
}

// A browser may refuse when there are too many: then the new screen takes the place of the old.
function step() {
  try {
    history.pushState(at + 1, "");
  } catch {
    return;
  }
  if (history.state === at + 1) at += 1;
}

// Back or forward: as the screen was left, unless an answer is another since then.
function travel(event) {
  if (left) return leaveNow();
  if (screens[at]) screens[at].scroll = window.scrollY;
  at = event.state ?? 0;
  screens[at] ??= { view: startView };
  if (screens[at].view === answerView && !state.asked.length) screens[at] = { view: startView };
  draw(screens[at]);
}

// The heading of what is drawn gets the focus.
function draw(screen) {
  const first = main.querySelector("h1") === null;
  if (screen.turn !== state.turn) {
    screen.nodes = [screen.view(screen.argument)].flat(Infinity).filter(Boolean);
    screen.turn = state.turn;
  }
  main.replaceChildren(...screen.nodes);
  const heading = main.querySelector("h1");
  document.title = `${heading?.dataset.title ?? heading?.textContent ?? ""} – ${book.name}`;
  heading?.setAttribute("tabindex", "-1");
  if (!first) heading?.focus({ preventScroll: true });
  window.scrollTo(0, screen.scroll ?? 0);
  openMenu(false);
  wayBack(screen.view);
  // What is gone on to must not be under the bar, however large its letters are.
  document.documentElement.style.scrollPaddingTop = `${document.querySelector("header").offsetHeight + 8}px`;
  for (const button of document.querySelectorAll("nav button")) {
    const here = VIEWS[button.dataset.view]?.[1] === screen.view;
    if (here) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

// Whoever looks something up finds back to the answer, or to the questions, on every screen.
function wayBack(view) {
  const button = document.getElementById("return");
  button.hidden = !state.begun || [startView, safetyView, dangerView, questionView, answerView].includes(view);
  button.textContent = returnWords();
}

// Notes that somebody got so far; the start then says other words.
function reach(point) {
  if (!state[point]) Object.assign(state, { [point]: true, turn: state.turn + 1 });
}

const returnWords = () => (state.seen ? "Til svaret" : "Svar videre");

function goBack() {
  if (state.seen) show(answerView);
  else proceed();
}

function go(label, view, argument, props = {}) {
  return h("button", { type: "button", ...props, onclick: () => show(view, argument) }, label);
}

// On a narrow screen the menu is folded, so that what is asked or answered is seen first.
function openMenu(open) {
  document.getElementById("menu").setAttribute("aria-expanded", String(open));
  document.querySelector("nav ul").classList.toggle("open", open);
}

// Leaves at once: nothing is left on the screen, and back leads to what was before the page.
function leave() {
  left = true;
  restart();
  screens.length = 0;
  document.body.replaceChildren();
  document.title = "";
  if (at === 0) return leaveNow();
  history.go(-at);
  setTimeout(leaveNow, 500);
}

function leaveNow() {
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
