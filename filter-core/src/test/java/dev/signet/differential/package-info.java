/**
 * The bare container is the oracle: random programs of response calls, each played on each embedded container twice, bare
 * and behind Signet. What the application hears is the same, and what goes over the wire is what the decision table makes
 * of the bare answer.
 */
package dev.signet.differential;
