import { digestWords } from './digestWords';

const everyByte = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

describe('digestWords', () => {
  it('has another word for every value of a byte', () => {
    const words = everyByte.map(byte => digestWords(byte.repeat(9))[0]);
    expect(new Set(words).size).toBe(256);
    expect(words.every(word => /^[a-z]{3,8}$/.test(word))).toBe(true);
  });

  it('compares 72 bits, in their order', () => {
    const digest = '000102030405060708'.padEnd(64, 'f');
    const words = digestWords(digest);
    expect(words).toHaveLength(9);
    expect(words).toEqual([...words].sort());
    expect(digestWords(digest.replace(/^../, '01'))[0]).toBe(words[1]);
  });

  it('refuses what is no digest, instead of showing fewer words', () => {
    expect(() => digestWords('00')).toThrow('18 hex digits');
    expect(() => digestWords('Z'.repeat(64))).toThrow('18 hex digits');
  });
});
