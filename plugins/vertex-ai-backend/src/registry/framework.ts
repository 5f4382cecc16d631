/** Google's prebuilt serving images and common servers, by the part of the image path that names them. */
const FRAMEWORKS: readonly [pattern: RegExp, name: string][] = [
  [/\/tf2?-(?:cpu|gpu|tpu)\.([0-9-]+)/, 'TensorFlow'],
  [/\/sklearn-(?:cpu|gpu)\.([0-9-]+)/, 'scikit-learn'],
  [/\/xgboost-(?:cpu|gpu)\.([0-9-]+)/, 'XGBoost'],
  [/\/pytorch-(?:cpu|gpu|tpu)\.([0-9-]+)/, 'PyTorch'],
  [/\/tensorflow\/serving(?::([0-9.]+))?/, 'TensorFlow'],
  [/tritonserver(?::([0-9.]+))?/, 'Triton'],
  [/\/(?:pytorch-)?vllm[^/]*(?::([0-9.]+))?/, 'vLLM'],
];

/** The framework that a serving container's image names, for instance `TensorFlow 2.15`; undefined for an image of one's own. */
export function frameworkOf(imageUri: string | undefined): string | undefined {
  for (const [pattern, name] of FRAMEWORKS) {
    const match = imageUri?.match(pattern);
    if (match) {
      const version = match[1]?.replace(/-/g, '.');
      return version ? `${name} ${version}` : name;
    }
  }
  return undefined;
}
