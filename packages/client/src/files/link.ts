/** The part of the Network Information API that is read; not every browser has it. */
type NetworkInformation = { saveData?: boolean; effectiveType?: string };

const slow = new Set(["slow-2g", "2g", "3g"]);

/** Whether to spend little on this link: the person told their browser so, or the link is slow. */
export function isDearLink(
  { connection }: { connection?: NetworkInformation } = globalThis.navigator as Navigator & {
    connection?: NetworkInformation;
  },
): boolean {
  return connection?.saveData === true || slow.has(connection?.effectiveType ?? "");
}
