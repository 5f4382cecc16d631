export * from './configKeys';
export * from './documents';
