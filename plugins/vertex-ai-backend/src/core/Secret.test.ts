import { inspect } from 'node:util';
import { Secret } from './Secret';

const secret = new Secret('ya29.something-to-hide');

describe('Secret', () => {
  it.each<[string, string]>([
    ['a template string', `${secret}`],
    ['JSON', JSON.stringify({ secret })],
    ['util.inspect', inspect({ secret }, { depth: null, showHidden: true })],
    ['its own keys', JSON.stringify(Object.entries(secret))],
    [
      'an error that carries it',
      inspect(Object.assign(new Error('failed'), { config: { secret } }), {
        depth: null,
      }),
    ],
  ])('is not printed by %s', (_, printed) => {
    expect(printed).not.toContain('hide');
  });

  it('gives its value to nobody whom its guard refuses, and still takes it out of a text', () => {
    let ended = false;
    const guarded = secret.guarded(() => {
      if (ended) {
        throw new Error('ended');
      }
    });
    expect(guarded.reveal()).toBe(secret.reveal());
    ended = true;
    expect(() => guarded.reveal()).toThrow('ended');
    expect(guarded.takenOutOf('got ya29.something-to-hide here')).toBe(
      'got [secret] here',
    );
  });

  it('gives its value to whoever asks for it by name', () => {
    expect(secret.reveal()).toBe('ya29.something-to-hide');
  });
});
