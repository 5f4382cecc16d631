export * from './access';
export * from './audit';
export * from './basics';
export * from './deployment';
export * from './endpoint';
export * from './handshake';
export * from './model';
export * from './problem';
