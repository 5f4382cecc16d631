import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { approval } from '../../__testUtils__/approvals';
import { deployment, environment } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the list of approvals', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['approver'])] });
    backend.on('listApprovals', { items: [approval] });
  });

  const asked = () => backend.callsOf('listApprovals').at(-1)?.query;

  it('shows what waits for the person first, with how many have agreed', async () => {
    renderPortal('/approvals');
    const link = await screen.findByRole('link', {
      name: /Deploy fraud-score v2 to fraud-live/,
    });
    expect(link).toHaveAttribute(
      'href',
      `/vertex-ai/approvals/${deployment.id}`,
    );
    expect(link.closest('tr')).toHaveTextContent(
      /Awaiting approval.*1 of 2 approvals.*olli\.other/,
    );
    expect(asked()).toEqual({ show: 'waitingForMe' });
  });

  it('takes its filters from the address', async () => {
    renderPortal('/approvals?show=decided&environment=dev');
    await waitFor(() =>
      expect(asked()).toEqual({ show: 'decided', environment: 'dev' }),
    );
  });

  it('keeps the page in the address', async () => {
    backend.on('listApprovals', {
      items: [approval],
      nextCursor: deployment.id,
    });
    const portal = renderPortal('/approvals?show=open');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    await waitFor(() =>
      expect(asked()).toEqual({ show: 'open', cursor: deployment.id }),
    );
    expect(portal.address()).toContain(`cursor=${deployment.id}`);
  });

  it('shows the own requests among all that wait', async () => {
    const portal = renderPortal('/approvals');
    const mine = await screen.findByRole('switch', { name: 'Only mine' });
    await waitFor(() => expect(mine).toBeEnabled());
    await userEvent.click(mine);
    await waitFor(() =>
      expect(portal.address()).toBe(
        '/vertex-ai/approvals?show=open&requestedBy=user%3Adefault%2Fdana.deployer',
      ),
    );
  });

  it('leads from nothing that waits for the person to all that waits', async () => {
    backend.on('listApprovals', { items: [] });
    const portal = renderPortal('/approvals');
    await screen.findByText('Nothing waits for you');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all that wait' }),
    );
    await waitFor(() =>
      expect(portal.address()).toBe('/vertex-ai/approvals?show=open'),
    );
    expect(await screen.findByText('No approvals match')).toBeVisible();
  });

  it('says that it may not be read', async () => {
    backend.on('listApprovals', new Refusal('forbidden'));
    renderPortal('/approvals');
    expect(await screen.findByRole('alert')).toHaveTextContent(/forbidden/);
  });
});
