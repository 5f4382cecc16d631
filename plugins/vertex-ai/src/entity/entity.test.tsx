import { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { startBackend } from '../__testUtils__/backend';
import {
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
} from '../__testUtils__/fixtures';
import { renderEntity } from '../__testUtils__/renderPortal';

const prefix = 'vertex-ai.backstage-vertex.io';

const entity = (kind: string, type: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name: 'fraud',
    namespace: 'dev',
    annotations: {
      [`${prefix}/environment`]: 'dev',
      [`${prefix}/location`]: 'europe-west4',
      [`${prefix}/model`]: '7001',
      [`${prefix}/endpoint`]: '4001',
      [`${prefix}/deployment`]: deploymentDetail.id,
    },
  },
  spec: { type },
});

describe('on the page of a catalog entity', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['viewer'])] });
    backend.on('getModel', fraudScore);
    backend.on('getEndpoint', fraudLive);
    backend.on('getDeployment', deploymentDetail);
    backend.on('listDeployments', { items: [] });
  });

  it('a model shows its versions and leads to its page', async () => {
    renderEntity(entity('Resource', 'ai-model'));
    expect(await screen.findByText('champion')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', '/vertex-ai/models/dev/europe-west4/7001');
  });

  it('an endpoint shows its traffic and takes predictions', async () => {
    renderEntity(entity('API', 'ai-model-server'));
    expect(
      await screen.findByRole('heading', { name: 'Send a prediction' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', '/vertex-ai/endpoints/dev/europe-west4/4001');
  });

  it('a deployment shows its identity chain', async () => {
    renderEntity(entity('Resource', 'model-deployment'));
    expect(
      await screen.findByRole('list', { name: 'Identity chain' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', `/vertex-ai/deployments/${deploymentDetail.id}`);
  });

  it('another type shows nothing of ours', async () => {
    renderEntity(entity('Resource', 'database'));
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('an entity without our annotations says which one it lacks', async () => {
    const bare = entity('API', 'ai-model-server');
    bare.metadata.annotations = {};
    renderEntity(bare);
    expect(
      await screen.findAllByText(
        new RegExp(`lacks the annotation ${prefix}/environment`),
      ),
    ).toHaveLength(2);
  });
});
