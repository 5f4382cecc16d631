import { Phase } from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, within } from '@testing-library/react';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { approval } from '../../__testUtils__/approvals';
import {
  deployment,
  environment,
  fraudLive,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the overview', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['deployer']), environment([], 'prod')],
    });
    backend.on('listModels', { items: [], sources: [] });
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('listDeployments', call => ({
      items: call.query.phase === 'deploying' ? [deployment] : [],
    }));
  });

  it('shows the roles of the person in each environment, and who grants more', async () => {
    renderPortal('/overview');
    const prod = (await screen.findByText('Prod')).closest('.bui-Box')!;
    expect(prod).toHaveTextContent(/Your rolesNone/);
    expect(prod).toHaveTextContent(/Ask group:default\/ml-platform for it/);
    const dev = screen.getByText('Dev').closest('.bui-Box')!;
    expect(dev).toHaveTextContent(/Your rolesdeployer/);
  });

  it('says how many requests wait for the vote of the person, and leads to them', async () => {
    backend.on('listApprovals', { items: [approval] });
    renderPortal('/overview');
    expect(
      await screen.findByRole('link', {
        name: '1 request waits for your approval',
      }),
    ).toHaveAttribute('href', '/vertex-ai/approvals');
    expect(backend.callsOf('listApprovals')[0].query.show).toBe('waitingForMe');
  });

  it('shows what is under way in any phase', async () => {
    renderPortal('/overview');
    expect(
      await screen.findByRole('link', {
        name: /Deploy fraud-score v2 to fraud-live/,
      }),
    ).toBeInTheDocument();
    expect(
      backend.callsOf('listDeployments').map(call => call.query.phase),
    ).toEqual(
      expect.arrayContaining([
        'queued',
        'preparing',
        'deploying',
        'rollingOut',
        'rollingBack',
      ]),
    );
  });

  it('shows a deployment once that changes its phase while it is read', async () => {
    const seenIn = (phase: Phase, updatedAt: string) => ({
      items: [{ ...deployment, phase, updatedAt }],
    });
    const answers: Record<string, ReturnType<typeof seenIn>> = {
      deploying: seenIn('deploying', '2026-11-24T08:00:00Z'),
      rollingOut: seenIn('rollingOut', '2026-11-24T08:00:01Z'),
    };
    backend.on(
      'listDeployments',
      call => answers[call.query.phase] ?? { items: [] },
    );
    renderPortal('/overview');
    const links = await screen.findAllByRole('link', {
      name: /Deploy fraud-score v2 to fraud-live/,
    });
    expect(links.map(link => link.closest('tr')!.textContent)).toEqual([
      expect.stringContaining('Rolling out'),
    ]);
  });

  it('leads to the rest when more is under way than is shown', async () => {
    backend.on('listDeployments', call =>
      call.query.phase === 'deploying'
        ? { items: [deployment], nextCursor: 'more' }
        : { items: [] },
    );
    renderPortal('/overview');
    expect(
      await screen.findByRole('link', { name: 'More in the phase Deploying' }),
    ).toHaveAttribute('href', '/vertex-ai/deployments?phase=deploying');
    expect(screen.getAllByRole('link', { name: /More in/ })).toHaveLength(1);
  });

  it('leads to the rest of the failed deployments', async () => {
    backend.on('listDeployments', call =>
      call.query.phase === 'failed'
        ? {
            items: [
              {
                ...deployment,
                phase: 'failed',
                updatedAt: new Date().toISOString(),
              },
            ],
            nextCursor: 'more',
          }
        : { items: [] },
    );
    renderPortal('/overview');
    expect(
      await screen.findByRole('link', { name: 'All failed deployments' }),
    ).toHaveAttribute('href', '/vertex-ai/deployments?phase=failed');
  });

  it('says how many endpoints it looked through when there are more, and never that all is well', async () => {
    backend.on('listEndpoints', {
      items: [fraudLive],
      sources: [],
      nextCursor: 'more',
    });
    renderPortal('/overview');
    expect(
      await screen.findByText(/Only the first endpoint was looked through/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All endpoints' })).toHaveAttribute(
      'href',
      '/vertex-ai/endpoints',
    );
    expect(
      screen.queryByText(/No place is unreadable/),
    ).not.toBeInTheDocument();
  });

  it('says that all is well only when everything could be read', async () => {
    renderPortal('/overview');
    expect(
      await screen.findByText(/no place is unreadable/),
    ).toBeInTheDocument();
  });

  it('never says that all is well when a part could not be read', async () => {
    backend.on('listEndpoints', new Refusal('forbidden'));
    renderPortal('/overview');
    const alert = await screen.findByRole('alert');
    expect(
      within(alert).getByText('You are not allowed to do this'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText(/No place is unreadable/),
    ).not.toBeInTheDocument();
  });

  it('tells a portal without environments where to set them up', async () => {
    backend.on('listEnvironments', { items: [] });
    renderPortal('/overview');
    expect(await screen.findByText('No environments')).toBeInTheDocument();
    expect(screen.getByText(/vertexAi\.environments/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Deploy a model' }),
    ).toHaveAccessibleDescription(
      /no environment that you may see.*Ask the people/,
    );
  });
});
