import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../__testUtils__/backend';
import { environment, fraudLive, fraudScore } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('where the environments cannot be read', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', new Refusal('internal'));
    backend.on('getModel', fraudScore);
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
  });

  it('the wizard says so instead of that something was not chosen, and goes on when they are read again', async () => {
    renderPortal('/deployments/new');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The portal failed');
    expect(alert).toHaveTextContent('give the correlation id to the people');
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: 'Next' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    ['one model', '/models/dev/europe-west4/7001', 'Deploy'],
    ['any model', '/', 'Deploy a model'],
  ])(
    'the button that deploys %s says so instead of that a role is missing, and asks again',
    async (_, path, name) => {
      backend.on('listEnvironments', new Refusal('forbidden'));
      renderPortal(path);
      const button = await screen.findByRole('button', {
        name,
        description:
          /could not be read: You are not allowed to do this.*Press the button to ask again/,
      });
      expect(button).not.toHaveAccessibleDescription(/role/);
      backend.on('listEnvironments', { items: [environment(['deployer'])] });
      await userEvent.click(button);
      await screen.findByRole('button', { name, description: '' });
    },
  );
});
