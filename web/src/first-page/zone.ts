const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock of a zone: for an instant a date whose year, day and hours, as this machine tells them, are the zone's. */
export function clockIn(timeZone: string): (instant: number) => Date {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    clocks.set(timeZone, clock);
  }
  const told = clock;
  return (instant) => {
    const part = Object.fromEntries(
      told.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return new Date(year, month - 1, day, hour, minute);
  };
}
