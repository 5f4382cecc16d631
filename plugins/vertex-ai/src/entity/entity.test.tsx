import { screen } from '@testing-library/react';
import { startBackend } from '../__testUtils__/backend';
import {
  annotationPrefix,
  catalogEntity,
} from '../__testUtils__/catalogEntity';
import {
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
} from '../__testUtils__/fixtures';
import { renderEntity } from '../__testUtils__/renderPortal';

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
    renderEntity(catalogEntity('Resource', 'ai-model'));
    expect(await screen.findByText('champion')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', '/vertex-ai/models/dev/europe-west4/7001');
  });

  it('an endpoint shows its traffic and takes predictions', async () => {
    renderEntity(catalogEntity('API', 'ai-model-server'));
    expect(
      await screen.findByRole('heading', { name: 'Send a prediction' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', '/vertex-ai/endpoints/dev/europe-west4/4001');
  });

  it('a deployment shows its identity chain', async () => {
    renderEntity(catalogEntity('Resource', 'model-deployment'));
    expect(
      await screen.findByRole('list', { name: 'Identity chain' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in Vertex AI' }),
    ).toHaveAttribute('href', `/vertex-ai/deployments/${deploymentDetail.id}`);
  });

  it('another type shows nothing of ours', async () => {
    renderEntity(catalogEntity('Resource', 'database'));
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('an entity without our annotations says which one it lacks', async () => {
    const bare = catalogEntity('API', 'ai-model-server');
    bare.metadata.annotations = {};
    renderEntity(bare);
    expect(
      await screen.findAllByText(
        new RegExp(`lacks the annotation ${annotationPrefix}/environment`),
      ),
    ).toHaveLength(2);
  });

  it.each([
    ['Resource', 'ai-model', 'Versions'],
    ['API', 'ai-model-server', 'Deployed models'],
    ['Resource', 'model-deployment', 'Identity chain'],
  ])(
    'the headings of a %s %s are one level below the title of the entity',
    async (kind, type, name) => {
      renderEntity(catalogEntity(kind, type));
      expect(
        await screen.findByRole('heading', { name, level: 3 }),
      ).toBeInTheDocument();
    },
  );

  it('says in a section of an entity one level below it that there is nothing', async () => {
    renderEntity(catalogEntity('Resource', 'ai-model'));
    expect(
      await screen.findByRole('heading', {
        name: 'No deployments yet',
        level: 4,
      }),
    ).toBeInTheDocument();
  });
});
