import type { EmulatorSeed } from '@backstage-vertex/google-emulator';

/** Leaves only so many models, all in one location of the environment `dev`, and no endpoint. */
export function seedModels(seed: EmulatorSeed, count: number): void {
  const [sample] = seed.models;
  seed.endpoints = [];
  seed.models = Array.from({ length: count }, (_, index) => ({
    ...sample,
    id: String(100_000 + index),
    project: 'ml-dev',
    displayName: `model ${index}`,
    versions: sample.versions.slice(0, 1),
  }));
}
