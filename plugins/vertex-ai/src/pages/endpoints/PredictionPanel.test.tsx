import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { environment, fraudLive } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('sending a prediction', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['predictor'])] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [] });
  });

  async function send(text: string) {
    renderPortal('/endpoints/dev/europe-west4/4001');
    // Typed text would run into the braces that the keyboard simulation gives a meaning to.
    fireEvent.change(await screen.findByLabelText('Request (JSON)'), {
      target: { value: text },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  }

  it('shows the predictions, which version answered, and the correlation id', async () => {
    backend.on('predict', {
      predictions: [[0.93]],
      deployedModelId: '902',
      modelId: '7001',
      modelVersionId: '2',
      modelDisplayName: 'fraud-score',
      correlationId: 'f'.repeat(32),
      durationMs: 31.6,
    });
    await send('{"instances": [[1, 2, 3]]}');
    expect(
      await screen.findByText(
        'Answered by fraud-score version 2 (deployed model 902) in 32 ms.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Predictions' }),
    ).toHaveTextContent('0.93');
    expect(screen.getByText('f'.repeat(32))).toBeInTheDocument();
    expect(backend.callsOf('predict')[0].body).toEqual({
      instances: [[1, 2, 3]],
    });
  });

  it('says what is wrong with the text and sends nothing', async () => {
    await send('{"instances": [1,}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /This is not JSON: /,
    );
    expect(backend.callsOf('predict')).toHaveLength(0);
  });

  it("shows Google's words when the instances do not fit the model", async () => {
    backend.on(
      'predict',
      new Refusal('google_rejected', {
        google: {
          status: 'INVALID_ARGUMENT',
          message: 'Expected 4 features, got 3.',
        },
      }),
    );
    await send('[[1, 2, 3]]');
    expect(
      await screen.findByText('Expected 4 features, got 3.'),
    ).toBeInTheDocument();
  });

  it('sends nothing to an endpoint on which nothing would answer, and says so', async () => {
    backend.on('getEndpoint', {
      ...fraudLive,
      trafficSplit: {},
      deployedModels: [],
    });
    await send('[[1, 2, 3]]');
    expect(
      screen.getByRole('button', { name: 'Send' }),
    ).toHaveAccessibleDescription(/nothing would answer.*Deploy a model/);
    expect(backend.callsOf('predict')).toHaveLength(0);
  });
});
