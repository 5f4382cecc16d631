export const google = {
  account: 'Your Google account',
  looking: 'Looking whether you are signed in to Google …',
  signedIn: 'Signed in to Google as {{email}}',
  signedOut: 'Not signed in to Google. Here you act there as yourself.',
  withoutAccess:
    'You have not allowed this portal to use Google Cloud. Sign in again and leave the box ticked.',
  signIn: 'Sign in to Google',
  signOut: 'Sign out of Google',
  failed: 'Signing in to Google did not work: {{reason}}',
  notRevoked:
    'Google could not be reached, so you are still signed in there. Try again, or remove this portal at myaccount.google.com/connections.',
} as const;
