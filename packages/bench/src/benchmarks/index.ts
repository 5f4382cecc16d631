import { Benchmark } from '../measure/Benchmark';
import { catalogIngestion } from './catalogIngestion';
import { credentialHandOut } from './credentialHandOut';
import { decision } from './decision';
import { deployPath } from './deployPath';
import { ending } from './ending';
import { modelList } from './modelList';
import { startup } from './startup';
import { stepUp } from './stepUp';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  deployPath,
  credentialHandOut,
  stepUp,
  decision,
  modelList,
  startup,
  catalogIngestion,
  ending,
];
