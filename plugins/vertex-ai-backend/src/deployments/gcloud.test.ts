import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { gcloudCommands } from './gcloud';
import {
  deployRequest,
  trafficRequest,
  undeployRequest,
} from './__testUtils__/states';

/** What a shell makes of a command line: its words. */
function words(commandLine: string): string[] {
  return execFileSync(
    '/bin/sh',
    [
      '-c',
      `gcloud() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${commandLine}`,
    ],
    { encoding: 'utf8' },
  )
    .split('\0')
    .slice(0, -1);
}

describe('gcloudCommands', () => {
  it('deploys to an existing endpoint', () => {
    expect(
      gcloudCommands(
        deployRequest({
          trafficPercent: 30,
          machine: {
            machineType: 'n1-standard-4',
            acceleratorType: 'NVIDIA_TESLA_T4',
            acceleratorCount: 1,
          },
          serviceAccount: 'serve@ml-dev.iam.gserviceaccount.com',
        }),
        {
          project: 'ml-dev',
          split: { '1': 70, '0': 30 },
          modelDisplayName: 'fraud-score',
        },
      ),
    ).toEqual([
      'gcloud ai endpoints deploy-model 4001 --project=ml-dev --region=europe-west4 --model=7001@2 --display-name=fraud-score --machine-type=n1-standard-4 --accelerator=type=nvidia-tesla-t4,count=1 --min-replica-count=1 --max-replica-count=2 --service-account=serve@ml-dev.iam.gserviceaccount.com --traffic-split=0=30,1=70',
    ]);
  });

  it('creates a new endpoint first', () => {
    const [create, deploy] = gcloudCommands(
      deployRequest({
        endpoint: {
          kind: 'new',
          displayName: "Dana's Préis!",
          labels: { team: 'fraud' },
        },
      }),
      { project: 'ml-dev', split: { '0': 100 } },
    );
    expect(words(create)).toEqual([
      'ai',
      'endpoints',
      'create',
      '--project=ml-dev',
      '--region=europe-west4',
      '--endpoint-id=dana-s-pr-is',
      "--display-name=Dana's Préis!",
      '--labels=team=fraud',
    ]);
    expect(deploy).toContain('deploy-model dana-s-pr-is ');
  });

  it('asks the API itself for a domain of its own, for which gcloud has no flag', () => {
    const [create] = gcloudCommands(
      deployRequest({
        endpoint: {
          kind: 'new',
          displayName: "Dana's",
          labels: { team: 'fraud' },
          dedicated: true,
        },
      }),
      { project: 'ml-dev' },
    );
    const [url, , , , body] = words(
      create.replace(/^curl --fail-with-body/, 'gcloud'),
    );
    expect(url).toBe(
      'https://europe-west4-aiplatform.googleapis.com/v1/projects/ml-dev/locations/europe-west4/endpoints?endpointId=dana-s',
    );
    expect(JSON.parse(body)).toEqual({
      displayName: "Dana's",
      labels: { team: 'fraud' },
      dedicatedEndpointEnabled: true,
    });
  });

  it('undeploys and sets traffic', () => {
    expect(
      gcloudCommands(undeployRequest('1'), {
        project: 'ml-dev',
        split: { '2': 100 },
      }),
    ).toEqual([
      'gcloud ai endpoints undeploy-model 4001 --project=ml-dev --region=europe-west4 --deployed-model-id=1 --traffic-split=2=100',
    ]);
    expect(
      gcloudCommands(trafficRequest({ '1': 10, '2': 90 }), {
        project: 'ml-dev',
      }),
    ).toEqual([
      'gcloud ai endpoints update 4001 --project=ml-dev --region=europe-west4 --traffic-split=1=10,2=90',
    ]);
  });

  it('gives every display name to the shell as the one word that it is', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...'\'"$`\\;&|<>(){}[]*?!#~ \n\ta-é='),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(hostile, displayName => {
        const [create] = gcloudCommands(
          deployRequest({ endpoint: { kind: 'new', displayName } }),
          { project: 'ml-dev' },
        );
        expect(words(create)).toContain(`--display-name=${displayName}`);
      }),
      { numRuns: 60 },
    );
  });
});
