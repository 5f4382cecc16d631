import { createHash } from 'node:crypto';
import { Json } from '../core/json';
import { Instances, Predictor } from './Predictor';

/**
 * Stands for models whose artefact the emulator does not carry: the same instance, model and version always give
 * the same score between 0 and 1, and another version gives another score. Not an inference; see laxerThanGoogle.md.
 */
export class ScoringPredictor implements Predictor {
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  predict({ instances }: Instances): Json[] {
    return instances.map(instance => {
      const digest = createHash('sha256')
        .update(JSON.stringify([this.#model, instance]))
        .digest();
      return digest.readUInt32BE(0) / 0xffffffff;
    });
  }
}
