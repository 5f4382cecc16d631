import { isObject, JsonObject } from '../core/json';
import type { EmulatorState } from '../state/EmulatorState';
import { DeployedModelRecord } from '../state/records';
import { ARTEFACTS } from './artefacts';
import { Predictor } from './Predictor';
import { ScoringPredictor } from './ScoringPredictor';
import { TensorFlowPredictor } from './TensorFlowPredictor';

/**
 * Finds the predictor of a deployed model by the artefact of its version, and keeps it loaded: real TensorFlow
 * inference when the emulator carries the artefact, a deterministic score otherwise.
 */
export class Predictors {
  readonly #state: EmulatorState;
  readonly #loaded = new Map<string, Promise<Predictor>>();

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  of(deployed: DeployedModelRecord): Promise<Predictor> {
    const spec = this.#specOf(deployed);
    const artefact = this.#artefactAt(String(spec.artifactUri ?? ''));
    if (artefact) {
      const known = this.#loaded.get(artefact);
      if (known) return known;
      const loading = TensorFlowPredictor.create(ARTEFACTS[artefact]);
      this.#loaded.set(artefact, loading);
      return loading;
    }
    const image = isObject(spec.containerSpec)
      ? String(spec.containerSpec.imageUri)
      : '';
    const name = `${deployed.model}@${deployed.modelVersionId}`;
    return Promise.resolve(new ScoringPredictor(name, image));
  }

  /** What the version was uploaded with; empty when the version has been deleted since. */
  #specOf(deployed: DeployedModelRecord): JsonObject {
    const version = this.#state.models
      .get(deployed.model)
      ?.versions.find(v => v.versionId === deployed.modelVersionId);
    return version?.spec ?? {};
  }

  /** Name of the carried artefact at a gs:// address; a trailing slash makes no difference. */
  #artefactAt(uri: string): string | undefined {
    const name = this.#state.artifacts[uri.replace(/\/+$/, '')];
    return name && Object.hasOwn(ARTEFACTS, name) ? name : undefined;
  }
}
