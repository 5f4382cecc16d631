/**
 * The plugin's own database: opening, migrating, transactions, and everything that differs between SQLite and PostgreSQL.
 *
 * Holds no statement of a slice; each slice has its store. Never makes a network call other than to the database.
 */
export * from './columns';
export * from './Database';
