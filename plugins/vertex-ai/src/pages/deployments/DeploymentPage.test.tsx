import { SIGNAL_DEPLOYMENTS } from '@backstage-vertex/plugin-vertex-ai-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { baseUrl, Refusal, startBackend } from '../../__testUtils__/backend';
import { approvalDetail } from '../../__testUtils__/approvals';
import { stepUpEvidence } from '../../__testUtils__/evidence';
import {
  deployment,
  deploymentDetail,
  environment,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestSignals } from '../../__testUtils__/TestSignals';

describe('the page of a deployment', () => {
  const backend = startBackend();
  const path = `/deployments/${deployment.id}`;

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getDeployment', deploymentDetail);
  });

  it('shows the chain from the person to the Google principal, with what was asserted', async () => {
    renderPortal(path);
    const chain = await screen.findByRole('list', { name: 'Identity chain' });
    expect(
      within(chain)
        .getAllByRole('listitem')
        .map(hop => hop.textContent),
    ).toEqual([
      expect.stringMatching(/^Who.*dana\.deployer · as deployer in dev/),
      expect.stringMatching(/^Identity/),
      expect.stringMatching(/^Role/),
      expect.stringMatching(/^Assertion.*env_roledev:deployer/),
      expect.stringMatching(/^Token exchange \(STS\)passed · 41 ms/),
    ]);
    expect(
      screen.getByText(deploymentDetail.handshakes[0].principal!),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText('vertex-ai deployment 01k9zx3t5v7w9y1b3d5f7h9k1m'),
    ).not.toHaveLength(0);
  });

  describe('that its requester has signed', () => {
    const saved: Blob[] = [];

    beforeEach(() => {
      saved.length = 0;
      backend.on('getDeployment', {
        ...deploymentDetail,
        evidenceId: stepUpEvidence.id,
      });
      backend.on('getStepUpEvidence', stepUpEvidence);
      // jsdom has no files to save.
      URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`;
      URL.revokeObjectURL = () => undefined;
      HTMLAnchorElement.prototype.click = () => undefined;
    });

    it('shows its signer the key, and saves the evidence as the server gave it', async () => {
      renderPortal(path);
      expect(
        await screen.findByText(`key ${stepUpEvidence.keyId}`, {
          exact: false,
        }),
      ).toBeVisible();
      await userEvent.click(
        screen.getByRole('button', { name: 'Download the evidence' }),
      );
      expect(JSON.parse(await saved[0].text())).toEqual(stepUpEvidence);
    });

    it('tells others only that it was signed', async () => {
      backend.on('getDeployment', {
        ...deploymentDetail,
        requestedBy: 'user:default/somebody.else',
        evidenceId: stepUpEvidence.id,
      });
      renderPortal(path);
      expect(
        await screen.findByText(stepUpEvidence.id, { exact: true }),
      ).toBeVisible();
      expect(
        screen.queryByRole('button', { name: 'Download the evidence' }),
      ).not.toBeInTheDocument();
      expect(backend.callsOf('getStepUpEvidence')).toEqual([]);
    });
  });

  it('names the Google operation of each change', async () => {
    renderPortal(path);
    expect(
      await screen.findByText(
        'projects/100000000001/locations/europe-west4/operations/55501',
      ),
    ).toBeInTheDocument();
  });

  const signal = (signals: TestSignals, id: string) =>
    act(() =>
      signals.send(SIGNAL_DEPLOYMENTS, {
        id,
        environment: 'dev',
        phase: 'succeeded',
      }),
    );

  it('follows a signal about this deployment, sooner than it would poll', async () => {
    const signals = new TestSignals();
    renderPortal(path, { signals });
    await screen.findByText('Google is starting the model server.');
    backend.on('getDeployment', {
      ...deploymentDetail,
      phase: 'succeeded',
      message: 'fraud-score v2 gets 100 % of the traffic.',
    });
    signal(signals, deployment.id);
    expect(
      await screen.findByText(
        'fraud-score v2 gets 100 % of the traffic.',
        undefined,
        { timeout: 8_000 },
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Cancel deployment' }),
    ).not.toBeInTheDocument();
  });

  it('does not read again for a signal about another deployment', async () => {
    const signals = new TestSignals();
    renderPortal(path, { signals });
    await screen.findByText('Google is starting the model server.');
    const before = backend.callsOf('getDeployment').length;
    signal(signals, 'another');
    // What the page had asked for at the signal would be answered before this.
    await act(async () => {
      await fetch(`${baseUrl}/v1/environments`);
    });
    expect(backend.callsOf('getDeployment')).toHaveLength(before);
  });

  it('polls where there are no signals, until the end', async () => {
    renderPortal(path);
    await screen.findByText('Google is starting the model server.');
    backend.on('getDeployment', {
      ...deploymentDetail,
      phase: 'succeeded',
      message: 'Done.',
    });
    expect(await screen.findByText('Done.')).toBeInTheDocument();
  });

  it('cancels only after a question', async () => {
    backend.on('cancelDeployment', { ...deployment, cancelRequested: true });
    renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel deployment' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(backend.callsOf('cancelDeployment')).toHaveLength(0);
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Too early');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel deployment' }),
    );
    await waitFor(() =>
      expect(backend.callsOf('cancelDeployment')[0]?.body).toEqual({
        reason: 'Too early',
      }),
    );
  });

  it('says of one that waits who decides and who has voted, leads there, and can be withdrawn', async () => {
    backend.on('getDeployment', {
      ...deploymentDetail,
      phase: 'awaitingApproval',
      approvalExpiresAt: '2126-11-25T08:00:00Z',
    });
    backend.on('getApproval', approvalDetail);
    renderPortal(path);
    expect(
      await screen.findByRole('list', { name: 'Votes' }),
    ).toHaveTextContent(/Approved · .*amir\.approver/);
    expect(
      screen.getByText(/one of each of group:default\/ml-approvers/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Look at the request' }),
    ).toHaveAttribute('href', `/vertex-ai/approvals/${deployment.id}`);
    expect(
      screen.getByRole('button', { name: 'Withdraw' }),
    ).toBeInTheDocument();
  });

  it('keeps the focus on its button when a cancellation was taken, and says that there is nothing more to do', async () => {
    backend.on('cancelDeployment', () => {
      backend.on('getDeployment', {
        ...deploymentDetail,
        cancelRequested: true,
      });
      return { ...deployment, cancelRequested: true };
    });
    renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel deployment' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Cancel deployment',
      }),
    );
    const button = await screen.findByRole('button', {
      name: 'Cancellation requested',
      description: /as soon as that is safe/,
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('leads to the list of deployments from one that is not there', async () => {
    backend.on('getDeployment', new Refusal('not_found'));
    renderPortal(path);
    expect(
      within(await screen.findByRole('alert')).getByRole('link', {
        name: 'Deployments',
      }),
    ).toHaveAttribute('href', '/vertex-ai/deployments');
  });

  it('says at which hop a failed handshake broke, in the words of Google', async () => {
    backend.on('getDeployment', {
      ...deploymentDetail,
      phase: 'failed',
      message: 'No credential.',
      problem: new Refusal('handshake_failed', { hop: 'sts' }).problem,
      handshakes: [
        {
          ...deploymentDetail.handshakes[0],
          outcome: 'failed',
          principal: undefined,
          hops: [
            {
              hop: 'sts',
              outcome: 'failed',
              durationMs: 12,
              error: {
                code: 'invalid_grant',
                message: 'The audience in ID Token does not match.',
                explanation: 'Set the audience of the provider.',
              },
            },
          ],
        },
      ],
    });
    renderPortal(path);
    expect(
      await screen.findByText('The audience in ID Token does not match.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Set the audience of the provider.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('It broke at the hop “Token exchange (STS)”.'),
    ).toBeInTheDocument();
  });
});
