import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from '../__testUtils__/backend';
import { environment, fraudLive, fraudScore } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('what the wizard offers', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['deployer']), environment(['deployer'], 'staging')],
    });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('getEndpoint', fraudLive);
    backend.on('listEndpoints', {
      items: [{ ...fraudLive, id: '4002', displayName: 'fraud-shadow' }],
      nextCursor: 'more',
      sources: [],
    });
  });

  const open = async (name: RegExp) =>
    userEvent.click(await screen.findByRole('button', { name }));
  const choose = async (field: RegExp, option: RegExp) => {
    await open(field);
    await userEvent.click(await screen.findByRole('option', { name: option }));
  };

  it('never has models of the environment that was chosen before', async () => {
    renderPortal('/deployments/new?environment=dev&location=europe-west4');
    await open(/Model$/);
    await screen.findByRole('option', { name: /fraud-score/ });
    await userEvent.keyboard('{Escape}');
    backend.on('listModels', ({ query }) =>
      query.environment === 'dev'
        ? { items: [fraudScore], sources: [] }
        : new Promise(() => {}),
    );
    await choose(/Environment$/, /Staging/);
    await choose(/Location$/, /europe-west4/);
    await open(/Model$/);
    await waitFor(() =>
      expect(
        backend.callsOf('listModels').map(({ query }) => query.environment),
      ).toContain('staging'),
    );
    const list = await screen.findByRole('listbox');
    expect(within(list).queryByText('fraud-score')).toBeNull();
  });

  it('says that there are more endpoints than fit, and searches on the server', async () => {
    renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001&endpoint=4001',
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(
      await screen.findByText(/There are more than fit here/),
    ).toBeInTheDocument();
    // What came with the link is on none of the pages that were read, and still has its name and its traffic.
    expect(
      await screen.findByRole('button', { name: /fraud-live.*Endpoint$/ }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('list', { name: 'Traffic' }),
    ).toHaveTextContent('fraud-score v1 · 80 %');
    await open(/Endpoint$/);
    backend.on('listEndpoints', {
      items: [{ ...fraudLive, id: '4300', displayName: 'needle' }],
      sources: [],
    });
    await userEvent.type(screen.getByRole('searchbox'), 'needle');
    await userEvent.click(
      await screen.findByRole('option', { name: /needle/ }),
    );
    expect(
      backend.callsOf('listEndpoints').map(({ query }) => query.search),
    ).toContain('needle');
    await screen.findByRole('button', { name: /needle.*Endpoint$/ });
  });
});
