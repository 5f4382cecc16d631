/**
 * Online predictions as the person who asks.
 *
 * Promises that every answer is tagged with the model version that gave it and with the correlation id. Never keeps, logs or
 * audits instances or predictions.
 */
export * from './router';
export * from './ServedModels';
