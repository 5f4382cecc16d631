import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { root } from './paths';

/** The command of docs/step-up.md. It knows nothing of the portal. */
const COMMAND = join(
  root,
  'packages/verify-evidence/bin/vertex-ai-verify-evidence.js',
);
const DOWNLOAD = 'Download the evidence';

export interface Verdict {
  code: number;
  text: string;
}

/** Every signature on show, as somebody saves it from the page: JSON texts, from top to bottom. */
export async function downloadEvidence(page: Page): Promise<string[]> {
  const buttons = await page.getByRole('button', { name: DOWNLOAD }).all();
  const texts: string[] = [];
  for (const button of buttons) {
    const saved = page.waitForEvent('download');
    await button.click();
    texts.push(await readFile(await (await saved).path(), 'utf8'));
  }
  return texts;
}

/** Runs the offline verifier over a text. */
export async function verifyOffline(text: string): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'evidence-'));
  const file = join(directory, 'evidence.json');
  try {
    await writeFile(file, text);
    const { stdout } = await promisify(execFile)(process.execPath, [
      COMMAND,
      file,
    ]);
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, text: stderr };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The same text with another byte in the middle of one field. */
export function withOneByteChanged(text: string, field: string): string {
  const value = String(JSON.parse(text)[field]);
  const middle = Math.floor(value.length / 2);
  const at = text.indexOf(JSON.stringify(value)) + 1 + middle;
  const other = text[at] === 'A' ? 'B' : 'A';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}
