/** Set for the process that runs the command under a newer Node; see ensure-node.mjs. */
export const CHILD_MARK = "RELAIS_RUN_CHILD";

const LOOK_EVERY_MS = 500;

/** Ends this process, in an orderly way, as soon as the one that started it is gone. */
export function endWithParent() {
  if (process.env[CHILD_MARK] !== undefined) endWithElder();
  else if (process.env.npm_lifecycle_event !== undefined) endWithShell();
}

/** Under an old Node our elder started us in a session of our own: after its kill -9 nothing else would end us. */
function endWithElder() {
  delete process.env[CHILD_MARK];
  if (process.channel === undefined) return;
  process.once("disconnect", end);
  // The channel alone is no reason to stay.
  process.channel.unref();
}

/** npm runs us in a shell, and that shell does not pass on the SIGTERM that npm gives it. */
function endWithShell() {
  const shell = process.ppid;
  const look = () => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    end();
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
}

function end() {
  process.kill(process.pid, "SIGTERM");
}
