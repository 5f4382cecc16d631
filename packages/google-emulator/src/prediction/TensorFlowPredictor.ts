import type { io, Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { ApiError } from '../core/ApiError';
import { isObject, Json } from '../core/json';
import { vertexTexts } from '../texts';
import { loadTensorFlow, TensorFlow } from './loadTensorFlow';
import { Instances, Predictor } from './Predictor';

/** A TensorFlow.js layers model in one JSON file; the weights are base64 of little-endian float32. */
export interface LayersArtefact {
  features: string[];
  inputName: string;
  modelTopology: object;
  weightSpecs: io.WeightsManifestEntry[];
  weightData: string;
}

/** Runs a layers model on the CPU, and refuses bad instances in the words of TensorFlow Serving. */
export class TensorFlowPredictor implements Predictor {
  readonly #tf: TensorFlow['core'];
  readonly #model: LayersModel;
  readonly #artefact: LayersArtefact;

  private constructor(parts: {
    tf: TensorFlow['core'];
    model: LayersModel;
    artefact: LayersArtefact;
  }) {
    this.#tf = parts.tf;
    this.#model = parts.model;
    this.#artefact = parts.artefact;
  }

  static async create(artefact: LayersArtefact): Promise<TensorFlowPredictor> {
    const { core: tf, layers } = await loadTensorFlow();
    const bytes = Buffer.from(artefact.weightData, 'base64');
    const weightData = bytes.buffer.slice(
      bytes.byteOffset,
      bytes.byteOffset + bytes.byteLength,
    );
    const model = await layers.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: artefact.modelTopology,
        weightSpecs: artefact.weightSpecs,
        weightData,
      }),
    );
    return new TensorFlowPredictor({ tf, model, artefact });
  }

  /** One list of outputs per instance, as TensorFlow Serving answers for a model with one output. */
  predict({ instances }: Instances): Json[] {
    const rows = instances.map((instance, index) => this.#row(instance, index));
    const width = rows[0].length;
    rows.forEach((row, index) => {
      if (row.length !== width) {
        const problem = `Encountered list at unexpected size: ${row.length} at level: 1 expected size: ${width}`;
        throw refused(vertexTexts.tfServingElement(index, problem));
      }
    });
    const expected = this.#artefact.features.length;
    if (width !== expected) {
      throw refused(
        vertexTexts.tfServing(
          `Matrix size-incompatible: In[0]: [${
            rows.length
          },${width}], In[1]: ${this.#firstKernel(expected)}`,
        ),
      );
    }
    return this.#tf.tidy(() => {
      const output = this.#model.predict(this.#tf.tensor2d(rows)) as Tensor;
      return output.arraySync() as number[][];
    });
  }

  /** The numbers of one instance: a list, or an object with the model's named input. */
  #row(instance: Json, index: number): number[] {
    let value: Json | undefined = instance;
    if (isObject(instance)) {
      value = instance[this.#artefact.inputName];
      if (value === undefined) {
        const problem = `JSON object: does not have named input: ${
          this.#artefact.inputName
        }`;
        throw refused(vertexTexts.tfServingElement(index, problem));
      }
    }
    const row = Array.isArray(value) ? value : [value];
    for (const item of row) {
      if (typeof item !== 'number') {
        const problem = `JSON Value: ${JSON.stringify(item)} Type: ${typeName(
          item,
        )} is not of expected type: float`;
        throw refused(vertexTexts.tfServingElement(index, problem));
      }
    }
    return row as number[];
  }

  #firstKernel(inputs: number): string {
    const [, units] = this.#artefact.weightSpecs[0].shape;
    return `[${inputs},${units}]`;
  }
}

/** Names of JSON types as RapidJSON, and so TensorFlow Serving, gives them. */
function typeName(value: Json | undefined): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'Array';
  const name = typeof value;
  return name === 'boolean' ? 'Bool' : name[0].toUpperCase() + name.slice(1);
}

function refused(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}
