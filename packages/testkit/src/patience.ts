/** Jest gives a hook five seconds; a portal needs more to start where several test files share two cores. */
if (typeof jest !== 'undefined') {
  jest.setTimeout(60_000);
}

export {};
