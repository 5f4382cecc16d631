import { IssuerView } from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { environment } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { violations } from '../../__testUtils__/violations';

const publicKey = {
  kty: 'EC' as const,
  crv: 'P-256' as const,
  alg: 'ES256' as const,
  use: 'sig' as const,
  x: 'eHg',
  y: 'eXk',
};
const command =
  'gcloud iam workload-identity-pools providers update-oidc portal --jwk-json-path=jwks.json';
const issuer: IssuerView = {
  url: 'https://portal.example.com/api/vertex-ai/issuer',
  keys: [
    {
      kid: 'kid-new',
      generation: 2,
      state: 'next',
      signer: 'database',
      createdAt: '2026-12-01T07:00:00.000Z',
      signsFrom: '2026-12-01T08:00:00.000Z',
    },
    {
      kid: 'kid-now',
      generation: 1,
      state: 'signing',
      signer: 'database',
      createdAt: '2026-11-01T07:00:00.000Z',
      signsFrom: '2026-11-01T08:00:00.000Z',
    },
  ],
  nextRotationAt: '2026-12-01T08:00:00.000Z',
  jwks: { keys: [{ ...publicKey, kid: 'kid-now' }] },
  uploads: [
    {
      audience: '//iam.googleapis.com/projects/1/providers/portal',
      environments: ['dev', 'prod'],
      command,
    },
  ],
  mayRotate: true,
};

describe('the page of the issuer’s keys', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['admin'])] });
    backend.on('getIssuer', issuer);
    backend.on('rotateIssuerKeys', issuer);
  });

  const replace = 'Replace the keys now';
  async function openDialog() {
    renderPortal('/environments/issuer');
    await userEvent.click(await screen.findByRole('button', { name: replace }));
    return within(screen.getByRole('dialog'));
  }

  it('is found from the environments', async () => {
    renderPortal('/environments');
    await userEvent.click(
      await screen.findByRole('link', { name: 'The issuer’s keys' }),
    );
    expect(await screen.findByText('Public keys')).toBeVisible();
  });

  it('shows which key signs, which signs next, and from when to when', async () => {
    renderPortal('/environments/issuer');
    const now = await screen.findByRole('row', { name: /kid-now/ });
    expect(now).toHaveTextContent(
      /Signs now.*Nov 1, 2026.*Dec 1, 2026.*Database of the plugin/,
    );
    expect(screen.getByRole('row', { name: /kid-new/ })).toHaveTextContent(
      /Published, signs next.*Dec 1, 2026.*–/,
    );
    expect(screen.getByText(issuer.url)).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('gives the keys as a file that Google takes, and the command for each provider', async () => {
    renderPortal('/environments/issuer');
    const download = await screen.findByRole('link', {
      name: 'Download jwks.json',
    });
    expect(download).toHaveAttribute('download', 'jwks.json');
    const content = download.getAttribute('href')!.split(',')[1];
    expect(JSON.parse(decodeURIComponent(content))).toEqual(issuer.jwks);
    expect(
      screen.getByRole('region', { name: 'Upload for dev and prod' }),
    ).toHaveTextContent(command);
    expect(
      screen.getByRole('button', { name: 'Copy: Upload for dev and prod' }),
    ).toBeVisible();
  });

  it('replaces the keys with a reason, once that is typed, and says what is left to do', async () => {
    const dialog = await openDialog();
    expect(dialog.getByText('What that does not do by itself')).toBeVisible();
    expect(await violations()).toEqual([]);
    const confirm = dialog.getByRole('button', { name: replace });
    await userEvent.type(
      dialog.getByLabelText('Type replace to confirm'),
      'replace',
    );
    await userEvent.type(dialog.getByLabelText(/What is suspected/), 'stolen');
    expect(confirm).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText(/What is suspected/),
      ' laptop, says Ana ',
    );
    await userEvent.click(confirm);
    expect(await screen.findByText('The keys are replaced')).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(backend.callsOf('rotateIssuerKeys').map(({ body }) => body)).toEqual(
      [{ reason: 'stolen laptop, says Ana' }],
    );
    expect(backend.callsOf('getIssuer').length).toBeGreaterThan(1);
  });

  it('does not replace them before the words are typed', async () => {
    const dialog = await openDialog();
    await userEvent.type(
      dialog.getByLabelText(/What is suspected/),
      'stolen laptop',
    );
    expect(dialog.getByRole('button', { name: replace })).toBeDisabled();
  });

  it('says that the server refuses it', async () => {
    backend.on('rotateIssuerKeys', new Refusal('forbidden'));
    const dialog = await openDialog();
    await userEvent.type(
      dialog.getByLabelText(/What is suspected/),
      'stolen laptop',
    );
    await userEvent.type(
      dialog.getByLabelText('Type replace to confirm'),
      'replace',
    );
    await userEvent.click(dialog.getByRole('button', { name: replace }));
    expect(await dialog.findByRole('alert')).toBeVisible();
    expect(screen.queryByText('The keys are replaced')).not.toBeInTheDocument();
  });

  it('lets who is no administrator look, and shows no button', async () => {
    backend.on('getIssuer', { ...issuer, mayRotate: false });
    renderPortal('/environments/issuer');
    await screen.findByRole('row', { name: /kid-now/ });
    expect(
      screen.queryByRole('button', { name: replace }),
    ).not.toBeInTheDocument();
  });

  it('says that the keys cannot be read', async () => {
    backend.on('getIssuer', new Refusal('forbidden'));
    renderPortal('/environments/issuer');
    expect(await screen.findByRole('alert')).toHaveTextContent(/forbidden/);
  });
});
