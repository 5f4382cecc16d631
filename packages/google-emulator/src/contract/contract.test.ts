import { version } from '@google-cloud/aiplatform/package.json';
import { ApiError } from '../core/ApiError';
import { VERTEX } from './contract';
import { parseMessage } from './parseMessage';
import { withIntegerEnums } from './renderMessage';
import contractJson from './vertexContract.json';

const ENDPOINT = `${VERTEX}.Endpoint`;
const DEPLOY = `${VERTEX}.DeployModelRequest`;

const refusal = (type: string, json: unknown): ApiError => {
  try {
    parseMessage(type, json as never);
  } catch (error) {
    return error as ApiError;
  }
  throw new Error('The message was not refused');
};

it('comes from the descriptors of the client that the tests use', () => {
  // When this fails: node scripts/buildContract.cjs
  expect(contractJson.source).toBe(`@google-cloud/aiplatform ${version}`);
});

describe('messages in', () => {
  it('takes snake_case and camelCase, enums by name and number, numbers as text', () => {
    const expected = {
      deployedModel: {
        model: 'm',
        dedicatedResources: {
          machineSpec: {
            acceleratorType: 'NVIDIA_TESLA_T4',
            acceleratorCount: 1,
          },
          minReplicaCount: 2,
        },
      },
      trafficSplit: { 0: 100 },
    };
    const snake = {
      deployed_model: {
        model: 'm',
        dedicated_resources: {
          machine_spec: { accelerator_type: 5, accelerator_count: '1' },
          min_replica_count: 2,
        },
      },
      traffic_split: { 0: '100' },
    };
    expect(parseMessage(DEPLOY, snake)).toEqual(expected);
    expect(parseMessage(DEPLOY, expected)).toEqual(expected);
  });

  it('ignores what only Google may set, and defaults', () => {
    expect(
      parseMessage(ENDPOINT, {
        name: 'mine',
        displayName: 'x',
        createTime: '2026-01-01T00:00:00Z',
        deployedModels: [{ id: '1' }],
        description: '',
        dedicatedEndpointEnabled: false,
        labels: {},
        network: null,
      }),
    ).toEqual({ displayName: 'x' });
  });

  it.each([0, 'ACCELERATOR_TYPE_UNSPECIFIED'])(
    'takes the first value of an enum, %j, as not set',
    acceleratorType => {
      const machine = (spec: object) => ({
        deployedModel: { dedicatedResources: { machineSpec: spec } },
      });
      expect(
        parseMessage(DEPLOY, machine({ acceleratorType }) as never),
      ).toEqual(machine({}));
    },
  );

  it('keeps zeros inside maps', () => {
    const split = { trafficSplit: { 1: 100, 2: 0 } };
    expect(parseMessage(ENDPOINT, split)).toEqual(split);
  });

  it.each([
    [ENDPOINT, { displayname: 'x' }, 'Unknown name "displayname"'],
    [
      DEPLOY,
      { deployedModel: { colour: 1 } },
      `Unknown name "colour" at 'deployed_model'`,
    ],
    [ENDPOINT, { labels: ['a'] }, "Invalid value at 'labels'"],
    [ENDPOINT, [], 'Unknown name "": Root element must be a message.'],
    [ENDPOINT, { constructor: 'x' }, 'Unknown name "constructor"'],
    [
      ENDPOINT,
      JSON.parse('{"__proto__": {"displayName": "x"}}'),
      'Unknown name "__proto__"',
    ],
    [DEPLOY, { trafficSplit: { 0: 2 ** 31 } }, '(TYPE_INT32), 2147483648'],
    [
      ENDPOINT,
      { clientConnectionConfig: { inferenceTimeout: 60 } },
      `Invalid value at 'client_connection_config.inference_timeout' (type.googleapis.com/google.protobuf.Duration), Field 'inferenceTimeout', Invalid data type for duration, value is 60`,
    ],
    [
      DEPLOY,
      {
        deployedModel: {
          dedicatedResources: { machineSpec: { acceleratorType: 'ABACUS' } },
        },
      },
      `Invalid value at 'deployed_model.dedicated_resources.machine_spec.accelerator_type' (type.googleapis.com/google.cloud.aiplatform.v1.AcceleratorType), "ABACUS"`,
    ],
    [DEPLOY, { trafficSplit: { 0: 1.5 } }, 'TYPE_INT32'],
    [
      DEPLOY,
      { deployedModel: { sharedResources: 'p', automaticResources: {} } },
      "oneof field 'prediction_resources' is already set",
    ],
  ])('refuses %s %j', (type, json, text) => {
    const error = refusal(type, json);
    expect(error.status).toBe('INVALID_ARGUMENT');
    expect(error.message).toContain(text);
    expect(error.details[0].fieldViolations).toHaveLength(1);
  });

  it('does not mistake inherited names for enum values', () => {
    expect(
      refusal(DEPLOY, {
        deployedModel: {
          dedicatedResources: { machineSpec: { acceleratorType: 'toString' } },
        },
      }).message,
    ).toContain('"toString"');
  });
});

describe('messages out', () => {
  it('writes enums as numbers at every depth, also in an Any', () => {
    expect(
      withIntegerEnums('google.longrunning.Operation', {
        name: 'o',
        metadata: {
          '@type': `type.googleapis.com/${VERTEX}.DeployModelOperationMetadata`,
          deploymentStage: 'PREPARING_MODEL',
        },
      }),
    ).toEqual({
      name: 'o',
      metadata: {
        '@type': `type.googleapis.com/${VERTEX}.DeployModelOperationMetadata`,
        deploymentStage: 6,
      },
    });
    expect(
      withIntegerEnums(`${VERTEX}.ListModelsResponse`, {
        models: [
          { supportedDeploymentResourcesTypes: ['DEDICATED_RESOURCES'] },
        ],
      }),
    ).toEqual({ models: [{ supportedDeploymentResourcesTypes: [1] }] });
  });

  it('leaves free-form values alone', () => {
    const prediction = {
      predictions: [{ deploymentStage: 'PREPARING_MODEL' }],
    };
    expect(withIntegerEnums(`${VERTEX}.PredictResponse`, prediction)).toEqual(
      prediction,
    );
  });
});
