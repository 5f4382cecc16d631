type Core = typeof import('@tensorflow/tfjs-core');
type Layers = typeof import('@tensorflow/tfjs-layers');

export interface TensorFlow {
  core: Core;
  layers: Layers;
}

let loaded: TensorFlow | undefined;

/**
 * TensorFlow.js with its CPU backend, loaded at first use: most tests never predict, and it takes half a second.
 * By `require`, because a real `import()` needs a flag under Jest in every package that uses the emulator.
 */
export async function loadTensorFlow(): Promise<TensorFlow> {
  if (!loaded) {
    /* eslint-disable @typescript-eslint/no-var-requires, global-require */
    const core: Core = require('@tensorflow/tfjs-core');
    require('@tensorflow/tfjs-backend-cpu');
    const layers: Layers = require('@tensorflow/tfjs-layers');
    /* eslint-enable @typescript-eslint/no-var-requires, global-require */
    // Silences the advice to install the native backend.
    core.enableProdMode();
    loaded = { core, layers };
  }
  await loaded.core.setBackend('cpu');
  return loaded;
}
