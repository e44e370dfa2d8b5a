/**
 * Loaded into the server before everything else: moves its clock by as much as its parent says, so
 * that pictures show conversations of yesterday. Only the domain's time moves; timers do not.
 */
let shift = 0;
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given: ConstructorParameters<DateConstructor> | []) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;

process.on("message", (message: { shift: number }) => {
  shift = message.shift;
  process.send?.({ shifted: shift });
});
// The server ends when it has nothing to do, whether or not its parent still listens.
process.channel?.unref();
// Whatever ends its parent ends it too, database included.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
