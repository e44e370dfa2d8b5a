/**
 * Cuts a `text/event-stream` into the `data` of its events. Feed it text as it comes; an event that
 * is not complete yet waits for the next piece.
 */
export function eventStreamReader(data: (data: string) => void): (piece: string) => void {
  let rest = "";
  let lines: string[] = [];
  return (piece) => {
    rest += piece;
    const complete = rest.split(/\r\n|\n|\r(?!$)/);
    rest = complete.pop() ?? "";
    for (const line of complete) {
      if (line !== "") {
        if (line.startsWith("data:")) lines.push(line.slice(line[5] === " " ? 6 : 5));
        continue;
      }
      if (lines.length > 0) data(lines.join("\n"));
      lines = [];
    }
  };
}
