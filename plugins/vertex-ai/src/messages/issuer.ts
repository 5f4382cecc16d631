/** The keys with which the portal signs for people, and how Google gets them. */
export const issuer = {
  title: 'The issuer’s keys',
  description:
    'With these keys the portal vouches at Google for who somebody is. Google reads the public halves; the private ones are shown to nobody.',
  link: 'The issuer’s keys',
  url: 'Issuer',
  nextRotation: 'Next key signs',
  keys: 'Public keys',
  kid: 'Key id (kid)',
  state: 'Status',
  stateName: {
    next: 'Published, signs next',
    signing: 'Signs now',
    published: 'Retiring: still published, signs no more',
    withdrawn: 'Withdrawn in an emergency',
    over: 'Over',
  },
  signsFrom: 'Signs from',
  signsUntil: 'Signs until',
  signer: 'Where',
  signerName: { database: 'Database of the plugin' },
  upload: 'When Google cannot read the issuer',
  uploadAdvice:
    'Download the keys and upload them to each provider. An upload replaces all that is there, and takes effect after a few seconds. Upload again whenever a new key is published.',
  download: 'Download jwks.json',
  noUploads: 'No environment goes through a provider of this issuer.',
  command: 'Upload for {{environments}}',
  rotate: {
    button: 'Replace the keys now',
    title: 'Replace the keys now?',
    explain:
      'For the case that a private key is in wrong hands. A new key signs at once, and every other one is withdrawn and its private half destroyed. It is in the audit log, with your name and reason.',
    notByItself: 'What that does not do by itself',
    cached:
      'Google may take the old keys for a while: it keeps what it has read of them. The sure way is to upload the new set to every provider.',
    unknown:
      'For a moment Google may not know the new key. What is asked for meanwhile fails, until Google has read the keys again.',
    tokens:
      'Tokens that were exchanged already live on: up to ten minutes, those of a service account up to an hour. Disabling the pool stops them sooner.',
    reason: 'What is suspected, and by whom',
    reasonDescription: 'At least 10 characters. Kept in the audit log.',
    confirmation: 'replace',
    done: 'The keys are replaced',
    doneAdvice:
      'Now upload the new set to every provider, with the commands below, and look through Google’s audit log for exchanges that the log of the portal does not know.',
  },
} as const;
