import { IssuerKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { signsUntil } from './signsUntil';

const key = (
  generation: number,
  state: IssuerKey['state'],
  rest: Partial<IssuerKey> = {},
): IssuerKey => ({
  kid: `k${generation}`,
  generation,
  state,
  signer: 'database',
  createdAt: `2026-0${generation}-01T00:00:00.000Z`,
  signsFrom: `2026-0${generation}-01T00:10:00.000Z`,
  ...rest,
});
const rotation = '2026-04-01T00:10:00.000Z';

describe('until when a key signs', () => {
  it.each<[string, IssuerKey[], number, string | undefined]>([
    ['the next rotation, when it signs now', [key(3, 'signing')], 0, rotation],
    [
      'its successor, when that is published already',
      [key(4, 'next'), key(3, 'signing')],
      1,
      key(4, 'next').signsFrom,
    ],
    [
      'the one right after it, when it signs no more',
      [key(3, 'signing'), key(2, 'published'), key(1, 'over')],
      2,
      key(2, 'published').signsFrom,
    ],
    [
      'its withdrawal, when that came first',
      [
        key(3, 'signing'),
        key(2, 'withdrawn', { withdrawnAt: '2026-02-09T00:00:00.000Z' }),
      ],
      1,
      '2026-02-09T00:00:00.000Z',
    ],
    [
      'nothing, when it has not begun',
      [key(4, 'next'), key(3, 'signing')],
      0,
      undefined,
    ],
    [
      'nothing, when it was withdrawn before it began',
      [
        key(4, 'signing'),
        key(3, 'withdrawn', { withdrawnAt: '2026-03-01T00:05:00.000Z' }),
      ],
      1,
      undefined,
    ],
  ])('is %s', (_, keys, index, end) => {
    expect(signsUntil(keys[index], keys, rotation)).toBe(end);
  });
});
