import { AccountSeed } from '../../seed/EmulatorSeed';
import { Authorization, AuthorizationError } from './readAuthorization';
import { isBasic } from './scopes';

const STYLE = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 27rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; line-height: 1.3 }
  button { font: inherit; display: block; width: 100%; text-align: left; padding: .7rem 1rem; margin: .5rem 0; border: 1px solid #888; border-radius: .5rem; background: transparent; color: inherit; cursor: pointer }
  button:hover, button:focus-visible { border-color: #1a73e8; outline: 2px solid #1a73e8 }
  button small, .note { opacity: .75 }
  fieldset { border: 0; padding: 0; margin: 1rem 0 }
  label { display: block; overflow-wrap: anywhere }
  .cancel { width: auto; border-color: transparent; text-decoration: underline; padding-left: 0 }`;

const NOTE =
  '<p class="note">The Google emulator of the demo. No real account is involved, and there are no passwords.</p>';

/** Name of the checkbox of a scope. */
export const grantName = (scope: string) => `grant ${scope}`;

/** Who is it, and what may the application do? */
export function accountPage(
  { client, scopes, hostedDomain }: Authorization,
  accounts: AccountSeed[],
): string {
  const narrow = scopes.filter(scope => !isBasic(scope));
  const offered = [...accounts].sort(
    (a, b) =>
      Number(b.hostedDomain === hostedDomain) -
      Number(a.hostedDomain === hostedDomain),
  );
  return html(
    'Choose an account',
    `<h1>Choose an account to continue to ${escape(client.name)}</h1>
    <form method="post">
      ${narrow.length > 0 ? scopeChoice(narrow) : ''}
      ${offered.map(accountButton).join('\n      ')}
      <button class="cancel" name="deny" value="yes">Cancel</button>
    </form>`,
  );
}

function scopeChoice(scopes: string[]): string {
  return `<fieldset><legend>It may then, as you:</legend>
      ${scopes
        .map(
          scope =>
            `<label><input type="checkbox" name="${escape(
              grantName(scope),
            )}" checked> ${escape(meaning(scope))}</label>`,
        )
        .join('\n      ')}
      </fieldset>`;
}

function meaning(scope: string): string {
  return scope.endsWith('/auth/cloud-platform')
    ? 'See, edit, configure and delete your Google Cloud data'
    : scope;
}

function accountButton({ email, name }: AccountSeed): string {
  return `<button name="account" value="${escape(email)}">${escape(
    name,
  )}<br><small>${escape(email)}</small></button>`;
}

/** Google's page for a request that it does not take. */
export function errorPage({
  error,
  description,
  httpStatus,
}: AuthorizationError): string {
  return html(
    'Access blocked',
    `<h1>Access blocked</h1>
    <p>${escape(description)}</p>
    <p>Error ${httpStatus}: ${escape(error)}</p>`,
  );
}

function html(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <style>${STYLE}
    </style>
  </head>
  <body>
    <main>
    ${body}
    ${NOTE}
    </main>
  </body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
