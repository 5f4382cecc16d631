import { Deployment, Phase } from '@backstage-vertex/plugin-vertex-ai-common';
import { progressOf } from './progress';

const shown = (
  visited: Phase[],
  action: Deployment['action'] = 'deployment.create',
) => progressOf(action, visited).map(({ phase, state }) => `${phase} ${state}`);

describe('progressOf', () => {
  it('shows what is ahead while all goes well', () => {
    expect(shown(['queued', 'queued', 'preparing', 'deploying'])).toEqual([
      'queued done',
      'preparing done',
      'deploying current',
      'rollingOut ahead',
      'succeeded ahead',
    ]);
  });

  it('shows nothing ahead that this action never comes to', () => {
    expect(shown(['queued', 'preparing'], 'traffic.set')).toEqual([
      'queued done',
      'preparing current',
      'rollingOut ahead',
      'succeeded ahead',
    ]);
  });

  it('shows at the end only what really was', () => {
    expect(shown(['queued', 'rollingOut', 'succeeded'], 'traffic.set')).toEqual(
      ['queued done', 'rollingOut done', 'succeeded done'],
    );
  });

  it('shows nothing ahead any more once it rolls back', () => {
    expect(shown(['queued', 'preparing', 'rollingBack'])).toEqual([
      'queued done',
      'preparing done',
      'rollingBack current',
    ]);
    expect(shown(['queued', 'preparing', 'rollingBack', 'failed'])).toEqual([
      'queued done',
      'preparing done',
      'rollingBack done',
      'failed current',
    ]);
  });

  it('starts at the queue when nothing was recorded', () => {
    expect(shown([])[0]).toBe('queued current');
  });
});
