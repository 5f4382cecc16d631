import type { LayersArtefact } from '../TensorFlowPredictor';
import fraudScoreV1 from './fraud-score-v1.json';
import fraudScoreV2 from './fraud-score-v2.json';

/** Model artefacts that the emulator carries, by the name that a seed's `artifacts` maps gs:// addresses to. */
export const ARTEFACTS: Record<string, LayersArtefact> = {
  'fraud-score-v1': fraudScoreV1 as LayersArtefact,
  'fraud-score-v2': fraudScoreV2 as LayersArtefact,
};
