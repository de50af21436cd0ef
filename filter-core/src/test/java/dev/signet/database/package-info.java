/**
 * Clients in databases: real ones, which are started for the tests and killed in the middle of them, and several nodes that
 * share them.
 */
package dev.signet.database;
