import { frameworkOf } from './framework';

describe('frameworkOf', () => {
  it.each([
    [
      'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
      'TensorFlow 2.15',
    ],
    [
      'europe-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-3:latest',
      'scikit-learn 1.3',
    ],
    [
      'us-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.1-7:latest',
      'XGBoost 1.7',
    ],
    [
      'us-docker.pkg.dev/vertex-ai/prediction/pytorch-gpu.2-1:latest',
      'PyTorch 2.1',
    ],
    ['docker.io/tensorflow/serving:2.16.1', 'TensorFlow 2.16.1'],
    ['docker.io/tensorflow/serving', 'TensorFlow'],
    ['europe-docker.pkg.dev/my-project/my-repo/scoring:7', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (image, framework) => {
    expect(frameworkOf(image)).toBe(framework);
  });
});
