/** The description of the API for machines. Made from the contract; adds nothing to it. */
export * from './document';
export * from './router';
