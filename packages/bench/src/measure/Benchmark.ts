/** One promise, and whether this run kept it. */
export interface Verdict {
  /** For instance `POST /deployments to deployModel, against the bare script`. */
  what: string;
  /** As measured, with its unit. */
  measured: string;
  /** As promised, with its unit. */
  target: string;
  isMet: boolean;
}

export interface Report {
  /** A line for people, at once. */
  say(line: string): void;
}

/** One question with its answer, measured in one run. */
export interface Benchmark {
  /** As typed on the command line. */
  name: string;
  /** What is compared with what. */
  question: string;
  run(report: Report): Promise<Verdict[]>;
}
