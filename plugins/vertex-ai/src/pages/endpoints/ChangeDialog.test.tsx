import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Call, LostAnswer, startBackend } from '../../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  preview,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('a change of what runs on an endpoint', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
  });

  async function openUndeploy() {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Undeploy fraud-score v2' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('The version exists · passed');
    await userEvent.type(
      within(dialog).getByLabelText('Type fraud-live to confirm'),
      'fraud-live',
    );
    return within(dialog);
  }

  it('carries the same idempotency key when an answer was lost and the dialog opened anew', async () => {
    backend.on('createDeployment', new LostAnswer());
    const portal = renderPortal('/endpoints/dev/europe-west4/4001');
    const first = await openUndeploy();
    await userEvent.click(first.getByRole('button', { name: 'Undeploy' }));
    await first.findByText('The portal cannot be reached');
    await userEvent.click(first.getByRole('button', { name: 'Cancel' }));
    backend.on('createDeployment', deployment);
    const second = await openUndeploy();
    await userEvent.click(second.getByRole('button', { name: 'Undeploy' }));
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    const [lost, heard] = backend
      .callsOf('createDeployment')
      .map(call => call.headers.get('idempotency-key'));
    expect(heard).toBe(lost);
  });

  it('binds an undeploy to the endpoint as the person saw it, whatever is read after that', async () => {
    renderPortal('/endpoints/dev/europe-west4/4001');
    const dialog = await openUndeploy();
    const reads = () => backend.callsOf('getEndpoint').length;
    const before = reads();
    backend.on('getEndpoint', { ...fraudLive, etag: 'etag-2' });
    backend.on('createDeployment', new LostAnswer());
    await userEvent.click(dialog.getByRole('button', { name: 'Undeploy' }));
    await waitFor(() => expect(reads()).toBeGreaterThan(before));
    await dialog.findByText('The portal cannot be reached');
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        backend.callsOf('createDeployment').map(call => call.body.etag),
      ).toEqual(['etag-1', 'etag-1']),
    );
  });

  it('cannot be sent before what was typed last was previewed', async () => {
    renderPortal('/endpoints/dev/europe-west4/4001');
    const dialog = await openUndeploy();
    let answer = () => {};
    const held = new Promise<void>(resolve => {
      answer = resolve;
    });
    const reasonOf = (call: Call) => call.body.reason;
    backend.on('previewDeployment', async () => {
      await held;
      return preview;
    });
    await userEvent.type(dialog.getByLabelText('Reason'), 'Too slow');
    const send = dialog.getByRole('button', { name: /^Undeploy/ });
    await userEvent.click(send);
    await waitFor(() =>
      expect(backend.callsOf('previewDeployment').map(reasonOf)).toContain(
        'Too slow',
      ),
    );
    await userEvent.click(send);
    expect(backend.callsOf('createDeployment')).toHaveLength(0);
    answer();
    await waitFor(() => expect(send).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(send);
    await waitFor(() =>
      expect(backend.callsOf('createDeployment').map(reasonOf)).toEqual([
        'Too slow',
      ]),
    );
  });
});
