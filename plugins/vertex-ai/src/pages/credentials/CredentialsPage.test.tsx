import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SIGNAL_ACCESS } from '@backstage-vertex/plugin-vertex-ai-common';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { ending, lease } from '../../__testUtils__/accessFixtures';
import { environment, fraudScore } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestSignals } from '../../__testUtils__/TestSignals';
import { violations } from '../../__testUtils__/violations';

const lending = {
  ...environment(['predictor']),
  checkout: {
    roles: ['predictor' as const],
    maxLifetimeMinutes: 60,
    tokenMinutes: 10,
  },
};
const auditor = {
  endings: [],
  mayEndIn: ['dev', 'prod'],
  mayEndEverywhere: true,
};

describe('the credentials', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [lending] });
    backend.on('listLeases', { items: [lease] });
    backend.on('listEndings', { items: [ending] });
    backend.on('endAccess', ending);
    backend.on('getEnding', ending);
    backend.on('restoreAccess', ending);
  });

  const press = async (name: string | RegExp) =>
    userEvent.click(await screen.findByRole('button', { name }));
  const pick = async (label: RegExp, option: string | RegExp) => {
    await press(label);
    await userEvent.click(await screen.findByRole('option', { name: option }));
  };

  it('tell who has which one, as whom, and what for', async () => {
    renderPortal('/credentials');
    const row = await screen.findByRole('row', { name: /dana\.deployer/ });
    expect(row).toHaveTextContent(/dev · as predictor/);
    expect(row).toHaveTextContent(/checked out · renews itself/);
    expect(row).toHaveTextContent(/a notebook/);
    expect(screen.queryByText('Access that is ended')).not.toBeInTheDocument();
  });

  it('say what Google still honours of one that was ended here', async () => {
    backend.on('listLeases', { items: [{ ...lease, ended: true }] });
    renderPortal('/credentials');
    expect(await screen.findByText('Ended here')).toBeVisible();
    expect(screen.getByText(/Google takes it until/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^End the credential/ }),
    ).not.toBeInTheDocument();
  });

  it('are ended one by one, with a reason, and then show what stops them at Google', async () => {
    renderPortal('/credentials');
    await press(/^End the credential of/);
    const dialog = await screen.findByRole('dialog');
    const end = within(dialog).getByRole('button', { name: 'End access' });
    expect(end).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText('Why'), 'lost laptop');
    await userEvent.click(end);
    expect(await screen.findByText(/2 credentials are out/)).toBeVisible();
    expect(backend.callsOf('endAccess').map(({ body }) => body)).toEqual([
      { scope: { kind: 'lease', lease: lease.id }, reason: 'lost laptop' },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('say after an ending which of people’s own Google tokens are revoked, and which may live on', async () => {
    const [part] = ending.aftermath;
    backend.on('getEnding', {
      ...ending,
      aftermath: [
        { ...part, strategy: 'userOAuth', revoked: 1, notRevoked: 2 },
      ],
    });
    renderPortal('/credentials');
    await press(/^End the credential of/);
    await userEvent.type(await screen.findByLabelText('Why'), 'lost laptop');
    await press('End access');
    expect(
      await screen.findByText(
        '1 Google token of a person’s own was revoked at Google.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/^2 Google tokens .* could not be revoked/),
    ).toBeVisible();
  });

  it('let an auditor end a person’s access only after the name was typed', async () => {
    backend.on('getOwnAccess', auditor);
    renderPortal('/credentials');
    await press('End access…');
    const dialog = await screen.findByRole('dialog');
    const field = (label: string | RegExp) =>
      within(dialog).findByLabelText(label);
    await userEvent.type(
      await field('Person or service'),
      'user:default/victor.viewer',
    );
    await userEvent.type(await field('Why'), 'left the team');
    const end = within(dialog).getByRole('button', { name: 'End access' });
    expect(end).toBeDisabled();
    await userEvent.type(await field(/^Type/), 'user:default/victor.viewer');
    await userEvent.click(end);
    await waitFor(() =>
      expect(backend.callsOf('endAccess').map(({ body }) => body)).toEqual([
        {
          scope: { kind: 'actor', actor: 'user:default/victor.viewer' },
          reason: 'left the team',
        },
      ]),
    );
  });

  it('say why an ending was refused', async () => {
    backend.on('endAccess', new Refusal('role_missing'));
    renderPortal('/credentials');
    await press(/^End the credential of/);
    await userEvent.type(await screen.findByLabelText('Why'), 'lost laptop');
    await press('End access');
    expect(
      await within(screen.getByRole('dialog')).findByRole('alert'),
    ).toHaveTextContent('Your roles do not cover this');
  });

  it('offer to restore what is ended, but not to the person whom it concerns', async () => {
    backend.on('getOwnAccess', auditor);
    backend.on('listEndings', {
      items: [
        ending,
        {
          ...ending,
          id: '01k000000000000000000other',
          actor: 'user:default/victor.viewer',
        },
      ],
    });
    renderPortal('/credentials');
    expect(
      await screen.findByText('Your own access is restored by somebody else.'),
    ).toBeVisible();
    await press('Restore…');
    await userEvent.type(await screen.findByLabelText('Why'), 'came back');
    await press('Restore');
    await waitFor(() =>
      expect(backend.callsOf('restoreAccess')).toMatchObject([
        {
          params: { ending: '01k000000000000000000other' },
          body: { reason: 'came back' },
        },
      ]),
    );
  });

  it('are checked out with a reason, and shown once', async () => {
    backend.on('checkOutCredential', {
      lease,
      accessToken: 'ya29.once',
      expiresAt: '2126-11-24T08:10:00Z',
      configuration: { type: 'external_account' },
    });
    renderPortal('/credentials');
    await press('Check out a credential');
    await userEvent.type(
      await screen.findByLabelText('What for'),
      'a notebook',
    );
    await userEvent.click(screen.getByRole('switch'));
    await userEvent.click(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Check out a credential',
      }),
    );
    expect(await screen.findByText(/Shown this once/)).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Access token' }),
    ).toHaveTextContent('ya29.once');
    expect(
      screen.getByRole('region', { name: 'For curl' }),
    ).not.toHaveTextContent('ya29.once');
    expect(backend.callsOf('checkOutCredential')).toMatchObject([
      {
        params: { environment: 'dev' },
        body: {
          role: 'predictor',
          lifetimeMinutes: 60,
          renewable: true,
          reason: 'a notebook',
        },
      },
    ]);
    expect(await violations()).toEqual([]);
    await press('I have copied it');
    await waitFor(() =>
      expect(document.body).not.toHaveTextContent('ya29.once'),
    );
  });

  it('cannot be checked out for longer than the environment allows', async () => {
    renderPortal('/credentials');
    await press('Check out a credential');
    await userEvent.type(await screen.findByLabelText('What for'), 'notebook');
    const minutes = screen.getByLabelText('Minutes');
    await userEvent.clear(minutes);
    await userEvent.type(minutes, '11');
    expect(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Check out a credential',
      }),
    ).toBeDisabled();
  });

  it('say where nothing can be taken out', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    renderPortal('/credentials');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Check out a credential' }),
      ).toHaveAttribute('aria-disabled', 'true'),
    );
  });

  it('show an auditor everybody’s', async () => {
    backend.on('getOwnAccess', auditor);
    renderPortal('/credentials');
    await pick(/Whose/, 'Everybody’s');
    await waitFor(() =>
      expect(backend.callsOf('listLeases').at(-1)?.query).toMatchObject({
        whose: 'everybody',
      }),
    );
  });
});

