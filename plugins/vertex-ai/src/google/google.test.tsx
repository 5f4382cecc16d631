import {
  GOOGLE_TOKEN_HEADER,
  RouteId,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { baseUrl, Refusal, startBackend } from '../__testUtils__/backend';
import {
  brokenDiagnosis,
  deploymentDetail,
  environment,
} from '../__testUtils__/fixtures';
import { googleAuthInApp } from '../__testUtils__/googleSession';
import { renderPortal } from '../__testUtils__/renderPortal';
import { violations } from '../__testUtils__/violations';
import { createVertexAiClient } from '../api';

describe('the person’s own Google token', () => {
  const backend = startBackend();
  const dev = environment(['deployer']);
  const sandbox = {
    ...environment(['deployer'], 'sandbox'),
    strategy: 'userOAuth' as const,
  };

  beforeEach(() => {
    backend.on('listEnvironments', { items: [dev, sandbox] });
    backend.on('listModels', { items: [], sources: [] });
    backend.on('listDeployments', { items: [] });
    backend.on('listEndpoints', { items: [], sources: [] });
    backend.on('diagnose', brokenDiagnosis);
  });

  const createClient = () =>
    createVertexAiClient(
      mockApis.fetch({
        resolvePluginProtocol: {
          discoveryApi: { getBaseUrl: async () => baseUrl },
        },
      }),
      googleAuthInApp(),
    );
  const sentWith = (id: RouteId) =>
    backend.callsOf(id).map(({ headers }) => headers.get(GOOGLE_TOKEN_HEADER));

  describe('in a request', () => {
    it('goes to environments that act as the person, and to no other', async () => {
      backend.google.signedIn = 'dana@example.com';
      const client = createClient();
      await client.diagnose('dev');
      await client.diagnose('sandbox');
      await client.listModels({ environment: 'sandbox' });
      expect(sentWith('diagnose')).toEqual([
        null,
        'ya29.token-of-dana@example.com',
      ]);
      expect([
        ...sentWith('listModels'),
        ...sentWith('listEnvironments'),
      ]).toEqual([null, null]);
    });

    it('comes along when a deployment there is looked at, as its work may wait for it', async () => {
      backend.google.signedIn = 'dana@example.com';
      backend.on('getDeployment', deploymentDetail);
      const client = createClient();
      await client.getDeployment(deploymentDetail.id);
      await client.getDeployment(deploymentDetail.id, undefined, 'dev');
      await client.getDeployment(deploymentDetail.id, undefined, 'sandbox');
      expect(sentWith('getDeployment')).toEqual([
        null,
        null,
        'ya29.token-of-dana@example.com',
      ]);
    });

    it('is asked for in the auth environment of the app, once for many requests', async () => {
      backend.google.signedIn = 'dana@example.com';
      const client = createClient();
      await Promise.all([
        client.diagnose('sandbox'),
        client.diagnose('sandbox'),
      ]);
      await client.diagnose('sandbox');
      expect(backend.google.requests).toEqual(['refresh test']);
    });

    it('is absent when nobody is signed in, and is not looked for at every request then', async () => {
      const client = createClient();
      await client.diagnose('sandbox');
      await client.diagnose('sandbox');
      expect(sentWith('diagnose')).toEqual([null, null]);
      expect(backend.google.requests).toEqual(['refresh test']);
    });

    it('is absent when the person has not allowed the use of Google Cloud', async () => {
      backend.google.signedIn = 'dana@example.com';
      backend.google.scopes = 'openid';
      await createClient().diagnose('sandbox');
      expect(sentWith('diagnose')).toEqual([null]);
    });

    it('is not kept in the browser', async () => {
      backend.google.signedIn = 'dana@example.com';
      await createClient().diagnose('sandbox');
      expect(
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      ).not.toContain('ya29');
      expect(document.cookie).not.toContain('ya29');
    });
  });

  describe('on the page of the environments', () => {
    it('says as whom one is signed in, and revokes at Google on signing out', async () => {
      backend.google.signedIn = 'dana@example.com';
      renderPortal('/environments');
      expect(
        await screen.findByText('Signed in to Google as dana@example.com'),
      ).toBeVisible();
      await userEvent.click(
        screen.getByRole('button', { name: 'Sign out of Google' }),
      );
      expect(await screen.findByText(/Not signed in to Google/)).toBeVisible();
      expect(backend.google.requests).toContain('logout test');
      expect(await violations()).toEqual([]);
    });

    it('says so when Google could not be reached for it, and keeps the session', async () => {
      backend.google.signedIn = 'dana@example.com';
      backend.google.unreachable = true;
      renderPortal('/environments');
      await userEvent.click(
        await screen.findByRole('button', { name: 'Sign out of Google' }),
      );
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'you are still signed in there',
      );
      expect(
        await screen.findByText('Signed in to Google as dana@example.com'),
      ).toBeVisible();
    });

    it('asks nothing about Google where no environment needs it', async () => {
      backend.on('listEnvironments', { items: [dev] });
      renderPortal('/environments');
      expect(await screen.findByText('Dev')).toBeVisible();
      expect(screen.queryByText('Your Google account')).toBeNull();
      expect(backend.google.requests).toEqual([]);
    });

    it('says what is missing when Google Cloud was unticked', async () => {
      backend.google.signedIn = 'dana@example.com';
      backend.google.scopes =
        'openid https://www.googleapis.com/auth/userinfo.email';
      renderPortal('/environments');
      expect(
        await screen.findByText(/have not allowed this portal to use Google/),
      ).toBeVisible();
      expect(
        screen.getByRole('button', { name: 'Sign in to Google' }),
      ).toBeVisible();
    });
  });

  it('is what a refusal asks for, with the button that leads there, instead of an obscure error', async () => {
    backend.on('diagnose', new Refusal('google_sign_in_required'));
    renderPortal('/environments');
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Examine' })
      )[1],
    );
    const refusal = await screen.findByRole('alert');
    expect(refusal).toHaveTextContent(
      'Sign in to Google to use this environment',
    );
    const popup = jest.spyOn(window, 'open').mockReturnValue({
      closed: false,
      close: () => {},
    } as unknown as Window);
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Sign in to Google' })[0],
    );
    await waitFor(() =>
      expect(popup).toHaveBeenCalledWith(
        expect.stringMatching(
          /\/api\/auth\/vertex-ai-google\/start\?.*cloud-platform.*env=test$/,
        ),
        'Google Login',
        expect.anything(),
      ),
    );
    popup.mockRestore();
  });
});
