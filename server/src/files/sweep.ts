import { type Core, eraseDue, eraseUnkept, eraseUnsent, removeLeftParts } from "@relais/core";

const everyMs = 60 * 60_000;

/** Erases what an organization keeps no longer and uploads that were never sent or shown, now and every hour. Returns how to stop. */
export function sweepUploads(core: Core): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const sweep = () => {
    running = running.then(() => erase(core));
  };
  sweep();
  const timer = setInterval(sweep, everyMs).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

async function erase(core: Core): Promise<void> {
  try {
    // First: the files of what it erases go with the uploads.
    const words = await eraseDue(core);
    if (words > 0) core.log.info({ words }, "Messages whose time was over were erased.");
    const erased = (await eraseUnsent(core)) + (await eraseUnkept(core));
    const left = await removeLeftParts(core);
    await core.files.store.removeDrafts(new Date(Date.now() - everyMs));
    if (left > 0) core.log.info({ left }, "Parts of finished uploads were taken away.");
    if (erased > 0) core.log.info({ erased }, "Uploads that were never used were erased.");
  } catch (error) {
    core.log.error({ err: error }, "Erasing old uploads failed.");
  }
}
