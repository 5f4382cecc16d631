import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EmulatorSeed, emulatorSeed } from './EmulatorSeed';

/** The seed in a JSON file. Throws, with the path of each mistake, when it is none. */
export function readSeedFile(path: string): EmulatorSeed {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const { data, error } = emulatorSeed.safeParse(json);
  if (error) {
    throw new Error(`${path} is not a seed.\n${z.prettifyError(error)}`);
  }
  return data;
}
