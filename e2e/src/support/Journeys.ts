import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, chromium } from 'playwright-core';
import { root } from './paths';
import { Visitor } from './Visitor';

const PORTAL_URL = process.env.PORTAL_URL ?? 'http://localhost:3000';
const FAILURES_DIR = join(root, '.portal/journeys');

/** For a whole journey; each step in it has a shorter limit of its own. */
export const JOURNEY_WITHIN_MS = 240_000;

/** Chromium does nothing of its own accord: no updates, no safe browsing, no QUIC. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium in front of a running portal. */
export class Journeys {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(flags: string[] = []): Promise<Journeys> {
    await assertPortalAnswers();
    return new Journeys(
      await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: [...FLAGS, ...flags],
      }),
    );
  }

  /** Lets a visitor walk. What the visitor saw when something failed is kept in `.portal/journeys`. */
  async walk(journey: (visitor: Visitor) => Promise<void>): Promise<void> {
    await this.meet(1, ([visitor]) => journey(visitor));
  }

  /** The same for several people, each with a browser of their own. */
  async meet(
    count: number,
    journey: (visitors: Visitor[]) => Promise<void>,
  ): Promise<void> {
    const visitors = await Promise.all(
      Array.from({ length: count }, () =>
        Visitor.arrive(this.#browser, PORTAL_URL),
      ),
    );
    try {
      await journey(visitors);
    } catch (error) {
      const name = expect.getState().currentTestName ?? 'journey';
      await Promise.allSettled(
        visitors.map((visitor, index) => keep(visitor, `${name} ${index + 1}`)),
      );
      throw error;
    } finally {
      await Promise.allSettled(visitors.map(visitor => visitor.leave()));
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

async function assertPortalAnswers(): Promise<void> {
  try {
    await fetch(PORTAL_URL);
  } catch (cause) {
    throw new Error(
      `There is no portal at ${PORTAL_URL}. \`npm start\` brings one up; \`npm test\` runs these journeys on one of its own.`,
      { cause },
    );
  }
}

async function keep({ page, complaints }: Visitor, name: string) {
  await mkdir(FAILURES_DIR, { recursive: true });
  const file = join(FAILURES_DIR, name.replace(/[^a-z0-9]+/gi, '-'));
  await page.screenshot({ path: `${file}.png`, fullPage: true });
  await writeFile(
    `${file}.txt`,
    [page.url(), ...complaints, await page.locator('body').innerText()].join(
      '\n',
    ),
  );
}
