import { Benchmark } from '../measure/Benchmark';
import { startup } from './startup';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [startup];
