import { Phase } from '@backstage-vertex/plugin-vertex-ai-common';
import { progressOf } from './progress';

const shown = (visited: Phase[]) =>
  progressOf(visited).map(({ phase, state }) => `${phase} ${state}`);

describe('progressOf', () => {
  it('shows what is ahead while all goes well', () => {
    expect(shown(['queued', 'preparing', 'deploying'])).toEqual([
      'queued done',
      'preparing done',
      'deploying current',
      'rollingOut ahead',
      'succeeded ahead',
    ]);
  });

  it('shows every step done at the end', () => {
    expect(shown(['queued', 'succeeded'])).toEqual([
      'queued done',
      'preparing done',
      'deploying done',
      'rollingOut done',
      'succeeded done',
    ]);
  });

  it('shows no step ahead that will never come', () => {
    expect(
      shown(['queued', 'preparing', 'deploying', 'rollingBack', 'failed']),
    ).toEqual([
      'queued done',
      'preparing done',
      'deploying done',
      'rollingBack done',
      'failed current',
    ]);
  });

  it('starts at the queue when nothing was recorded', () => {
    expect(shown([])[0]).toBe('queued current');
  });
});
