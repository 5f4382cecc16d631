import {
  availableParallelism,
  cpus,
  freemem,
  release,
  totalmem,
} from 'node:os';

const GIB = 1024 ** 3;

/** The machine of a run in one line, as no number means anything without it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || process.arch;
  return [
    `${availableParallelism()} cores (${model})`,
    `${(totalmem() / GIB).toFixed(1)} GiB memory (${(freemem() / GIB).toFixed(
      1,
    )} free)`,
    `Node ${process.versions.node}`,
    `${process.platform} ${release()}`,
  ].join(', ');
}
