import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LostAnswer, startBackend } from '../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  preview,
} from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('the idempotency key of the wizard', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', new LostAnswer());
    backend.on('getDeployment', deploymentDetail);
  });

  afterEach(() => onlineManager.setOnline(true));

  const press = async (name: string | RegExp) =>
    userEvent.click(await screen.findByRole('button', { name }));

  const keys = () =>
    backend
      .callsOf('createDeployment')
      .map(call => call.headers.get('idempotency-key'));

  async function openPreview() {
    const portal = renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001&version=2&endpoint=4001',
    );
    await press('Next');
    await press('Next');
    await press('Preview');
    await screen.findByText('The version exists · passed');
    return portal;
  }

  async function loseTheFirstAnswer() {
    const portal = await openPreview();
    await press('Deploy');
    await screen.findByText('The portal cannot be reached');
    backend.on('createDeployment', deployment);
    return portal;
  }

  async function deployAgain() {
    await press('Preview');
    await screen.findByText('The version exists · passed');
    await press(/^Deploy/);
    await waitFor(() => expect(keys()).toHaveLength(2));
  }

  it('stays the same for the same draft, whatever way one takes through the steps', async () => {
    const portal = await loseTheFirstAnswer();
    await press('Back');
    await press('Back');
    await press('Next');
    await deployAgain();
    const [first, second] = keys();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
  });

  it('changes with the draft, and is the first one again when the change is taken back', async () => {
    await loseTheFirstAnswer();
    await press('Back');
    backend.on('createDeployment', new LostAnswer());
    const reason = await screen.findByLabelText('Reason');
    await userEvent.type(reason, 'x');
    await deployAgain();
    await press('Back');
    await userEvent.clear(await screen.findByLabelText('Reason'));
    await press('Preview');
    await screen.findByText('The version exists · passed');
    await press(/^Deploy/);
    await waitFor(() => expect(keys()).toHaveLength(3));
    const [first, changed, back] = keys();
    expect(changed).not.toBe(first);
    expect(back).toBe(first);
  });

  it('goes with a request that fails at once where there is no network, instead of one that is sent when nobody looks any more', async () => {
    await openPreview();
    onlineManager.setOnline(false);
    await press('Deploy');
    await screen.findByText('The portal cannot be reached');
    onlineManager.setOnline(true);
    await press('Back');
    await screen.findByLabelText('Reason');
    expect(keys()).toHaveLength(1);
  });
});
