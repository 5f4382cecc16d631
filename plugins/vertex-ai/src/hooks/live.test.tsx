import {
  DeploymentChanged,
  SIGNAL_DEPLOYMENTS,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from '../__testUtils__/backend';
import {
  deployment,
  environment,
  fraudLive,
  fraudScore,
  preview,
} from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';
import { TestSignals } from '../__testUtils__/TestSignals';

/** Sooner than any page would poll beside signals. */
const bySignal = { timeout: 8_000 };

describe('a page that is open while something is deployed', () => {
  const backend = startBackend();
  let signals: TestSignals;

  beforeEach(() => {
    signals = new TestSignals();
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
  });

  const signal = (phase: DeploymentChanged['phase']) =>
    act(async () =>
      signals.send(SIGNAL_DEPLOYMENTS, {
        id: deployment.id,
        environment: 'dev',
        phase,
      }),
    );

  const shifted = {
    ...fraudLive,
    trafficSplit: { '901': 5, '902': 95 },
    deployedModels: [
      { ...fraudLive.deployedModels[0], trafficPercent: 5 },
      { ...fraudLive.deployedModels[1], trafficPercent: 95 },
    ],
  };

  it('shows the new traffic of an endpoint when a deployment has ended', async () => {
    renderPortal('/endpoints/dev/europe-west4/4001', { signals });
    await screen.findByText('fraud-score v1 · 80 %');
    backend.on('getEndpoint', shifted);
    await signal('succeeded');
    expect(
      await screen.findByText('fraud-score v2 · 95 %', undefined, bySignal),
    ).toBeInTheDocument();
  });

  it('leaves a dialog open when the last model goes away behind it', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('previewDeployment', preview);
    renderPortal('/endpoints/dev/europe-west4/4001', { signals });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Undeploy fraud-score v2' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Too old');
    backend.on('getEndpoint', {
      ...fraudLive,
      trafficSplit: {},
      deployedModels: [],
    });
    await signal('succeeded');
    expect(
      await screen.findByText('Nothing is deployed', undefined, bySignal),
    ).toBeInTheDocument();
    expect(within(dialog).getByLabelText('Reason')).toHaveValue('Too old');
    expect(dialog).toBeInTheDocument();
  });

  it('shows it in the list of endpoints too', async () => {
    renderPortal('/endpoints', { signals });
    await screen.findByText('fraud-score v1 · 80 %');
    backend.on('listEndpoints', { items: [shifted], sources: [] });
    await signal('succeeded');
    expect(
      await screen.findByText('fraud-score v2 · 95 %', undefined, bySignal),
    ).toBeInTheDocument();
  });

  const moved = {
    ...fraudScore,
    versions: [
      fraudScore.versions[0],
      {
        ...fraudScore.versions[1],
        deployedTo: [
          {
            ...fraudScore.deployedTo[0],
            endpointId: '4002',
            endpointDisplayName: 'fraud-canary',
          },
        ],
      },
    ],
  };

  it('shows the new place of a model when a deployment has ended', async () => {
    renderPortal('/models/dev/europe-west4/7001', { signals });
    await screen.findByText('champion');
    backend.on('getModel', moved);
    await signal('succeeded');
    expect(
      await screen.findByRole('link', { name: 'fraud-canary' }, bySignal),
    ).toBeInTheDocument();
  });
});
