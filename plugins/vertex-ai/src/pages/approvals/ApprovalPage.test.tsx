import { digestWords } from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import {
  approvalComparison,
  approvalDetail,
} from '../../__testUtils__/approvals';
import {
  deployment,
  environment,
  securityKey,
  stepUpChallenge,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestKey } from '../../__testUtils__/TestKey';

describe('the page of a request that waits for approval', () => {
  const backend = startBackend();
  const path = `/approvals/${deployment.id}`;
  const { intentDigest } = approvalDetail.deployment;
  const unsigned = {
    ...approvalDetail,
    requirement: { ...approvalDetail.requirement!, stepUp: undefined },
  };
  let key: TestKey;

  beforeEach(() => {
    key = new TestKey();
    key.plugIn();
    backend.on('listEnvironments', { items: [environment(['approver'])] });
    backend.on('getApproval', approvalDetail);
    backend.on('compareApproval', approvalComparison);
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: false,
    });
    backend.on('createStepUpChallenge', {
      ...stepUpChallenge,
      intent: JSON.stringify({
        type: 'backstage-vertex-ai/vote',
        version: 1,
        deployment: deployment.id,
        intentDigest,
        verdict: 'approve',
      }),
    });
    backend.on('answerStepUpChallenge', {
      grant: '01k000000000000000000grant',
      expiresAt: '2026-01-11T11:00:00.000Z',
      signedAt: '2026-01-11T10:00:00.000Z',
      deviceBound: true,
    });
    backend.on('vote', approvalDetail);
  });

  afterEach(() => key.pullOut());

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  const confirm = async (name: string) =>
    userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name }),
    );

  const votes = () =>
    backend
      .callsOf('vote')
      .map(({ body, headers }) => [body, headers.get('x-vertex-ai-step-up')]);

  it('says in plain words what is asked for, what it changes, and in which words it can be compared', async () => {
    renderPortal(path);
    expect(
      await screen.findByText(
        /^Version 2 of the model 7001 is to be deployed in prod \(europe-west4\), onto 4001, with 100 %/,
      ),
    ).toBeVisible();
    expect(screen.getByText(digestWords(intentDigest).join(' '))).toBeVisible();
    expect(
      await screen.findByRole('row', {
        name: /fraud-score v1.*fraud-score v2/,
      }),
    ).toBeVisible();
  });

  it('says who has to agree, and what each vote is worth', async () => {
    renderPortal(path);
    expect(
      await screen.findByText(
        '2 people, among them one of each of group:default/ml-approvers and group:default/risk',
      ),
    ).toBeVisible();
    const [latest, first] = within(
      screen.getByRole('list', { name: 'Votes' }),
    ).getAllByRole('listitem');
    expect(latest).toHaveTextContent(
      /Approved · .*amir\.approver.*Counts.*Signed; evidence 01k0/,
    );
    expect(first).toHaveTextContent(
      /looked at the metrics.*Void: the request was changed since.*Not signed/,
    );
  });

  it('has an approval signed where that is demanded, and sends it with the grant', async () => {
    renderPortal(path);
    await press('Approve');
    await confirm('Approve');
    expect(
      await screen.findByText(
        `You sign that you approve the request ${
          deployment.id
        } whose words are: ${digestWords(intentDigest).join(' ')}.`,
      ),
    ).toBeVisible();
    expect(votes()).toEqual([]);
    await press('Sign with the key');
    await waitFor(() =>
      expect(votes()).toEqual([
        [{ verdict: 'approve', intentDigest }, '01k000000000000000000grant'],
      ]),
    );
    expect(backend.callsOf('createStepUpChallenge')[0].body.subject).toEqual({
      kind: 'vote',
      deployment: deployment.id,
      intentDigest,
      verdict: 'approve',
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('votes without a key where none is demanded', async () => {
    backend.on('getApproval', unsigned);
    renderPortal(path);
    await press('Approve');
    await confirm('Approve');
    await waitFor(() =>
      expect(votes()).toEqual([[{ verdict: 'approve', intentDigest }, null]]),
    );
  });

  it('rejects with a reason only, and without a key', async () => {
    renderPortal(path);
    await press('Reject');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Reason/), ' too early ');
    await confirm('Reject');
    await waitFor(() =>
      expect(votes()).toEqual([
        [{ verdict: 'reject', intentDigest, reason: 'too early' }, null],
      ]),
    );
  });

  it('votes on what was shown, and says so when that was changed meanwhile', async () => {
    backend.on('getApproval', unsigned);
    backend.on('vote', new Refusal('conflict'));
    renderPortal(path);
    await press('Approve');
    await confirm('Approve');
    expect(
      await within(await screen.findByRole('dialog')).findByText(
        /Refused with conflict/,
      ),
    ).toBeVisible();
  });

  it('lets one take back the own approval, and approve no second time', async () => {
    backend.on('getApproval', {
      ...approvalDetail,
      obstacle: { code: 'alreadyApproved', message: 'You have approved.' },
    });
    renderPortal(path);
    expect(
      await screen.findByRole('button', {
        name: 'Approve',
        description: /Nobody counts twice/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
    await press('Take my approval back');
    await confirm('Take it back');
    await waitFor(() =>
      expect(votes()).toEqual([[{ verdict: 'withdraw', intentDigest }, null]]),
    );
  });

  it('says to who has asked for it that somebody else decides, and lets them withdraw it', async () => {
    backend.on('listEnvironments', {
      items: [environment(['approver', 'deployer'])],
    });
    backend.on('getApproval', {
      ...approvalDetail,
      own: true,
      obstacle: { code: 'ownRequest', message: 'Your own.' },
    });
    backend.on('cancelDeployment', {
      ...approvalDetail.deployment,
      phase: 'cancelled',
    });
    renderPortal(path);
    expect(
      await screen.findByRole('button', {
        name: 'Approve',
        description: /somebody else has to decide/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText('You cannot vote on this')).toBeVisible();
    await press('Withdraw');
    await confirm('Withdraw');
    await waitFor(() =>
      expect(backend.callsOf('cancelDeployment')).toHaveLength(1),
    );
  });

  it('says why it cannot be approved when it was looked at before a change at Google', async () => {
    backend.on('compareApproval', {
      ...approvalComparison,
      stale: 'The endpoint was changed since.',
    });
    renderPortal(path);
    expect(
      await screen.findByText('The endpoint was changed since.'),
    ).toBeVisible();
  });

  it('leaves nothing to vote on once it is decided, and keeps the votes', async () => {
    backend.on('getApproval', {
      ...approvalDetail,
      deployment: { ...approvalDetail.deployment, phase: 'rejected' },
      obstacle: { code: 'decided', message: 'Decided.' },
    });
    renderPortal(path);
    await screen.findByRole('list', { name: 'Votes' });
    expect(
      screen.queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
    expect(backend.callsOf('compareApproval')).toEqual([]);
  });

  it('leads to the list from one that is not there', async () => {
    backend.on('getApproval', new Refusal('not_found'));
    renderPortal(path);
    expect(
      within(await screen.findByRole('alert')).getByRole('link', {
        name: 'Approvals',
      }),
    ).toHaveAttribute('href', '/vertex-ai/approvals');
  });
});
