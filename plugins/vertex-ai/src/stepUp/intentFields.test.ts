import { intentFields, visible } from './intentFields';

describe('the fields of an intent', () => {
  it('are all there, also those that hold nothing', () => {
    const intent = {
      a: { b: [1, 'x', { c: null }] },
      empty: {},
      list: [],
      no: false,
      text: '',
    };
    expect(intentFields(JSON.stringify(intent))).toEqual([
      { path: 'a.b.0', value: '1' },
      { path: 'a.b.1', value: 'x' },
      { path: 'a.b.2.c', value: 'null' },
      { path: 'empty', value: '{}' },
      { path: 'list', value: '[]' },
      { path: 'no', value: 'false' },
      { path: 'text', value: '' },
    ]);
  });

  it.each([
    ['a mark that turns the direction', '\u202egnp', '\\u{202e}gnp'],
    ['a space without width', 'a\u200bb', 'a\\u{200b}b'],
    ['a space that only looks like one', 'a\u00a0b', 'a\\u{a0}b'],
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['a tag', 'a\u{e0041}', 'a\\u{e0041}'],
  ])('show %s as what it is', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('show what people write as they write it', () => {
    expect(visible('Größe 3 – schnell, naïve, 東京 ✓')).toBe(
      'Größe 3 – schnell, naïve, 東京 ✓',
    );
  });
});
