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
  const menu = document.getElementById("menu");
  menu.addEventListener("click", () => openMenu(menu.getAttribute("aria-expanded") !== "true"));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.querySelector("h1").focus();
  });
  document.getElementById("return").addEventListener("click", goBack);
  document.getElementById("leave").addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.shiftKey) leave();
  });
  // What is to be prepared belongs on paper.
  window.addEventListener("beforeprint", () => document.querySelectorAll("details.prepare").forEach((each) => { each.open = true; }));
  restart();
  at = history.state ?? 0;
  history.replaceState(at, "");
  history.scrollRestoration = "manual";
  window.addEventListener("popstate", travel);
  window.addEventListener("pageshow", () => left && leaveNow());
  show(startView);
}

begin();
