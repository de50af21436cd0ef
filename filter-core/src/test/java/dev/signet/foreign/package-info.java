/**
 * Webapps that nobody here wrote do odd and legal things: they dispatch and then listen, wrap without HTTP, set a status
 * in front, leave in the middle. Each kind is played behind Signet on every embedded container, and bare where the bare
 * container is the oracle.
 */
package dev.signet.foreign;
