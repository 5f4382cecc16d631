import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KeyReset } from '@backstage-vertex/plugin-vertex-ai-common';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { securityKey, stepUpChallenge } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestKey } from '../../__testUtils__/TestKey';
import { violations } from '../../__testUtils__/violations';

const grant = {
  grant: '01k000000000000000000grant',
  expiresAt: '2026-01-11T11:00:00.000Z',
  signedAt: '2026-01-11T10:00:00.000Z',
  deviceBound: true,
};
const second = {
  ...securityKey,
  id: '01k0000000000000000000key2',
  name: 'laptop',
  deviceBound: false,
  aaguid: '00000000-0000-0000-0000-000000000000',
};
const reset: KeyReset = {
  id: '01k00000000000000000reset1',
  person: 'user:default/victor.viewer',
  requestedBy: 'user:default/sofia.auditor',
  reason: 'Lost on the train',
  status: 'open',
  createdAt: '2026-01-10T10:00:00.000Z',
  expiresAt: '2026-01-11T10:00:00.000Z',
  keys: 1,
};
const own = { stepUpToAdd: true, administrator: false };

describe('the security keys', () => {
  const backend = startBackend();
  const key = new TestKey();

  beforeEach(() => {
    key.plugIn();
    backend.on('listSecurityKeys', { items: [securityKey, second], ...own });
    backend.on('listKeyResets', { items: [] });
    backend.on('createStepUpChallenge', stepUpChallenge);
    backend.on('answerStepUpChallenge', grant);
    backend.on('removeSecurityKey', securityKey);
    backend.on('decideKeyReset', { ...reset, status: 'approved' });
  });

  afterEach(() => key.pullOut());

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  it('are shown with what is known of them', async () => {
    renderPortal('/security-keys');
    const row = await screen.findByRole('row', { name: /key ring/ });
    expect(row).toHaveTextContent(/Stays in its device/);
    expect(row).toHaveTextContent(/YubiKey 5as it says itself/);
    expect(screen.getByRole('row', { name: /laptop/ })).toHaveTextContent(
      /May be copied by a cloudNot told/,
    );
    expect(await violations()).toEqual([]);
  });

  it('says of nothing what a key is for, and how to get one', async () => {
    backend.on('listSecurityKeys', {
      items: [],
      stepUpToAdd: false,
      administrator: false,
    });
    renderPortal('/security-keys');
    expect(await screen.findByText('No security keys yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Register' })).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('says why they cannot be read', async () => {
    backend.on('listSecurityKeys', new Refusal('forbidden'));
    renderPortal('/security-keys');
    expect((await screen.findAllByRole('alert'))[0]).toHaveTextContent(
      'You are not allowed to do this',
    );
    expect(await violations()).toEqual([]);
  });

  it('can be renamed', async () => {
    backend.on('renameSecurityKey', { ...securityKey, name: 'safe' });
    renderPortal('/security-keys');
    await press('Rename key ring');
    const dialog = within(await screen.findByRole('dialog'));
    const name = dialog.getByLabelText('Name');
    await userEvent.clear(name);
    await userEvent.type(name, 'safe');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(backend.callsOf('renameSecurityKey')).toEqual([
        expect.objectContaining({ body: { name: 'safe' } }),
      ]),
    );
  });

  it('can be removed without a signature while another is left', async () => {
    renderPortal('/security-keys');
    await press('Remove laptop');
    await press('Remove');
    await waitFor(() =>
      expect(
        backend
          .callsOf('removeSecurityKey')
          .map(({ headers }) => headers.get('x-vertex-ai-step-up')),
      ).toEqual([null]),
    );
  });

  it('are signed for when the last one is removed', async () => {
    backend.on('listSecurityKeys', { items: [securityKey], ...own });
    renderPortal('/security-keys');
    await press('Remove key ring');
    await press('Remove');
    await press('Sign with the key');
    await waitFor(() =>
      expect(
        backend
          .callsOf('removeSecurityKey')
          .map(({ headers }) => headers.get('x-vertex-ai-step-up')),
      ).toEqual([grant.grant]),
    );
    expect(backend.callsOf('createStepUpChallenge')[0].body).toEqual({
      subject: { kind: 'removeKey', key: securityKey.id },
    });
  });

  it('of somebody else are removed by an administrator who signs, on the request of another', async () => {
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: true,
    });
    backend.on('listKeyResets', { items: [reset] });
    renderPortal('/security-keys');
    expect(await screen.findByText('Lost on the train')).toBeVisible();
    expect(await violations()).toEqual([]);
    await press('Agree');
    await press('Sign with the key');
    await waitFor(() =>
      expect(
        backend
          .callsOf('decideKeyReset')
          .map(({ body, headers }) => [
            body.decision,
            headers.get('x-vertex-ai-step-up'),
          ]),
      ).toEqual([['approve', grant.grant]]),
    );
  });

  it('offers who asked for a removal only to withdraw it', async () => {
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: true,
    });
    backend.on('listKeyResets', {
      items: [{ ...reset, requestedBy: 'user:default/dana.deployer' }],
    });
    renderPortal('/security-keys');
    expect(
      await screen.findByRole('button', { name: 'Withdraw' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Agree' })).toBeNull();
  });
});
