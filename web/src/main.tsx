import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/base.css";
import { Toasts } from "./design/Toast.tsx";
import { currentLanguage, useLanguage } from "./format/language.ts";
import { Scenes } from "./router.tsx";
import { isBehindFirstPage } from "./session/first-page.ts";
import { followTheme } from "./session/theme.ts";
import { keepShell } from "./service-worker/register.ts";

document.documentElement.lang = currentLanguage();
followTheme();
// On somebody else's site nothing is kept for later.
if (window.parent === window) keepShell();

/** A change of language draws everything again, in place; the connection and the outbox live on. */
function App() {
  const language = useLanguage();
  return (
    <>
      <Scenes key={language} />
      <Toasts />
    </>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const draw = () =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
// Reading the code was long enough in one piece for whoever looks at the server's page meanwhile.
if (isBehindFirstPage()) setTimeout(draw);
else draw();
