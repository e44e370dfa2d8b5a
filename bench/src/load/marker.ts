/**
 * Every message of the bench carries its number between two `#`, so that the generator recognises it in any
 * server's frame without parsing the frame.
 */
const hash = 0x23;
const digits = 9;
const filler =
  " La voiture est au bord de la route, capot ouvert ; le moteur chauffe et ne repart plus. Pouvez-vous venir avant la nuit, je suis seule avec";

/** The text of message `number` (0 to 999,999,999): 150 bytes. */
export function textOf(number: number): string {
  return `#${String(number).padStart(digits, "0")}#${filler}`.slice(0, 150);
}

/** Calls `visit` with the number of every message in `payload`, in order. */
export function eachNumber(payload: Buffer, visit: (number: number) => void): void {
  let at = payload.indexOf(hash);
  while (at !== -1) {
    const end = at + digits + 1;
    if (payload[end] !== hash) {
      at = payload.indexOf(hash, at + 1);
      continue;
    }
    let number = 0;
    for (let index = at + 1; index < end; index += 1) {
      number = number * 10 + (payload[index] ?? 0) - 0x30;
    }
    visit(number);
    at = payload.indexOf(hash, end + 1);
  }
}
