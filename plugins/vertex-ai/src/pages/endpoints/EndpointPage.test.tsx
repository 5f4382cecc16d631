import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  preview,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the page of an endpoint', () => {
  const backend = startBackend();
  const path = '/endpoints/dev/europe-west4/4001';

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
  });

  it('shows the traffic in words beside the bar', async () => {
    renderPortal(path);
    const legend = await screen.findByRole('list', { name: 'Traffic' });
    expect(
      within(legend)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['fraud-score v1 · 80 %', 'fraud-score v2 · 20 %']);
  });

  it("asks for the endpoint's name before it undeploys", async () => {
    const portal = renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Undeploy fraud-score v2' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('The version exists · passed');
    const confirm = within(dialog).getByRole('button', { name: 'Undeploy' });
    const field = within(dialog).getByLabelText('Type fraud-live to confirm');
    expect(confirm).toBeDisabled();
    await userEvent.type(field, 'Fraud-live');
    expect(confirm).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, 'fraud-live');
    await userEvent.click(confirm);

    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(backend.callsOf('createDeployment').map(call => call.body)).toEqual([
      {
        action: 'deployment.undeploy',
        environment: 'dev',
        location: 'europe-west4',
        endpointId: '4001',
        deployedModelId: '902',
        etag: 'etag-1',
      },
    ]);
    expect(portal.events()).toContainEqual(
      expect.objectContaining({ action: 'undeploy', subject: deployment.id }),
    );
  });

  it('sends a split only when it adds up to 100, with the etag that the person saw', async () => {
    renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change traffic' }),
    );
    const dialog = await screen.findByRole('dialog');
    const [first, second] = within(dialog).getAllByRole('textbox');
    await userEvent.clear(first);
    await userEvent.type(first, '50');
    await userEvent.tab();
    expect(
      await within(dialog).findByText(/add up to 70 %.*Difference: 30/),
    ).toBeInTheDocument();
    expect(backend.callsOf('previewDeployment')).toHaveLength(0);
    await userEvent.clear(second);
    await userEvent.type(second, '50');
    await userEvent.tab();
    await within(dialog).findByText('The version exists · passed');
    await userEvent.type(
      within(dialog).getByLabelText('Type fraud-live to confirm'),
      'fraud-live',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Change traffic' }),
    );
    await waitFor(() =>
      expect(backend.callsOf('createDeployment')[0]?.body).toMatchObject({
        action: 'traffic.set',
        split: { '901': 50, '902': 50 },
        etag: 'etag-1',
      }),
    );
  });

  it('opens the wizard with this endpoint', async () => {
    backend.on('listModels', { items: [], sources: [] });
    const portal = renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Deploy' }),
    );
    expect(portal.address()).toBe(
      '/vertex-ai/deployments/new?environment=dev&location=europe-west4&endpoint=4001',
    );
  });

  it('says that nothing was changed when somebody was faster', async () => {
    backend.on('createDeployment', new Refusal('etag_mismatch'));
    renderPortal(path);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Undeploy fraud-score v2' }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('The version exists · passed');
    await userEvent.type(
      within(dialog).getByLabelText('Type fraud-live to confirm'),
      'fraud-live',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Undeploy' }),
    );
    expect(
      await within(dialog).findByText(
        'Somebody changed the endpoint in the meantime',
      ),
    ).toBeInTheDocument();
    expect(within(dialog).getByText(/Nothing was changed/)).toBeInTheDocument();
  });

  it('shows a viewer every button, refused and explained', async () => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    renderPortal(path);
    await screen.findByText('What you cannot do in Dev');
    for (const name of [
      'Deploy',
      'Change traffic',
      'Undeploy fraud-score v1',
      'Undeploy fraud-score v2',
      'Send',
    ]) {
      expect(screen.getByRole('button', { name })).toHaveAccessibleDescription(
        /you need the role .* Ask group:default\/ml-platform for it\./,
      );
    }
  });
});
