// Runs before the first paint, as a file of its own: the content security policy allows nothing inline.
(() => {
  // Where a browser gives a frame on somebody else's site no storage, what is kept lasts as long as the page.
  try {
    void localStorage.length;
  } catch {
    const kept = new Map();
    const storage = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, String(value)),
      removeItem: (key) => void kept.delete(key),
    };
    Object.defineProperty(window, "localStorage", { value: storage });
    Object.defineProperty(window, "indexedDB", { value: undefined });
  }

  let choice = "system";
  let language = "";
  try {
    choice = localStorage.getItem("relais:theme") || "system";
    language = localStorage.getItem("PARAGLIDE_LOCALE") || "";
  } catch {
    // Storage is refused: the system decides.
  }
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  if (language) root.lang = language;
  const colour = document.querySelector('meta[name="theme-color"]');
  if (colour && dark) colour.setAttribute("content", "#0e1615");

  // Where there is something to read already, it is painted before the app takes the processor: in what nobody sees
  // nothing is painted, and nobody waits for that.
  const app = document.currentScript?.dataset.app;
  const start = () => {
    const script = document.createElement("script");
    script.type = "module";
    script.crossOrigin = "";
    script.src = app;
    document.head.append(script);
  };
  const painted = () => requestAnimationFrame(() => setTimeout(start));
  const read = () => (document.visibilityState === "hidden" ? start() : painted());
  if (app && document.readyState !== "loading") read();
  else if (app) document.addEventListener("DOMContentLoaded", read);

  const [, place, what] = location.pathname.split("/");
  let session = null;
  try {
    session = JSON.parse(localStorage.getItem(`relais-session ${location.origin}`));
  } catch {
    // Nobody is known here: the app asks them in.
  }
  // Whoever is signed in goes on to where they were: the door that came with the page is not shown.
  if (place === "" && session) root.dataset.known = "";
  const guest = place === "suivi";
  const embed = place === "embed";
  if (!guest && !embed && place !== "communication") return;

  // The parts of a conversation come together with the rest of the app instead of after it.
  const parts = document.currentScript?.dataset[guest ? "guest" : embed ? "embed" : "member"];
  for (const href of parts?.split(" ") ?? []) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = href;
    document.head.append(link);
  }

  // So do the first answers: on a slow link each round trip after the scripts would be waited for. Whoever has
  // been here before has kept what they saw, and asks only for what is new. session/early.ts takes them.
  const early = new Map();
  globalThis.relaisEarly = early;
  const ask = (path, token, body, told) => {
    const method = body ? "POST" : "GET";
    const headers = { accept: "application/json" };
    if (body) headers["content-type"] = "application/json";
    if (token) headers.authorization = `Bearer ${token}`;
    if (language) headers["accept-language"] = language;
    const asked = fetch(path, { method, headers, body: body && JSON.stringify(body) });
    const answer = asked.then(async (response) => {
      if (response.ok) told?.(await response.clone().json());
      return response;
    });
    // Whoever takes it hears of it; nobody may.
    answer.catch(() => {});
    early.set(`${method} ${path}`, { token, answer });
  };
  if (embed) {
    if (what) ask(`/v1/embedded/${what}`, null);
    return;
  }
  const conversation = (id, token) => id && ask(`/v1/conversations/${id}`, token);
  const visited = navigator.serviceWorker?.controller;
  if (guest && what) {
    // What stands in the page already was told with it.
    const told = root.hasAttribute("data-first-page");
    ask("/v1/guest-sessions", null, { token: what }, (opened) => {
      if (visited || told) return;
      ask("/v1/kinds", opened.access_token);
      conversation(opened.visit.conversation_id, opened.access_token);
    });
    return;
  }
  if (guest || visited || !what) return;
  if (!session || session.access_until < Date.now() + 60_000) return;
  const token = session.access_token;
  ask("/v1/kinds", token);
  ask(`/v1/cases/${what}`, token, null, (found) => conversation(found.conversation_id, token));
})();
