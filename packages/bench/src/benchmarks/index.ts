import { Benchmark } from '../measure/Benchmark';
import { catalogIngestion } from './catalogIngestion';
import { credentialHandOut } from './credentialHandOut';
import { deployPath } from './deployPath';
import { modelList } from './modelList';
import { startup } from './startup';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  deployPath,
  credentialHandOut,
  modelList,
  startup,
  catalogIngestion,
];
