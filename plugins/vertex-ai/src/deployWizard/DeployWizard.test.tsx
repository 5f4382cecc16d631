import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  preview,
} from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('the deploy wizard', () => {
  const backend = startBackend();
  const chosen =
    '/deployments/new?environment=dev&location=europe-west4&model=7001&version=2&endpoint=4001';

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
  });

  const next = async (name = 'Next') =>
    userEvent.click(await screen.findByRole('button', { name }));

  async function goToPreview() {
    await next();
    await next();
    await next('Preview');
    await screen.findByText('The version exists · passed');
  }

  it('deploys what was chosen and goes on to the deployment', async () => {
    const portal = renderPortal(chosen);
    await goToPreview();
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(backend.callsOf('createDeployment')[0].body).toEqual(
      expect.objectContaining({
        action: 'deployment.create',
        environment: 'dev',
        location: 'europe-west4',
        model: { id: '7001', version: '2' },
        endpoint: { kind: 'existing', id: '4001' },
        trafficPercent: 100,
      }),
    );
    expect(portal.events()).toContainEqual(
      expect.objectContaining({ action: 'deploy', subject: deployment.id }),
    );
  });

  it('shows the checks, the commands and what would change before anything is sent', async () => {
    renderPortal(chosen);
    await goToPreview();
    expect(
      screen.getByText('You may do this, as deployer'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'gcloud commands' }),
    ).toHaveTextContent(preview.gcloud[0]);
    expect(screen.getByRole('list', { name: 'Then' })).toHaveTextContent(
      'fraud-score v2 · 100 %',
    );
    const table = screen.getByRole('table', { name: 'What would change' });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => [...row.children].map(cell => cell.textContent)),
    ).toEqual([
      ['Model version', 'fraud-score v1', 'fraud-score v2', 'changes'],
      ['Machine type', 'n1-standard-2', 'n1-standard-2', 'stays'],
      ['Traffic of fraud-score v1', '100 %', '0 %', 'changes'],
      ['Traffic of fraud-score v2', '–', '100 %', 'new'],
    ]);
    expect(
      screen.getByText(/compared with fraud-score v1, which stays/),
    ).toBeInTheDocument();
    expect(backend.callsOf('createDeployment')).toHaveLength(0);
  });

  it('says that it cannot foresee what would change instead of that nothing would', async () => {
    backend.on('previewDeployment', {
      ...preview,
      after: undefined,
      changes: [],
    });
    renderPortal(chosen);
    await goToPreview();
    expect(
      screen.getByText(/What would change cannot be said/),
    ).toBeInTheDocument();
  });

  it('keeps the idempotency key when a failed submit is retried', async () => {
    backend.on('createDeployment', new Refusal('google_timeout'));
    const portal = renderPortal(chosen);
    await goToPreview();
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    await screen.findByText('Google did not answer in time');
    backend.on('createDeployment', deployment);
    await userEvent.click(screen.getByRole('button', { name: 'Deploy again' }));
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    const keys = backend
      .callsOf('createDeployment')
      .map(call => call.headers.get('idempotency-key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('takes a new idempotency key when the request was changed in between', async () => {
    backend.on('createDeployment', new Refusal('google_rejected'));
    renderPortal(chosen);
    await goToPreview();
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    await screen.findByText('Google did not accept the request');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await userEvent.type(await screen.findByLabelText('Reason'), 'Second try');
    await next('Preview');
    await screen.findByText('The version exists · passed');
    await userEvent.click(screen.getByRole('button', { name: /^Deploy/ }));
    await waitFor(() =>
      expect(backend.callsOf('createDeployment')).toHaveLength(2),
    );
    const [first, second] = backend
      .callsOf('createDeployment')
      .map(call => call.headers.get('idempotency-key'));
    expect(second).not.toBe(first);
  });

  it('does not go on before what is missing has been named and filled in', async () => {
    renderPortal('/deployments/new');
    await next();
    const alert = await screen.findByRole('alert');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Environment: has to be chosen or filled in',
      'Location: has to be chosen or filled in',
      'Model: has to be chosen or filled in',
    ]);
  });

  it('lets nobody deploy when a check failed', async () => {
    backend.on('previewDeployment', {
      ...preview,
      checks: [
        {
          id: 'quota',
          title: 'Quota',
          outcome: 'fail',
          message: 'No quota for n1-standard-2.',
        },
      ],
    });
    renderPortal(chosen);
    await next();
    await next();
    await next('Preview');
    await screen.findByText('Quota · failed');
    expect(screen.getByRole('button', { name: 'Deploy' })).toBeDisabled();
  });

  it('asks for approval where the environment wants it, and says so before', async () => {
    backend.on('previewDeployment', {
      ...preview,
      decision: {
        outcome: 'needs',
        role: 'deployer',
        requirements: [
          {
            kind: 'approvals',
            count: 1,
            from: ['group:default/ml-approvers'],
            allGroups: false,
            expiresAfterHours: 72,
            reason: false,
          },
        ],
      },
    });
    const portal = renderPortal(chosen);
    await goToPreview();
    expect(
      screen.getByText(/1 approval by group:default\/ml-approvers/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for approval' }),
    );
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
  });
});
