// Runs before the first paint, as a file of its own: the content security policy allows nothing inline.
(() => {
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

  // The parts of a conversation come together with the rest of the app instead of after it.
  const parts = document.currentScript?.dataset.conversation;
  if (!parts || !location.pathname.startsWith("/communication/")) return;
  for (const href of parts.split(" ")) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = href;
    document.head.append(link);
  }
})();
