import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from '../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  preview,
} from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('the deploy wizard by keyboard', () => {
  const backend = startBackend();
  const keys = userEvent.setup();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
  });

  /** Goes on with the tabulator until something is focused; fails when it never is. */
  async function tabTo(is: (focused: Element) => boolean) {
    for (let presses = 0; presses < 40; presses++) {
      await keys.tab();
      if (is(document.activeElement!)) {
        return;
      }
    }
    throw new Error(`not reached; at ${document.activeElement?.outerHTML}`);
  }
  const button = (name: string) => (focused: Element) =>
    focused.tagName === 'BUTTON' && focused.textContent === name;
  const nameField = () =>
    screen.getByRole('textbox', { name: /Name of the new endpoint/ });
  const isNameField = (focused: Element) => focused === nameField();
  const press = async (name: string) => {
    await tabTo(button(name));
    await keys.keyboard('{Enter}');
  };
  const headingHasFocus = (name: string) =>
    waitFor(() => expect(screen.getByRole('heading', { name })).toHaveFocus());

  it('goes through all steps, each of which begins at its heading', async () => {
    const portal = renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001',
    );
    await screen.findByRole('heading', { name: 'Step 1 of 4: Model' });
    expect(document.body).toHaveFocus();
    await press('Next');
    await headingHasFocus('Step 2 of 4: Endpoint');
    await tabTo(isNameField);
    await keys.keyboard('fraud-next');
    await press('Next');
    await headingHasFocus('Step 3 of 4: Machines and traffic');
    await press('Preview');
    await headingHasFocus('Step 4 of 4: Preview');
    await screen.findByText('The version exists · passed');
    await press('Back');
    await headingHasFocus('Step 3 of 4: Machines and traffic');
    await press('Preview');
    await headingHasFocus('Step 4 of 4: Preview');
    await screen.findByText('The version exists · passed');
    await press('Deploy');
    await waitFor(() =>
      expect(portal.address()).toBe(`/vertex-ai/deployments/${deployment.id}`),
    );
    expect(backend.callsOf('createDeployment')[0].body.endpoint).toMatchObject({
      displayName: 'fraud-next',
    });
  });

  it('brings to what is missing, which says at its field what is wrong', async () => {
    renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001',
    );
    await screen.findByRole('heading', { name: 'Step 1 of 4: Model' });
    await press('Next');
    await headingHasFocus('Step 2 of 4: Endpoint');
    await press('Next');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus());
    const name = nameField();
    expect(name).toBeInvalid();
    expect(name).toHaveAccessibleDescription(/has to be chosen or filled in/);
    // A second try without a change is announced again.
    await press('Next');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus());
    await tabTo(isNameField);
    await keys.keyboard('fraud-next');
    expect(name).toBeValid();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('adds and removes labels without losing the focus', async () => {
    renderPortal(
      '/deployments/new?environment=dev&location=europe-west4&model=7001',
    );
    await screen.findByRole('heading', { name: 'Step 1 of 4: Model' });
    await press('Next');
    await headingHasFocus('Step 2 of 4: Endpoint');
    await tabTo(isNameField);
    await keys.keyboard('fraud-next');
    await press('Add a label');
    expect(screen.getByLabelText('Key of label 1')).toHaveFocus();
    await keys.keyboard('Team{Tab}fraud');
    await press('Next');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus());
    const key = screen.getByLabelText('Key of label 1');
    expect(key).toBeInvalid();
    expect(key).toHaveAccessibleDescription(/starts with a lower-case letter/);
    expect(screen.getByLabelText('Value of label 1')).toBeValid();
    await tabTo(focused => focused === key);
    await keys.keyboard('{Control>}a{/Control}team');
    await press('Add a label');
    await tabTo(focused => focused.ariaLabel === 'Remove label 2');
    await keys.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Add a label' })).toHaveFocus(),
    );
    await press('Next');
    await headingHasFocus('Step 3 of 4: Machines and traffic');
    await press('Preview');
    await waitFor(() =>
      expect(
        backend.callsOf('previewDeployment')[0]?.body.endpoint,
      ).toMatchObject({ labels: { team: 'fraud' } }),
    );
  });
});
