/** The load generator: a process of its own, so that its CPU is not the server's. Runs one job and ends. */
import type { Adapter, Target } from "./adapter.ts";
import { fanOut } from "./job-fan-out.ts";
import { idle } from "./job-idle.ts";
import { pages } from "./job-pages.ts";
import { rate } from "./job-rate.ts";
import { restart } from "./job-restart.ts";
import type { Job, Results, Signal } from "./jobs.ts";
import { plainWs } from "./plain-ws.ts";
import { relais } from "./relais.ts";
import { socketio } from "./socketio.ts";

let resume = (): void => undefined;

process.on("message", (message: { job?: Job; resume?: true }) => {
  if (message.resume) resume();
  if (message.job) {
    run(message.job).then(
      (result) => process.send?.({ result }, () => process.exit(0)),
      (error: Error) => process.send?.({ failure: error.stack ?? error.message }),
    );
  }
});
process.on("disconnect", () => process.exit(0));

function run(job: Job): Promise<Results[Job["name"]]> {
  const adapter = adapterOf(job.target);
  switch (job.name) {
    case "rate":
      return rate(adapter, job, tell);
    case "fan-out":
      return fanOut(adapter, job, tell);
    case "idle":
      return idle(adapter, job, tell);
    case "restart":
      return restart(adapter, job, tell);
    case "pages":
      return pages(adapter, job, tell);
  }
}

function adapterOf(target: Target): Adapter {
  switch (target.kind) {
    case "ws":
      return plainWs(target.port);
    case "socketio":
      return socketio(target.port);
    case "relais":
      return relais(target.port);
  }
}

/** Tells the orchestrator and resolves when it has answered. Signals do not overlap. */
function tell(signal: Signal): Promise<void> {
  return new Promise((resolve) => {
    resume = resolve;
    process.send?.({ signal });
  });
}
