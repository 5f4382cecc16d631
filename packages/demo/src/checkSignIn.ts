import { people } from '@backstage-vertex/demo-identity-provider';
import { PortalSession, type PortalUrls } from './PortalSession';

const RETRY_EVERY_MS = 300;

/**
 * Signs each demo person in once, so that the portal is called ready only when people can use it: the
 * catalog takes a moment after the start until it knows them.
 *
 * Throws the last refusal of a person who could not sign in until `deadlineMs` had passed.
 */
export async function checkSignIn(
  urls: PortalUrls,
  deadlineMs: number,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  for (const person of people) {
    await signInUntil(deadline, person.id, urls);
  }
}

async function signInUntil(
  deadline: number,
  personId: string,
  urls: PortalUrls,
): Promise<void> {
  for (;;) {
    try {
      await PortalSession.signIn(personId, urls);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }
}

/** One line per person, to show below "Sign in as". */
export function listPeople(): string {
  const width = Math.max(...people.map(({ name }) => name.length)) + 3;
  return people
    .map(({ name, mayDo }) => `    ${name.padEnd(width)}${mayDo}`)
    .join('\n');
}
