import type { Person } from './people';
import { stylesheet } from './stylesheet';

/** The sign-in page: one button per person, no script. */
export function choosePersonPage(options: {
  people: readonly Person[];
  /** Path of this interaction; each button posts to `<path>/as/<person>`. */
  path: string;
  client: string;
}): string {
  const buttons = options.people
    .map(person => personButton(person, options.path))
    .join('\n');
  return document(
    'Choose who you are',
    `<p class="badge" role="note"><strong>Demo.</strong> These people are invented and nobody is asked for a password.</p>
<h1>Who do you want to be?</h1>
<p class="lead">You are signing in to <strong>${escapeHtml(
      options.client,
    )}</strong> with OpenID Connect. One click is enough.</p>
<ul>
${buttons}
</ul>
<p class="foot">In your company this page is your own identity provider. This one runs on your machine only and forgets everything when it stops.</p>`,
  );
}

export function errorPage(message: string): string {
  return document(
    'Sign-in did not work',
    `<p class="badge" role="note"><strong>Demo</strong> identity provider</p>
<h1>Sign-in did not work</h1>
<p class="lead">${escapeHtml(message)}</p>`,
  );
}

function personButton(person: Person, path: string): string {
  const initials = person.name
    .split(' ')
    .map(word => word[0])
    .join('');
  return `<li><form method="post" action="${escapeHtml(path)}/as/${escapeHtml(
    person.id,
  )}"><button type="submit">
<span class="avatar" aria-hidden="true">${escapeHtml(initials)}</span>
<span class="who"><span class="name">${escapeHtml(
    person.name,
  )}</span> <span class="title">${escapeHtml(person.title)}</span>
<span class="may">${escapeHtml(person.mayDo)}</span>
<span class="groups">${person.groups.map(escapeHtml).join(', ')}</span></span>
<span class="go" aria-hidden="true">→</span>
</button></form></li>`;
}

function document(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Demo identity provider</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
