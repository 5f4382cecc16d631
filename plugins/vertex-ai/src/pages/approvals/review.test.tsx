import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { brokenGlass } from '../../__testUtils__/approvals';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { violations } from '../../__testUtils__/violations';

const closed = {
  ...brokenGlass,
  review: {
    ...brokenGlass.review!,
    closedAt: deployment.createdAt,
    closedBy: 'user:default/sofia.auditor',
    verdict: 'unjustified' as const,
    comment: 'Ana was at her desk.',
  },
};

describe('the review of an emergency', () => {
  const backend = startBackend();
  const path = `/approvals/${deployment.id}`;

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['auditor'])] });
    backend.on('getApproval', brokenGlass);
    backend.on('closeReview', closed);
  });

  const open = async () =>
    userEvent.click(
      await screen.findByRole('button', { name: 'Close the review' }),
    );
  const inDialog = () => within(screen.getByRole('dialog'));

  it('is found among the open ones, which say so', async () => {
    backend.on('listApprovals', { items: [brokenGlass] });
    renderPortal('/approvals?show=openReviews');
    const row = await screen.findByRole('row', { name: /Deploy fraud-score/ });
    expect(row).toHaveTextContent(/Review open/);
    expect(backend.callsOf('listApprovals').at(-1)?.query).toEqual({
      show: 'openReviews',
    });
  });

  it('says that no emergency waits for one', async () => {
    renderPortal('/approvals?show=openReviews');
    expect(
      await screen.findByText('No emergency waits for a review'),
    ).toBeVisible();
  });

  it('is closed by an auditor with a verdict and a comment, which has no default', async () => {
    renderPortal(path);
    expect(await screen.findByText('The old model burns money.')).toBeVisible();
    await open();
    const send = inDialog().getByRole('button', { name: 'Close the review' });
    expect(send).toBeDisabled();
    await userEvent.type(
      inDialog().getByLabelText(/Comment/),
      ' Ana was at her desk. ',
    );
    expect(send).toBeDisabled();
    await userEvent.click(
      inDialog().getByRole('radio', { name: /Not justified/ }),
    );
    expect(await violations()).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(backend.callsOf('closeReview').map(({ body }) => body)).toEqual([
      { verdict: 'unjustified', comment: 'Ana was at her desk.' },
    ]);
  });

  it('keeps what was typed when the server refuses it, and says why', async () => {
    backend.on('closeReview', new Refusal('vote_refused'));
    renderPortal(path);
    await open();
    await userEvent.click(
      inDialog().getByRole('radio', { name: /^Justified/ }),
    );
    await userEvent.type(inDialog().getByLabelText(/Comment/), 'Fine.');
    await userEvent.click(
      inDialog().getByRole('button', { name: 'Close the review' }),
    );
    expect(await inDialog().findByRole('alert')).toBeVisible();
    expect(inDialog().getByLabelText(/Comment/)).toHaveValue('Fine.');
  });

  it('is closed by nobody who has asked for it, and says so in the open', async () => {
    backend.on('getApproval', {
      ...brokenGlass,
      own: true,
      reviewObstacle: 'Your own.',
    });
    renderPortal(path);
    expect(
      await screen.findByText('You cannot close this review'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', {
        name: 'Close the review',
        description: /somebody else has to review it/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('is closed by nobody who is no auditor, and says who can change that', async () => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getApproval', {
      ...brokenGlass,
      reviewObstacle: 'No auditor.',
    });
    renderPortal(path);
    expect(
      await screen.findByRole('button', {
        name: 'Close the review',
        description: /you need the role auditor.*ml-platform/,
      }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(await violations()).toEqual([]);
  });

  it('shows who has closed it with what verdict, and is not closed twice', async () => {
    backend.on('getApproval', closed);
    renderPortal(path);
    expect(await screen.findByText('Ana was at her desk.')).toBeVisible();
    expect(screen.getByText('Not justified')).toBeVisible();
    expect(screen.getByText(/sofia\.auditor/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Close the review' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['open', brokenGlass, /Review open since/],
    ['closed', closed, /Not justified/],
  ])(
    'stands on the page of the deployment while it is %s',
    async (_, approval, shown) => {
      backend.on('getApproval', approval);
      backend.on('getDeployment', { ...deploymentDetail, breakGlass: true });
      renderPortal(`/deployments/${deployment.id}`);
      expect(await screen.findByText(shown)).toBeVisible();
      expect(screen.getByText('The approvals were skipped')).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Show the review' }),
      ).toHaveAttribute('href', `/vertex-ai/approvals/${deployment.id}`);
      expect(await violations()).toEqual([]);
    },
  );
});
