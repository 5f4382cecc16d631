import { endpointLabelsSchema } from '@backstage-vertex/plugin-vertex-ai-common';

/** One row of the form for labels. */
export interface Label {
  /** Tells rows apart while their keys are typed. */
  row: number;
  key: string;
  value: string;
}

/** The labels that the rows stand for; rows that were left empty stand for none. */
export function labelsOf(rows: Label[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(isFilledIn).map(({ key, value }) => [key, value]),
  );
}

/** What is wrong with one row, and in which of its two fields. */
export function mistakeOfLabel(
  rows: Label[],
  label: Label,
): { at: 'key' | 'value'; message: string } | undefined {
  const { key, value } = label;
  if (!isFilledIn(label)) {
    return undefined;
  }
  if (rows.some(other => other.row < label.row && other.key === key)) {
    return { at: 'key', message: `there is a label ${key} already` };
  }
  const parsed = endpointLabelsSchema.safeParse({ [key]: value });
  const issue = parsed.error?.issues[0];
  if (!issue) {
    return undefined;
  }
  return issue.code === 'invalid_format'
    ? { at: 'value', message: issue.message }
    : {
        at: 'key',
        message:
          issue.code === 'invalid_key'
            ? issue.issues[0].message
            : issue.message,
      };
}

function isFilledIn({ key, value }: Label): boolean {
  return key !== '' || value !== '';
}
