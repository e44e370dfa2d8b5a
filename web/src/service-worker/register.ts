import { m } from "../catalogue/index.ts";
import { toast } from "../design/Toast.tsx";

/** Keeps the shell for opening without a network, and offers a new version when there is one. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    register().catch(() => {
      // Refused (private browsing, plain http): the app works, only not without a network.
    });
  });
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register("/service-worker.js");
  const isUpdate = () => workers.controller !== null;
  if (registration.waiting && isUpdate()) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && isUpdate()) offer(worker);
    });
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
