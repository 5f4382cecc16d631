/** Scopes of Google's sign-in, which nobody can take off on the consent page, in the long form of the answers. */
const BASIC: Record<string, string> = {
  openid: 'openid',
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
};

const BASIC_SCOPES = new Set(Object.values(BASIC));

/** The scopes of a request, each once, in the form in which Google's answers name them. */
export function readScopes(text: string): string[] {
  const names = text.split(' ').filter(Boolean);
  return [...new Set(names.map(name => BASIC[name] ?? name))];
}

export function isBasic(scope: string): boolean {
  return BASIC_SCOPES.has(scope);
}

/** Google knows hundreds of scopes; by their form is enough here. */
export function isScope(scope: string): boolean {
  return (
    isBasic(scope) ||
    /^https:\/\/www\.googleapis\.com\/auth\/[a-z][a-z0-9._-]*$/.test(scope)
  );
}
