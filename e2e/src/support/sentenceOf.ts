import type { Locator } from 'playwright-core';

/** What a part of a page says, as one line. */
export async function sentenceOf(part: Locator): Promise<string> {
  return (await part.innerText()).replace(/\s+/g, ' ');
}
