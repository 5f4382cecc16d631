import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from './__testUtils__/backend';
import { catalogEntity } from './__testUtils__/catalogEntity';
import { lease } from './__testUtils__/accessFixtures';
import {
  approval,
  approvalComparison,
  approvalDetail,
} from './__testUtils__/approvals';
import {
  brokenDiagnosis,
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  securityKey,
} from './__testUtils__/fixtures';
import { renderEntity, renderPortal } from './__testUtils__/renderPortal';
import { violations } from './__testUtils__/violations';

describe('a screen reader and the keyboard', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['deployer']), environment([], 'prod')],
    });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [deployment] });
    backend.on('listKeyResets', { items: [] });
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: true,
    });
    backend.on('getDeployment', deploymentDetail);
    backend.on('listLeases', { items: [lease] });
    backend.on('listApprovals', { items: [approval] });
    backend.on('getApproval', approvalDetail);
    backend.on('compareApproval', approvalComparison);
  });

  const pages: [path: string, shown: RegExp][] = [
    ['/overview', /Your roles/],
    ['/models', /fraud-score/],
    ['/models/dev/europe-west4/7001', /champion/],
    ['/endpoints', /fraud-live/],
    ['/endpoints/dev/europe-west4/4001', /Send a prediction/],
    ['/deployments', /STARTING_MODEL_SERVER/],
    [`/deployments/${deployment.id}`, /What was asserted/],
    ['/deployments/new', /Which|Model/],
    ['/approvals', /1 of 2 approvals/],
    [`/approvals/${deployment.id}`, /fraud-score v1/],
    ['/environments', /Walks from you to Google/],
    ['/credentials', /predictor/],
    ['/security-keys', /key ring/],
    ['/nowhere', /Page not found/],
  ];

  it.each(pages)('find their way on %s', async (path, shown) => {
    renderPortal(path);
    await screen.findAllByText(shown);
    expect(await violations()).toEqual([]);
  });

  it.each(pages)('find it to a viewer on %s', async (path, shown) => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    renderPortal(path);
    await screen.findAllByText(shown);
    expect(await violations()).toEqual([]);
  });

  it.each([
    '/overview',
    '/models',
    '/endpoints',
    '/deployments',
    '/environments',
    '/approvals',
  ])('find their way on an empty %s', async path => {
    backend.on('listEnvironments', { items: [] });
    backend.on('listModels', { items: [], sources: [] });
    backend.on('listEndpoints', { items: [], sources: [] });
    backend.on('listDeployments', { items: [] });
    backend.on('listApprovals', { items: [] });
    renderPortal(path);
    await screen.findByText(
      /^No .* yet$|No environments|^Nothing waits for you$/,
    );
    expect(await violations()).toEqual([]);
  });

  it.each([
    '/overview',
    '/models',
    '/models/dev/europe-west4/7001',
    '/endpoints',
    '/endpoints/dev/europe-west4/4001',
    '/deployments',
    `/deployments/${deployment.id}`,
    '/environments',
    '/approvals',
    `/approvals/${deployment.id}`,
  ])('find their way on %s when it is refused', async path => {
    const refusal = new Refusal('forbidden');
    backend.on('listEnvironments', refusal);
    backend.on('listModels', refusal);
    backend.on('getModel', refusal);
    backend.on('listEndpoints', refusal);
    backend.on('getEndpoint', refusal);
    backend.on('listDeployments', refusal);
    backend.on('getDeployment', refusal);
    backend.on('listApprovals', refusal);
    backend.on('getApproval', refusal);
    renderPortal(path);
    await screen.findAllByRole('alert');
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['Resource', 'ai-model', /champion/],
    ['API', 'ai-model-server', /Send a prediction/],
    ['Resource', 'model-deployment', /What was asserted/],
  ])(
    'find their way on the entity page of a %s %s',
    async (kind, type, shown) => {
      renderEntity(catalogEntity(kind, type));
      await screen.findAllByText(shown);
      expect(await violations({ headingOrder: false })).toEqual([]);
    },
  );

  it('find their way in what the doctor has found', async () => {
    backend.on('diagnose', brokenDiagnosis);
    renderPortal('/environments');
    const [examine] = await screen.findAllByRole('button', { name: 'Examine' });
    await userEvent.click(examine);
    await screen.findByText('Something is broken');
    expect(await violations()).toEqual([]);
  });

  it('find their way in the question before a deployment is cancelled', async () => {
    renderPortal(`/deployments/${deployment.id}`);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel deployment' }),
    );
    await screen.findByRole('dialog');
    expect(await violations()).toEqual([]);
  });
});
