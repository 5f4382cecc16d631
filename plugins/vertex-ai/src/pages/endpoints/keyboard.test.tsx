import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from '../../__testUtils__/backend';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  preview,
} from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the dialogs of an endpoint by keyboard', () => {
  const backend = startBackend();
  const keys = userEvent.setup();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
    backend.on('previewDeployment', preview);
    backend.on('createDeployment', deployment);
    backend.on('getDeployment', deploymentDetail);
    renderPortal('/endpoints/dev/europe-west4/4001');
  });

  const focused = () => document.activeElement as HTMLElement;
  const isInLastRow = () => focused().matches('tr:last-child');

  async function pressUntil(key: string, isThere: () => boolean) {
    for (let presses = 0; presses < 40 && !isThere(); presses++) {
      await keys.keyboard(key);
    }
  }

  /** In the table, the arrows lead from cell to cell and to the button in one. */
  async function goTo(name: string) {
    const target = await screen.findByRole('button', { name });
    await waitFor(() => expect(target).toBeEnabled());
    const isThere = () => focused() === target;
    const isInTable = () => focused().closest('table') !== null;
    await pressUntil('{Tab}', () => isThere() || isInTable());
    await pressUntil('{ArrowDown}', () => isThere() || isInLastRow());
    await pressUntil('{ArrowRight}', isThere);
    expect(target).toHaveFocus();
    return target;
  }

  async function openWith(name: string) {
    const opener = await goTo(name);
    await keys.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(dialog).toContainElement(focused()));
    return { opener, dialog };
  }

  it.each([
    ['Undeploy fraud-score v2', '{Escape}'],
    ['Change traffic', '{Escape}'],
  ])('give the focus back to %s when they are closed', async (name, key) => {
    const { opener } = await openWith(name);
    await keys.keyboard(key);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(opener).toHaveFocus());
  });

  it('keep the tabulator inside, and reach everything up to the button that sends', async () => {
    const { dialog } = await openWith('Undeploy fraud-score v2');
    await screen.findByText('The version exists · passed');
    const confirmation = screen.getByLabelText('Type fraud-live to confirm');
    await pressUntil('{Tab}', () => focused() === confirmation);
    await keys.keyboard('fraud-live');
    const send = screen.getByRole('button', { name: 'Undeploy' });
    await pressUntil('{Tab}', () => focused() === send);
    const visited = new Set<boolean>();
    for (let presses = 0; presses < 12; presses++) {
      await keys.tab();
      visited.add(dialog.contains(focused()));
    }
    expect([...visited]).toEqual([true]);
    await pressUntil('{Tab}', () => focused() === send);
    await keys.keyboard('{Enter}');
    await waitFor(() =>
      expect(backend.callsOf('createDeployment')).toHaveLength(1),
    );
  });
});
