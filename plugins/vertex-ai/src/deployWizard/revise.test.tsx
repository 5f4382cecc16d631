import {
  DeploymentRequest,
  deploymentRequestSchema,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { approvalDetail } from '../__testUtils__/approvals';
import { Refusal, startBackend } from '../__testUtils__/backend';
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

const me = 'user:default/dana.deployer';
const waiting = {
  ...approvalDetail,
  deployment: { ...approvalDetail.deployment, requestedBy: me },
  request: { ...deploymentDetail.request, reason: 'Better metrics.' },
  own: true,
  obstacle: { code: 'ownRequest' as const, message: 'Your own.' },
};
const ofRequest = (request: DeploymentRequest) => ({
  approval: { ...waiting, request },
  deployment: { ...deploymentDetail, ...waiting.deployment, request },
});
const about = {
  environment: 'dev',
  location: 'europe-west4',
  endpointId: '4001',
  etag: 'etag-0',
};

describe('a request that waits for approval', () => {
  const backend = startBackend();
  const wizard = `/deployments/new?revise=${deployment.id}`;

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('previewDeployment', preview);
    backend.on('reviseDeployment', waiting.deployment);
    backend.on('getApproval', waiting);
    backend.on('getDeployment', ofRequest(waiting.request).deployment);
  });

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  async function goToPreview() {
    await press('Next');
    await press('Next');
    await press('Preview');
    await screen.findByText('The version exists · passed');
  }

  const sent = () => backend.callsOf('reviseDeployment');

  it('is changed by its requester, from the values that it has, and says that votes become void', async () => {
    const portal = renderPortal(`/deployments/${deployment.id}`);
    await press('Change the request');
    expect(portal.address()).toBe(`/vertex-ai${wizard}`);
    expect(
      await screen.findByText('Every vote given so far becomes void'),
    ).toBeVisible();
    expect(screen.getByText(/^1 person has approved/)).toBeVisible();
    expect(await violations()).toEqual([]);
    await press('Next');
    await press('Next');
    const reason = await screen.findByLabelText('Reason');
    expect(reason).toHaveValue('Better metrics.');
    await userEvent.type(reason, ' And cheaper.');
    await press('Preview');
    await screen.findByText('The version exists · passed');
    await press('Send the changed request');
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(sent().map(({ params, body }) => [params, body])).toEqual([
      [
        { deployment: deployment.id },
        {
          ...deploymentRequestSchema.parse(waiting.request),
          reason: 'Better metrics. And cheaper.',
        },
      ],
    ]);
    expect(portal.events()).toContainEqual(
      expect.objectContaining({ action: 'revise', subject: deployment.id }),
    );
  });

  it('stays in its environment and location', async () => {
    renderPortal(wizard);
    expect(
      await screen.findByRole('button', { name: /Environment/ }),
    ).toBeDisabled();
    expect(screen.getByRole('button', { name: /Location/ })).toBeDisabled();
  });

  it('is signed anew where its environment demands that', async () => {
    const key = new TestKey();
    key.plugIn();
    backend.on('previewDeployment', {
      ...preview,
      decision: {
        outcome: 'needs',
        role: 'deployer',
        requirements: [
          { kind: 'stepUp', maxAgeSeconds: 300, hardware: true },
          approvalDetail.requirement!,
        ],
      },
    });
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
    renderPortal(wizard);
    await goToPreview();
    await press('Send the changed request');
    await press('Sign with the key');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0].headers.get('x-vertex-ai-step-up')).toBe(
      '01k000000000000000000grant',
    );
    expect(backend.callsOf('createStepUpChallenge')[0].body.subject).toEqual({
      kind: 'deployment',
      request: sent()[0].body,
    });
    key.pullOut();
  });

  it('says what the server has against the change', async () => {
    backend.on('reviseDeployment', new Refusal('conflict'));
    renderPortal(wizard);
    await goToPreview();
    await press('Send the changed request');
    expect(await screen.findByText(/Refused with conflict/)).toBeVisible();
  });

  it.each([
    ['somebody else’s', { own: false }, /Only user:default\/dana/],
    [
      'one that is decided',
      { deployment: { ...waiting.deployment, phase: 'rejected' as const } },
      /It waits for approval no more/,
    ],
  ])('is not changed when it is %s', async (_, rest, why) => {
    backend.on('getApproval', { ...waiting, ...rest });
    renderPortal(wizard);
    expect(await screen.findByText(why)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Next' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['of somebody else', { requestedBy: 'user:default/olli.other' }],
    ['that runs already', { phase: 'deploying' as const }],
  ])('offers no change of one %s', async (_, rest) => {
    backend.on('getDeployment', {
      ...ofRequest(waiting.request).deployment,
      ...rest,
    });
    renderPortal(`/deployments/${deployment.id}`);
    await screen.findByRole('button', { name: /Withdraw|Cancel deployment/ });
    expect(
      screen.queryByRole('button', { name: 'Change the request' }),
    ).not.toBeInTheDocument();
  });

  it('for traffic is changed in its dialog, by the endpoint as it is now', async () => {
    const { approval } = ofRequest({
      ...about,
      action: 'traffic.set',
      split: { '901': 50, '902': 50 },
    });
    backend.on('getApproval', approval);
    renderPortal(`/approvals/${deployment.id}`);
    await press('Change the request');
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('The version exists · passed');
    expect(
      dialog.getByText('Every vote given so far becomes void'),
    ).toBeVisible();
    expect(await violations()).toEqual([]);
    await userEvent.type(
      dialog.getByLabelText('Type fraud-live to confirm'),
      'fraud-live',
    );
    await press('Send the changed request');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0].body).toMatchObject({
      action: 'traffic.set',
      split: { '901': 50, '902': 50 },
      etag: 'etag-1',
    });
  });

  it('to take off what has gone meanwhile is only withdrawn', async () => {
    const { approval } = ofRequest({
      ...about,
      action: 'deployment.undeploy',
      deployedModelId: '999',
    });
    backend.on('getApproval', approval);
    renderPortal(`/approvals/${deployment.id}`);
    await press('Change the request');
    expect(await screen.findByText(/runs there no more/)).toBeVisible();
  });
});
