import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startBackend } from './__testUtils__/backend';
import {
  deployment,
  environment,
  fraudLive,
  fraudScore,
} from './__testUtils__/fixtures';
import { renderPortal } from './__testUtils__/renderPortal';
import alphaPlugin from './alpha';
import vertexAiPlugin from './index';

describe('the plugin in an app of the new frontend system', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [deployment] });
  });

  it('is the same under ./alpha, where older guides look for it', () => {
    expect(alphaPlugin).toBe(vertexAiPlugin);
  });

  it('opens at the overview', async () => {
    const portal = renderPortal('');
    await screen.findByText('Needs attention');
    expect(portal.address()).toBe('/vertex-ai/overview');
  });

  it.each([
    '/nowhere',
    '/overview/nowhere',
    '/models/dev/nowhere',
    '/endpoints/dev/nowhere',
    '/deployments/one/nowhere',
  ])('says of %s that it leads nowhere, and leads back', async path => {
    const portal = renderPortal(path);
    await userEvent.click(
      await screen.findByRole('link', { name: 'Go to the overview' }),
    );
    await screen.findByText('Needs attention');
    expect(portal.address()).toBe('/vertex-ai/overview');
    expect(
      screen.queryByRole('link', { name: 'Go to the overview' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    '/overview',
    '/models',
    '/models/dev/europe-west4/7001',
    '/endpoints',
    '/endpoints/dev/europe-west4/4001',
    '/deployments',
    '/nowhere',
  ])('has no link on %s that leads past where it is mounted', async path => {
    renderPortal(path, { mountedAt: '/ml/google' });
    await screen.findAllByRole('link', { name: /fraud|overview/ });
    const own = screen
      .getAllByRole('link')
      .map(link => link.getAttribute('href'))
      .filter(href => !href?.startsWith('/catalog/'));
    expect(own).not.toHaveLength(0);
    expect(own.filter(href => !href?.startsWith('/ml/google'))).toEqual([]);
  });

  it('speaks the language of the app, in its tabs too', async () => {
    renderPortal('/models', { language: 'de' });
    expect(
      await screen.findByText('Die Modellregister aller Umgebungen', {
        exact: false,
      }),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('tablist'))
        .getAllByRole('tab')
        .map(tab => tab.textContent),
    ).toEqual([
      'Übersicht',
      'Modelle',
      'Endpunkte',
      'Bereitstellungen',
      'Freigaben',
      'Umgebungen',
      'Zugangsdaten',
      'Sicherheitsschlüssel',
      'Zugriff',
    ]);
  });
});
