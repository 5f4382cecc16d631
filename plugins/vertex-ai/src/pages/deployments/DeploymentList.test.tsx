import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from '../../__testUtils__/backend';
import { deployment, environment } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the list of deployments', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    backend.on('listDeployments', { items: [deployment] });
  });

  it('says in one line what each does, where it stands and who asked for it', async () => {
    renderPortal('/deployments');
    const link = await screen.findByRole('link', {
      name: /Deploy fraud-score v2 to fraud-live/,
    });
    expect(link).toHaveAttribute(
      'href',
      `/vertex-ai/deployments/${deployment.id}`,
    );
    expect(link.closest('tr')).toHaveTextContent(
      /Deploying.*STARTING_MODEL_SERVER.*dana\.deployer/,
    );
  });

  it('takes its filters from the address, those of a linking page too', async () => {
    renderPortal('/deployments?phase=failed&modelId=7001&environment=dev');
    await waitFor(() =>
      expect(backend.callsOf('listDeployments')[0]?.query).toEqual({
        phase: 'failed',
        modelId: '7001',
        environment: 'dev',
      }),
    );
    expect(
      await screen.findByRole('button', { name: /7001.*Model id/ }),
    ).toBeInTheDocument();
  });

  it('shows only those of the person who is signed in, on demand', async () => {
    const portal = renderPortal('/deployments');
    const mine = await screen.findByRole('switch', { name: 'Only mine' });
    await waitFor(() => expect(mine).toBeEnabled());
    await userEvent.click(mine);
    await waitFor(() =>
      expect(portal.address()).toBe(
        '/vertex-ai/deployments?requestedBy=user%3Adefault%2Fdana.deployer',
      ),
    );
    expect(mine).toBeChecked();
  });

  it('shows whose deployments a link is about, and can lift that', async () => {
    const portal = renderPortal(
      '/deployments?requestedBy=user%3Adefault%2Folli.other',
    );
    const filter = await screen.findByRole('button', {
      name: /user:default\/olli\.other.*Requested by/,
    });
    expect(screen.getByRole('switch', { name: 'Only mine' })).not.toBeChecked();
    await userEvent.click(filter);
    await userEvent.click(await screen.findByRole('option', { name: 'All' }));
    await waitFor(() =>
      expect(portal.address()).toBe('/vertex-ai/deployments'),
    );
  });

  it('says how to make a first one when there is none', async () => {
    backend.on('listDeployments', { items: [] });
    renderPortal('/deployments');
    expect(await screen.findByText('No deployments yet')).toBeInTheDocument();
    expect(
      screen.getByText(/Choose a model and press Deploy/),
    ).toBeInTheDocument();
  });
});
