import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The people of the demo, by what they may do. */
export const people = {
  deployer: 'Dana Deployer',
  approver: 'Amir Approver',
  auditor: 'Sofia Auditor',
  viewer: 'Victor Viewer',
} as const;

const DEFAULT_TIMEOUT_MS = 20_000;
/** The development server may still be compiling the app. */
const FIRST_LOAD_WITHIN_MS = 60_000;

/** Somebody with a browser of their own in front of the portal: no cookie, no storage of anybody else. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser had to complain about; for the report of a failure. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', message => {
      if (message.type() === 'error') {
        // React's warnings go on for pages; the first line names the matter.
        this.complaints.push(message.text().split('\n')[0]);
      }
    });
    page.on('pageerror', error => this.complaints.push(error.message));
  }

  static async arrive(browser: Browser, baseURL: string): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL,
      locale: 'en-GB',
      viewport: { width: 1440, height: 1000 },
    });
    context.setDefaultTimeout(DEFAULT_TIMEOUT_MS);
    context.setDefaultNavigationTimeout(FIRST_LOAD_WITHIN_MS);
    return new Visitor(context, await context.newPage());
  }

  /** By the sign-in button, the popup of the identity provider, and one click there. */
  async signIn(role: keyof typeof people): Promise<void> {
    await this.page.goto('/');
    const popup = this.context.waitForEvent('page');
    await this.page.getByRole('button', { name: 'Sign In' }).click();
    const provider = await popup;
    await provider
      .getByRole('button', { name: new RegExp(people[role]) })
      .click();
    await this.page
      .getByRole('link', { name: 'Catalog', exact: true })
      .waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
