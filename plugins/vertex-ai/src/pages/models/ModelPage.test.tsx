import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { environment, fraudScore } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the page of a model', () => {
  const backend = startBackend();
  const path = '/models/dev/europe-west4/7001';

  beforeEach(() => {
    backend.on('getModel', fraudScore);
    backend.on('listDeployments', { items: [] });
  });

  it('lists the versions with their aliases, newest first', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    renderPortal(path);
    const champion = await screen.findByText('champion');
    const rows = within(champion.closest('table')!).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/v2.*default.*Nowhere/);
    expect(rows[2]).toHaveTextContent(/v1.*champion.*fraud-live/);
  });

  it('explains which role is missing on a refused button, and keeps it in reach of the keyboard', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    const portal = renderPortal(path);
    const button = await screen.findByRole('button', {
      name: 'Deploy',
      description:
        'To deploy a model here you need the role deployer or admin. Ask group:default/ml-platform for it.',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    button.focus();
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button);
    expect(portal.address()).toBe(`/vertex-ai${path}`);
  });

  it('says in the open what the person cannot do, for those who cannot point at a button', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    renderPortal(path);
    expect(
      await screen.findByText('What you cannot do in Dev'),
    ).toBeInTheDocument();
  });

  it('opens the wizard with the version that was chosen', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    const portal = renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Deploy v1' }),
    );
    expect(portal.address()).toBe(
      '/vertex-ai/deployments/new?environment=dev&location=europe-west4&model=7001&version=1',
    );
    expect(screen.queryByText(/What you cannot do/)).not.toBeInTheDocument();
  });

  it('says where to look for a model that is not there', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    backend.on('getModel', new Refusal('not_found'));
    renderPortal(path);
    expect(await screen.findByText('Not found')).toBeInTheDocument();
    expect(
      screen.getByText(/in another environment or location/),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('alert')).getByRole('link', { name: 'Models' }),
    ).toHaveAttribute('href', '/vertex-ai/models');
    expect(
      screen.queryByRole('button', { name: 'Deploy' }),
    ).not.toBeInTheDocument();
  });

  it('says at its buttons why a model cannot be deployed by anybody', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getModel', { ...fraudScore, deployable: false });
    renderPortal(path);
    for (const name of ['Deploy', 'Deploy v1', 'Deploy v2']) {
      expect(
        await screen.findByRole('button', {
          name,
          description: /cannot be deployed.*with a serving container/,
        }),
      ).toHaveAttribute('aria-disabled', 'true');
    }
  });

  it('says in the open why nothing can be done when the environments could not be read', async () => {
    backend.on('listEnvironments', new Refusal('forbidden'));
    renderPortal(path);
    await screen.findByText('champion');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /not allowed to do this.*permission policy/,
    );
  });
});
