import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { brokenDiagnosis, environment } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the environments', () => {
  const backend = startBackend();

  const examine = async () =>
    userEvent.click(
      (await screen.findAllByRole('button', { name: 'Examine' }))[0],
    );

  it('shows where the way to Google breaks, in Google’s words, and what repairs it', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('diagnose', brokenDiagnosis);
    renderPortal('/environments');
    await examine();
    expect(await screen.findByText('Something is broken')).toBeVisible();
    const hops = screen.getByRole('list', { name: 'The way, hop by hop' });
    const [, , , sts] = within(hops).getAllByRole('listitem');
    expect(sts).toHaveTextContent(/The target service is invalid/);
    expect(sts).toHaveTextContent(/gcloud iam pools list/);
    expect(
      screen.getByRole('row', { name: /aiplatform\.endpoints\.deploy/ }),
    ).toHaveTextContent(/deploy a model.*not asked/);
    expect(backend.callsOf('diagnose').map(({ body }) => body)).toEqual([{}]);
  });

  it('lets only whoever may read the log ask about another person', async () => {
    backend.on('listEnvironments', {
      items: [environment(['deployer']), environment(['auditor'], 'prod')],
    });
    backend.on('diagnose', { ...brokenDiagnosis, outcome: 'dryRun', hops: [] });
    renderPortal('/environments');
    const person = await screen.findByLabelText('Another person');
    expect(screen.getAllByRole('button', { name: 'Examine' })).toHaveLength(2);
    await userEvent.type(person, 'user:default/dana.deployer{Enter}');
    expect(
      await screen.findByText(
        'Nothing speaks against it on this side of Google',
      ),
    ).toBeVisible();
    expect(backend.callsOf('diagnose')).toEqual([
      expect.objectContaining({
        params: { environment: 'prod' },
        body: { actor: 'user:default/dana.deployer' },
      }),
    ]);
  });

  it('says why it could not look', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('diagnose', new Refusal('forbidden'));
    renderPortal('/environments');
    await examine();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to do this',
    );
  });

  it('says where environments are set up when there are none', async () => {
    backend.on('listEnvironments', { items: [] });
    renderPortal('/environments');
    expect(await screen.findByText('No environments')).toBeVisible();
  });
});
