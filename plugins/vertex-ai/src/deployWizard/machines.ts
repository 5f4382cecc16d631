/**
 * Suggestions only: any machine type may be typed, and Google says whether the location has it.
 * From "Configure compute resources for inference" of the Vertex AI documentation.
 */
export const machineTypes = [
  'n1-standard-2',
  'n1-standard-4',
  'n1-standard-8',
  'n1-standard-16',
  'n1-highmem-2',
  'n1-highmem-4',
  'n1-highmem-8',
  'n1-highcpu-4',
  'n1-highcpu-8',
  'e2-standard-2',
  'e2-standard-4',
  'e2-standard-8',
  'e2-highmem-4',
  'n2-standard-4',
  'n2-standard-8',
  'c2-standard-4',
  'c2-standard-8',
  'g2-standard-4',
  'g2-standard-8',
  'a2-highgpu-1g',
];

/** Values of `AcceleratorType` of the API that serving accepts. */
export const accelerators = [
  'NVIDIA_TESLA_T4',
  'NVIDIA_TESLA_P4',
  'NVIDIA_TESLA_P100',
  'NVIDIA_TESLA_V100',
  'NVIDIA_L4',
  'NVIDIA_TESLA_A100',
  'NVIDIA_A100_80GB',
  'NVIDIA_H100_80GB',
];
