import type { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';

/** Where the job works. */
export const place = {
  environment: 'dev',
  location: 'europe-west4',
} as const;

/** The TensorFlow model of the demo's registry and the version that is deployed. */
export const wantedModel = { displayName: 'fraud-score', version: '2' };

export function deployRequest(modelId: string): DeploymentRequestInput {
  return {
    action: 'deployment.create',
    ...place,
    reason: 'The demo shows the whole way',
    model: { id: modelId, version: wantedModel.version },
    endpoint: {
      kind: 'new',
      displayName: 'fraud-demo',
      labels: { 'backstage-owner': 'fraud-ml', system: 'payments' },
    },
    machine: { machineType: 'n1-standard-2' },
    replicas: { min: 1, max: 1 },
  };
}

/**
 * Two payments, as the model was trained on them: amount in euro, hour of the day, risk of the country
 * and of the merchant (0 to 1), payments in the last hour, age of the card in days.
 */
export const payments = [
  { what: 'a lunch', instance: [12.5, 12, 0.05, 0.1, 1, 900] },
  { what: 'five phones at night', instance: [4200, 3, 0.9, 0.8, 14, 2] },
];
