import { waitFor } from '@testing-library/react';
import axe from 'axe-core';

/**
 * What a screen reader or the keyboard would stumble over in all that is shown, one line for each element.
 *
 * Colours are left out, since no style sheet is applied here, and so is what the app brings: the landmarks around the plugin, and its
 * tabs, which name panels that are not there, and what the library says aloud of a button that is gone by then. The order of headings can be left out too, where the title of the page is missing.
 */
export async function violations(
  options: { headingOrder?: boolean } = {},
): Promise<string[]> {
  // The library's placeholder of a table that loads has empty headers.
  await waitFor(() =>
    expect(document.querySelector('[data-key^="skeleton"]')).toBeNull(),
  );
  const { violations: found } = await axe.run(
    {
      include: document.body,
      exclude: ['[role="tablist"]', '[data-live-announcer]'],
    },
    {
      // What passes is not looked at any closer.
      resultTypes: ['violations'],
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
        'heading-order': { enabled: options.headingOrder ?? true },
      },
    },
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}: ${node.html}`),
  );
}
