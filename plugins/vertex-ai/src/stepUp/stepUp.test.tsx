import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { digestWords } from '@backstage-vertex/plugin-vertex-ai-common';
import { LostAnswer, Refusal, startBackend } from '../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  preview,
  securityKey,
  stepUpChallenge,
} from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';
import { TestKey } from '../__testUtils__/TestKey';
import { violations } from '../__testUtils__/violations';

const grant = {
  grant: '01k000000000000000000grant',
  expiresAt: '2026-01-11T11:00:00.000Z',
  signedAt: '2026-01-11T10:00:00.000Z',
  deviceBound: true,
};
const keys = { stepUpToAdd: true, administrator: false };

describe('a request that the environment wants signed', () => {
  const backend = startBackend();
  let key: TestKey;

  beforeEach(() => {
    key = new TestKey();
    key.plugIn();
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('previewDeployment', {
      ...preview,
      decision: {
        outcome: 'needs',
        role: 'deployer',
        requirements: [{ kind: 'stepUp', maxAgeSeconds: 300, hardware: true }],
      },
    });
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
    backend.on('listSecurityKeys', { items: [securityKey], ...keys });
    backend.on('createStepUpChallenge', stepUpChallenge);
    backend.on('answerStepUpChallenge', grant);
  });

  afterEach(() => key.pullOut());

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  async function ask() {
    const portal = renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001&version=2&endpoint=4001',
    );
    await press('Next');
    await press('Next');
    await press('Preview');
    await screen.findByText('The version exists · passed');
    await press('Deploy');
    return { portal, dialog: within(await screen.findByRole('dialog')) };
  }

  const headers = () =>
    backend
      .callsOf('createDeployment')
      .map(call => call.headers.get('x-vertex-ai-step-up'));

  it('is shown whole, signed, and sent with the grant', async () => {
    const { portal, dialog } = await ask();
    expect(
      await dialog.findByText(
        /version 2 of the model 7001 is deployed in prod \(europe-west4\), onto 4001, with 100 %/,
      ),
    ).toBeVisible();
    expect(
      dialog.getByText(digestWords(stepUpChallenge.intentDigest).join(' ')),
    ).toBeVisible();
    expect(dialog.getByText(stepUpChallenge.intentDigest)).toBeVisible();
    const rows = within(
      dialog.getByRole('table', { name: 'All of it, field by field' }),
    )
      .getAllByRole('row')
      .slice(1);
    expect(rows).toHaveLength(14);
    expect(
      dialog.getByRole('row', { name: /request\.reason/ }),
    ).toHaveTextContent('safe\\u{202e}txt.exe');
    expect(headers()).toEqual([]);
    await press('Sign with the key');
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(key.signed).toEqual(['challenge-1']);
    expect(headers()).toEqual([grant.grant]);
    expect(backend.callsOf('createStepUpChallenge')[0].body.subject).toEqual({
      kind: 'deployment',
      request: backend.callsOf('createDeployment')[0].body,
    });
  });

  it('is shown so that a screen reader and the keyboard find their way', async () => {
    const { dialog } = await ask();
    await dialog.findByRole('button', { name: 'Sign with the key' });
    expect(await violations()).toEqual([]);
  });

  it('is not sent when the person closes the dialog, and nothing is said to be wrong', async () => {
    const { dialog } = await ask();
    await dialog.findByRole('button', { name: 'Sign with the key' });
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(headers()).toEqual([]);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Deploy' })).toBeEnabled();
  });

  it('can be signed again with the same challenge where the browser got no signature', async () => {
    const { dialog } = await ask();
    key.answers = new DOMException('timed out', 'NotAllowedError');
    await press('Sign with the key');
    expect(await dialog.findByText('Nothing was signed')).toBeVisible();
    key.answers = 'signs';
    await press('Sign with the key');
    await waitFor(() => expect(headers()).toEqual([grant.grant]));
    expect(backend.callsOf('createStepUpChallenge')).toHaveLength(1);
  });

  it('takes a new challenge where the server refuses the signature', async () => {
    backend.on('answerStepUpChallenge', new Refusal('step_up_refused'));
    const { dialog } = await ask();
    await press('Sign with the key');
    expect(await dialog.findByText(/Refused with step_up/)).toBeVisible();
    backend.on('answerStepUpChallenge', grant);
    await press('Begin again');
    await press('Sign with the key');
    await waitFor(() => expect(headers()).toEqual([grant.grant]));
    expect(backend.callsOf('createStepUpChallenge')).toHaveLength(2);
  });

  it('needs no second signature when the first answer was lost on the way', async () => {
    backend.on('createDeployment', new LostAnswer());
    await ask();
    await press('Sign with the key');
    await screen.findByText('The portal cannot be reached');
    backend.on('createDeployment', deployment);
    await press('Deploy again');
    await waitFor(() => expect(headers()).toEqual([grant.grant, grant.grant]));
    expect(key.signed).toHaveLength(1);
  });

  it('lets who has no key register the first one on the spot, and goes on', async () => {
    const { id } = securityKey;
    let registered = false;
    backend.on('listSecurityKeys', () => ({
      ...keys,
      items: registered ? [securityKey] : [],
    }));
    backend.on('startKeyRegistration', {
      registration: id,
      stepUp: false,
      expiresAt: stepUpChallenge.expiresAt,
      options: {
        challenge: 'AAAA',
        rp: { id: 'localhost', name: 'portal' },
        user: { id: 'AAAA', name: 'dana', displayName: 'dana' },
        pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
        timeout: 300_000,
        attestation: 'none',
        excludeCredentials: [],
        authenticatorSelection: {
          residentKey: 'preferred',
          requireResidentKey: false,
          userVerification: 'required',
        },
      },
    });
    backend.on('finishKeyRegistration', () => {
      registered = true;
      return securityKey;
    });
    const { dialog } = await ask();
    await userEvent.type(await dialog.findByLabelText('Name'), 'key ring');
    expect(await violations()).toEqual([]);
    await press('Register');
    await press('Sign with the key');
    await waitFor(() => expect(headers()).toEqual([grant.grant]));
    expect(backend.callsOf('finishKeyRegistration')[0].body.name).toBe(
      'key ring',
    );
  });

  it('says so in a browser that has no WebAuthn', async () => {
    key.pullOut();
    const { dialog } = await ask();
    expect(
      await dialog.findByText('This browser cannot use security keys'),
    ).toBeVisible();
  });

  it('sends who has only locked keys to an administrator', async () => {
    backend.on('listSecurityKeys', {
      ...keys,
      items: [{ ...securityKey, lockedAt: securityKey.createdAt }],
    });
    const { dialog } = await ask();
    expect(
      await dialog.findByText('Your security keys are locked'),
    ).toBeVisible();
  });
});
