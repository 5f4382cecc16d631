export * from './configKeys';
export * from './documents';
export * from './setup';
