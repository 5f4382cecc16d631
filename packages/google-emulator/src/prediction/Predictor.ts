import { Json } from '../core/json';

export interface Instances {
  instances: Json[];
  parameters?: Json;
}

/** A model that is ready to answer. Throws ApiError INVALID_ARGUMENT, in the server's words, for a bad instance. */
export interface Predictor {
  predict(request: Instances): Json[];
}
