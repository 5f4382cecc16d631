import { Benchmark } from '../measure/Benchmark';
import { catalogIngestion } from './catalogIngestion';
import { deployPath } from './deployPath';
import { modelList } from './modelList';
import { startup } from './startup';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  deployPath,
  modelList,
  startup,
  catalogIngestion,
];
