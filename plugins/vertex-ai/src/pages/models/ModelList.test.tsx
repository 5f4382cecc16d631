import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { environment, fraudScore } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the list of models', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['viewer']), environment([], 'prod')],
    });
  });

  it('leads to each model and says where it is deployed', async () => {
    backend.on('listModels', { items: [fraudScore], sources: [] });
    renderPortal('/models');
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toHaveAttribute('href', '/vertex-ai/models/dev/europe-west4/7001');
    expect(screen.getByRole('link', { name: 'fraud-live' })).toHaveAttribute(
      'href',
      '/vertex-ai/endpoints/dev/europe-west4/4001',
    );
  });

  it('takes its filters from the address', async () => {
    backend.on('listModels', { items: [fraudScore], sources: [] });
    renderPortal('/models?environment=dev&location=europe-west4&search=fraud');
    await screen.findByRole('link', { name: /fraud-score/ });
    expect(backend.callsOf('listModels')[0].query).toEqual({
      environment: 'dev',
      location: 'europe-west4',
      search: 'fraud',
    });
    expect(screen.getByRole('searchbox')).toHaveValue('fraud');
  });

  it('keeps a chosen filter in the address and asks the server with it', async () => {
    backend.on('listModels', { items: [fraudScore], sources: [] });
    const portal = renderPortal('/models?cursor=abc');
    await screen.findByRole('link', { name: /fraud-score/ });
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Prod' }));
    await waitFor(() =>
      expect(portal.address()).toBe('/vertex-ai/models?environment=prod'),
    );
    await waitFor(() =>
      expect(backend.callsOf('listModels').at(-1)?.query).toEqual({
        environment: 'prod',
      }),
    );
  });

  it('lifts the location with a change to an environment that lacks it', async () => {
    backend.on('listEnvironments', {
      items: [
        environment(['viewer']),
        { ...environment(['viewer'], 'prod'), locations: ['us-central1'] },
      ],
    });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    const portal = renderPortal(
      '/models?environment=dev&location=europe-west4',
    );
    await screen.findByRole('link', { name: /fraud-score/ });
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Prod' }));
    await waitFor(() =>
      expect(portal.address()).toBe('/vertex-ai/models?environment=prod'),
    );
  });

  it('keeps the location with a change to an environment that has it', async () => {
    backend.on('listModels', { items: [fraudScore], sources: [] });
    const portal = renderPortal(
      '/models?environment=dev&location=europe-west4',
    );
    await screen.findByRole('link', { name: /fraud-score/ });
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Prod' }));
    await waitFor(() =>
      expect(portal.address()).toBe(
        '/vertex-ai/models?environment=prod&location=europe-west4',
      ),
    );
  });

  it('searches when typing rests, not at every letter', async () => {
    backend.on('listModels', { items: [fraudScore], sources: [] });
    const portal = renderPortal('/models');
    await screen.findByRole('link', { name: /fraud-score/ });
    await userEvent.type(screen.getByRole('searchbox'), 'churn');
    await waitFor(() =>
      expect(portal.address()).toBe('/vertex-ai/models?search=churn'),
    );
    await waitFor(() =>
      expect(
        backend.callsOf('listModels').map(call => call.query.search),
      ).toEqual([undefined, 'churn']),
    );
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  it('leads to the next page by its cursor and back to the first', async () => {
    backend.on('listModels', call =>
      call.query.cursor === 'second'
        ? {
            items: [{ ...fraudScore, id: '7002', displayName: 'churn' }],
            sources: [],
          }
        : { items: [fraudScore], nextCursor: 'second', sources: [] },
    );
    const portal = renderPortal('/models');
    await screen.findByRole('link', { name: /fraud-score/ });
    expect(
      screen.getByRole('button', { name: 'Previous page' }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(
      await screen.findByRole('link', { name: /churn/ }),
    ).toBeInTheDocument();
    expect(portal.address()).toBe('/vertex-ai/models?cursor=second');
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toBeInTheDocument();
    expect(portal.address()).toBe('/vertex-ai/models');
  });

  it('says how to get a first model when there is none', async () => {
    backend.on('listModels', { items: [], sources: [] });
    renderPortal('/models');
    expect(await screen.findByText('No models yet')).toBeInTheDocument();
    expect(screen.getByText(/gcloud ai models upload/)).toBeInTheDocument();
  });

  it('offers to lift the filters when nothing matches them', async () => {
    backend.on('listModels', { items: [], sources: [] });
    const portal = renderPortal('/models?search=zebra');
    await screen.findByText('No model matches');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    await waitFor(() => expect(portal.address()).toBe('/vertex-ai/models'));
  });

  it('keeps the focus in the list when the button that had it goes away', async () => {
    backend.on('listModels', call => ({
      items: call.query.search ? [] : [fraudScore],
      sources: [],
    }));
    renderPortal('/models?search=zebra');
    await screen.findByText('No model matches');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    const model = await screen.findByRole('link', { name: /fraud-score/ });
    await waitFor(() => expect(document.body).not.toHaveFocus());
    expect(document.activeElement).toContainElement(model);
  });

  it('keeps the focus in the list at its last page', async () => {
    backend.on('listModels', call => ({
      items: [fraudScore],
      ...(!call.query.cursor && { nextCursor: 'last' }),
      sources: [],
    }));
    renderPortal('/models');
    const next = await screen.findByRole('button', { name: 'Next page' });
    await userEvent.click(next);
    await waitFor(() => expect(next).toBeDisabled());
    await waitFor(() => expect(next).not.toHaveFocus());
    expect(document.body).not.toHaveFocus();
    expect(document.activeElement).toContainElement(next);
  });

  it('says who decides when the portal refuses the list', async () => {
    backend.on(
      'listModels',
      new Refusal('forbidden', { detail: 'You may not read models.' }),
    );
    renderPortal('/models');
    const alert = await screen.findByRole('alert');
    expect(
      within(alert).getByText('You are not allowed to do this'),
    ).toBeInTheDocument();
    expect(
      within(alert).getByText('You may not read models.'),
    ).toBeInTheDocument();
    expect(
      within(alert).getByText(/permission policy of this portal/),
    ).toBeInTheDocument();
    expect(
      within(alert).getByText('0123456789abcdef0123456789abcdef'),
    ).toBeInTheDocument();
  });

  it("shows the hop and Google's own words when the handshake fails, and tries again on demand", async () => {
    backend.on(
      'listModels',
      new Refusal('handshake_failed', {
        hop: 'sts',
        google: {
          status: 'invalid_grant',
          message: 'The audience in ID Token does not match.',
        },
      }),
    );
    renderPortal('/models');
    const alert = await screen.findByRole('alert');
    expect(
      within(alert).getByText('It broke at the hop “Token exchange (STS)”.'),
    ).toBeInTheDocument();
    expect(
      within(alert).getByText('The audience in ID Token does not match.'),
    ).toBeInTheDocument();
    backend.on('listModels', { items: [fraudScore], sources: [] });
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names the places that could not be read beside what it has of them', async () => {
    backend.on('listModels', {
      items: [fraudScore],
      sources: [
        {
          environment: 'dev',
          location: 'us-central1',
          problem: new Refusal('google_unavailable', {
            google: {
              status: 'UNAVAILABLE',
              message: 'The service is currently unavailable.',
            },
          }).problem,
        },
        {
          environment: 'dev',
          location: 'europe-west4',
          observedAt: '2026-11-24T08:00:00Z',
        },
      ],
    });
    renderPortal('/models');
    expect(
      await screen.findByText(/One place could not be read/),
    ).toBeInTheDocument();
    expect(screen.getByText('dev · us-central1')).toBeInTheDocument();
    expect(
      screen.getByText(/The service is currently unavailable/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Never read so far/)).toBeInTheDocument();
    expect(screen.queryByText('dev · europe-west4')).not.toBeInTheDocument();
  });
});
