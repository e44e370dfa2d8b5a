import type { Options } from "../options.ts";
import type { Cpu, RunningSubject, Subject } from "../subjects/subject.ts";

/** Everything that may be measured, by name. */
export interface Subjects {
  relais: Subject;
  echo: Subject;
  insert: Subject;
  socketio: Subject;
  express: Subject;
}

/** One measured value: `figure` of `subject` in one repeat. */
export interface Sample {
  figure: string;
  subject: string;
  value: number;
}

/** Figures by name. */
export type Figures = Record<string, number>;

export interface Measurement {
  readonly name: string;
  /** Who takes part, in the order of the run. */
  subjects(all: Subjects): Subject[];
  /** Measures one running subject once. */
  run(subject: RunningSubject, options: Options): Promise<Figures>;
}

/** Reads CPU between two moments. */
export class CpuMeter {
  readonly #subject: RunningSubject;
  #from: Cpu | undefined;
  #used: Cpu = { server: 0, database: 0 };

  constructor(subject: RunningSubject) {
    this.#subject = subject;
  }

  /** For a job's signals: the part between `begin` and `end` is what counts. */
  readonly onSignal = (signal: string): void => {
    const now = this.#subject.cpu();
    if (signal === "begin") this.#from = now;
    if (signal === "end" && this.#from) {
      this.#used = {
        server: now.server - this.#from.server,
        database: now.database - this.#from.database,
      };
    }
  };

  /** CPU milliseconds of server and database together for `count` operations, per thousand. */
  perThousand(count: number): number {
    return ((this.#used.server + this.#used.database) * 1e6) / count;
  }

  /** The database's part of it. */
  databasePerThousand(count: number): number {
    return (this.#used.database * 1e6) / count;
  }
}
