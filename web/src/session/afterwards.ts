/** So long what is only beside waits at most: without a network nothing is in its way. */
const patienceMs = 4_000;

let resolve = () => {};
const promise = new Promise<void>((done) => {
  resolve = done;
});
// Where the app is kept on the device, nothing has to come over a slow link.
if (navigator.serviceWorker?.controller) resolve();
else setTimeout(resolve, patienceMs);

/** What one came for is there: the connection stands. */
export const nowIsAfterwards = (): void => resolve();

/** Loads what is only beside what one came for once that is there: a slow link carries one after the other. */
export async function afterwards<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  await promise;
  return load();
}