describe('a person whose access was ended', () => {
  const backend = startBackend();

  it.each(['/overview', '/credentials', '/environments', '/nowhere'])(
    'is told on %s at once, by whom and why',
    async path => {
      const signals = new TestSignals();
      const refusal = new Refusal('access_ended');
      backend.on('listEnvironments', refusal);
      backend.on('listModels', refusal);
      backend.on('listEndpoints', refusal);
      backend.on('listDeployments', refusal);
      backend.on('listLeases', { items: [] });
      renderPortal(path, { signals });
      await waitFor(() =>
        expect(backend.callsOf('getOwnAccess')).toHaveLength(1),
      );
      expect(screen.queryByText('left the team')).not.toBeInTheDocument();
      backend.on('getOwnAccess', {
        endings: [ending],
        mayEndIn: [],
        mayEndEverywhere: false,
      });
      signals.send(SIGNAL_ACCESS, { changed: true });
      const banner = (
        await screen.findAllByText(/dana\.deployer in dev — left the team/)
      )[0].closest('[role=alert]');
      expect(banner).toHaveTextContent(/Ask user:default\/sofia\.auditor/);
    },
  );

  it('sees what was refused, as soon as it is restored', async () => {
    const signals = new TestSignals();
    backend.on('getOwnAccess', {
      endings: [ending],
      mayEndIn: [],
      mayEndEverywhere: false,
    });
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    backend.on('listModels', new Refusal('access_ended'));
    renderPortal('/models', { signals });
    await screen.findByText(/left the team/);
    await screen.findByText('Refused with access_ended.');
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getOwnAccess', {
      endings: [],
      mayEndIn: [],
      mayEndEverywhere: false,
    });
    signals.send(SIGNAL_ACCESS, { changed: true });
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toBeVisible();
    expect(screen.queryByText(/left the team/)).not.toBeInTheDocument();
  });
});
