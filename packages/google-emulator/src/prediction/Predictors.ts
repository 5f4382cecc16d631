import type { EmulatorState } from '../state/EmulatorState';
import { DeployedModelRecord } from '../state/records';
import { Predictor } from './Predictor';
import { ScoringPredictor } from './ScoringPredictor';

/** Finds the predictor of a deployed model by its artefact, and keeps it loaded. */
export class Predictors {
  readonly #state: EmulatorState;

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  async of(deployed: DeployedModelRecord): Promise<Predictor> {
    return new ScoringPredictor(`${deployed.model}@${deployed.modelVersionId}`);
  }
}
