import { m } from "../catalogue/index.ts";
import { toast } from "../design/Toast.tsx";

const updateEveryMs = 60 * 60_000;

/** Keeps the shell for opening without a network, and offers a new version when there is one. */
export function keepShell(): void {
  offerReload();
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Where the server drew the page, it may be complete before the app starts.
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}

function keep(): void {
  register().catch(() => {
    // Refused (private browsing, plain http): the app works, only not without a network.
  });
}

/** Without a service worker the parts of an older version are gone after an update: only a reload helps. */
function offerReload(): void {
  addEventListener("vite:preloadError", () => void offerIfReplaced());
}

async function offerIfReplaced(): Promise<void> {
  if (!(await isReplaced())) return;
  toast(m.update_ready(), { label: m.action_reload(), run: () => location.reload() });
}

/** Whether the server has another version. A part that the network alone kept back is no reason to load the page anew. */
async function isReplaced(): Promise<boolean> {
  const own = new URL(import.meta.url).pathname;
  try {
    const page = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    return page.ok && !(await page.text()).includes(own);
  } catch {
    return false;
  }
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register("/service-worker.js");
  const isUpdate = () => workers.controller !== null;
  lookForUpdates(registration);
  if (registration.waiting && isUpdate()) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && isUpdate()) offer(worker);
    });
  });
}

/** An app that stays open for days would never ask by itself. */
function lookForUpdates(registration: ServiceWorkerRegistration): void {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < updateEveryMs) return;
    asked = Date.now();
    // Without a network it is asked another time.
    registration.update().catch(() => {});
  });
}

/** The new version takes over, and the page reloads, only when the person says so. */
function offer(worker: ServiceWorker): void {
  toast(m.update_ready(), {
    label: m.action_reload(),
    run: () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      // A worker has no origin to name; the rule is about windows.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage("take-over");
    },
  });
}
