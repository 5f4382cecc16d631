/** A request that waits for approval, and is changed by whoever has asked for it. */
export const revise = {
  button: 'Change the request',
  title: 'Change the request',
  description:
    'It goes on waiting for approval, as what you make of it now. Environment, location and kind stay as they are.',
  voids: 'Every vote given so far becomes void',
  voidsAdvice_zero:
    'Nobody has approved it so far. Whoever looks at it now has to look again.',
  voidsAdvice_one:
    '{{count}} person has approved what it is now. That counts no more once you send the changed request; whoever decides is asked anew.',
  voidsAdvice_other:
    '{{count}} people have approved what it is now. None of that counts any more once you send the changed request; whoever decides is asked anew.',
  send: 'Send the changed request',
  cannot: 'This request cannot be changed',
  notOwn: 'Only {{requester}}, who has asked for it, can change it.',
  decided:
    'It waits for approval no more. What comes after it is asked for anew.',
  elsewhere:
    'What is asked for here is changed from the page of the request, not in this form.',
  toRequest: 'Show the request',
  gone: 'What was to be taken off runs there no more. Withdraw the request.',
} as const;
