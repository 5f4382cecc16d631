/** What an authenticator encodes (CTAP2 canonical CBOR, RFC 8949 §4.2), and no more. Map keys stay in the order in which they are given. */
export type Cbor =
  | number
  | string
  | Uint8Array
  | Cbor[]
  | Map<number | string, Cbor>;

export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') {
    return value >= 0 ? head(0, value) : head(1, -1 - value);
  }
  if (value instanceof Uint8Array) {
    return Buffer.concat([head(2, value.length), value]);
  }
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([head(3, text.length), text]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)]);
  }
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(pair => pair.map(encodeCbor)),
  ]);
}

/** Major type and argument in the fewest bytes. */
function head(major: number, argument: number): Buffer {
  const type = major * 32;
  if (argument < 24) {
    return Buffer.of(type + argument);
  }
  if (argument < 0x100) {
    return Buffer.of(type + 24, argument);
  }
  const wide = Buffer.alloc(argument < 0x10000 ? 3 : 5);
  if (argument < 0x10000) {
    wide[0] = type + 25;
    wide.writeUInt16BE(argument, 1);
  } else {
    wide[0] = type + 26;
    wide.writeUInt32BE(argument, 1);
  }
  return wide;
}
