import { createHash } from 'node:crypto';
import { ApiError } from '../core/ApiError';
import { Json } from '../core/json';
import { vertexTexts } from '../texts';
import { Instances, Predictor } from './Predictor';

/**
 * Stands for models whose artefact the emulator does not carry: the same instance, model and version always give
 * the same score between 0 and 1, and another version gives another score. Not an inference; see laxer-than-google.md.
 */
export class ScoringPredictor implements Predictor {
  readonly #model: string;
  readonly #needsNumbers: boolean;

  /** `model` names model and version; `image` is the serving container, which decides what an instance may be. */
  constructor(model: string, image: string) {
    this.#model = model;
    this.#needsNumbers = /\/(sklearn|xgboost)-/.test(image);
  }

  predict({ instances }: Instances): Json[] {
    return instances.map((instance, index) => {
      const isRow =
        Array.isArray(instance) && instance.every(n => typeof n === 'number');
      if (this.#needsNumbers && !isRow) {
        throw new ApiError(
          'INVALID_ARGUMENT',
          vertexTexts.numbersExpected(index),
        );
      }
      const digest = createHash('sha256')
        .update(JSON.stringify([this.#model, instance]))
        .digest();
      return digest.readUInt32BE(0) / 0xffffffff;
    });
  }
}
