import { Role } from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { approval } from '../../__testUtils__/approvals';
import { LostAnswer, startBackend } from '../../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  preview,
  securityKey,
  stepUpChallenge,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestKey } from '../../__testUtils__/TestKey';
import { violations } from '../../__testUtils__/violations';

const stepUp = { kind: 'stepUp' as const, maxAgeSeconds: 300, hardware: true };
const needing = (requirements: object[]) => ({
  ...preview,
  decision: {
    outcome: 'needs' as const,
    role: 'deployer' as const,
    requirements: requirements as any,
  },
});

describe('the way past the approvals', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['deployer', 'breakGlass'])],
    });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
    backend.on('previewDeployment', needing([approval.requirement!]));
    backend.on('breakGlass', { ...deployment, breakGlass: true });
    backend.on('getDeployment', deploymentDetail);
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: false,
    });
    backend.on('createStepUpChallenge', stepUpChallenge);
    backend.on('answerStepUpChallenge', {
      grant: '01k000000000000000000grant',
      expiresAt: '2026-01-11T11:00:00.000Z',
      signedAt: '2026-01-11T10:00:00.000Z',
      deviceBound: true,
    });
  });

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  async function goToPreview() {
    const portal = renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001&version=2&endpoint=4001',
    );
    await press('Next');
    await press('Next');
    await press('Preview');
    await screen.findByText('The version exists · passed');
    return portal;
  }

  const why = async (text: string) =>
    userEvent.type(await screen.findByLabelText(/Why it cannot wait/), text);
  const sent = () => backend.callsOf('breakGlass');

  it('says what it skips, what not and what follows, and is sent with a reason only', async () => {
    const portal = await goToPreview();
    await press('Skip the approvals…');
    const dialog = within(screen.getByRole('dialog'));
    expect(
      dialog.getByText(
        'It goes at once, without 2 approvals by group:default/ml-approvers or group:default/risk.',
      ),
    ).toBeVisible();
    expect(dialog.getByText(/Nothing else is skipped/)).toBeVisible();
    expect(dialog.getByText(/critical/)).toBeVisible();
    expect(dialog.getByText(/notified at once/)).toBeVisible();
    expect(dialog.getByText(/A review stays open/)).toBeVisible();
    expect(await violations()).toEqual([]);
    const confirm = dialog.getByRole('button', {
      name: 'Go without approvals',
    });
    await why('   ');
    expect(confirm).toBeDisabled();
    await why('It burns money.');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(sent()[0].body).toMatchObject({
      action: 'deployment.create',
      reason: 'It burns money.',
    });
    expect(backend.callsOf('createDeployment')).toEqual([]);
    expect(portal.events()).toContainEqual(
      expect.objectContaining({ action: 'breakGlass', subject: deployment.id }),
    );
  });

  it('is signed as such where a signature is demanded', async () => {
    const key = new TestKey();
    key.plugIn();
    backend.on('previewDeployment', needing([stepUp, approval.requirement!]));
    await goToPreview();
    await press('Skip the approvals…');
    await why('It burns money.');
    await press('Go without approvals');
    await press('Sign with the key');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0].headers.get('x-vertex-ai-step-up')).toBe(
      '01k000000000000000000grant',
    );
    expect(backend.callsOf('createStepUpChallenge')[0].body.subject).toEqual({
      kind: 'breakGlass',
      request: sent()[0].body,
    });
    key.pullOut();
  });

  it('is signed also where only skipping the approvals demands it', async () => {
    const key = new TestKey();
    key.plugIn();
    const own = environment(['deployer', 'breakGlass']);
    backend.on('listEnvironments', {
      items: [
        {
          ...own,
          access: {
            ...own.access,
            'deployment.breakGlass': {
              outcome: 'needs',
              role: 'breakGlass',
              requirements: [stepUp],
            },
          },
        },
      ],
    });
    await goToPreview();
    await press('Skip the approvals…');
    await why('It burns money.');
    await press('Go without approvals');
    await press('Sign with the key');
    await waitFor(() => expect(sent()).toHaveLength(1));
    key.pullOut();
  });

  it('carries the same idempotency key when an answer was lost', async () => {
    backend.on('breakGlass', new LostAnswer());
    await goToPreview();
    await press('Skip the approvals…');
    await why('It burns money.');
    await press('Go without approvals');
    await screen.findByText('The portal cannot be reached');
    backend.on('breakGlass', { ...deployment, breakGlass: true });
    await press('Go without approvals');
    await waitFor(() => expect(sent()).toHaveLength(2));
    const [lost, heard] = sent().map(({ headers }) =>
      headers.get('idempotency-key'),
    );
    expect(heard).toBe(lost);
  });

  it.each<[string, Role[], object[]]>([
    ['to who may not', ['deployer'], [approval.requirement!]],
    ['where nobody has to approve', ['deployer', 'breakGlass'], [stepUp]],
  ])('is not offered %s', async (_, roles, requirements) => {
    backend.on('listEnvironments', { items: [environment(roles)] });
    backend.on('previewDeployment', needing(requirements));
    await goToPreview();
    expect(screen.getByRole('button', { name: 'Back' })).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Skip the approvals…' }),
    ).not.toBeInTheDocument();
  });

  it('is closed while a check fails', async () => {
    backend.on('previewDeployment', {
      ...needing([approval.requirement!]),
      checks: [{ ...preview.checks[0], outcome: 'fail' }],
    });
    renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001&version=2&endpoint=4001',
    );
    await press('Next');
    await press('Next');
    await press('Preview');
    expect(
      await screen.findByRole('button', { name: 'Skip the approvals…' }),
    ).toBeDisabled();
  });

  it('is there for what runs on an endpoint too, once its name is typed', async () => {
    renderPortal('/endpoints/dev/europe-west4/4001');
    await press('Undeploy fraud-score v2');
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('The version exists · passed');
    const skip = dialog.getByRole('button', { name: 'Skip the approvals…' });
    expect(skip).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText('Type fraud-live to confirm'),
      'fraud-live',
    );
    expect(await violations()).toEqual([]);
    await userEvent.click(skip);
    await why('It burns money.');
    await press('Go without approvals');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0].body).toMatchObject({
      action: 'deployment.undeploy',
      reason: 'It burns money.',
    });
  });
});
