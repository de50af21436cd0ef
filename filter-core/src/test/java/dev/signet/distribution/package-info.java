/**
 * Containers as their makers deliver them, one class each: unpacked by the build, started in a base of their own, played
 * over the wire with the same webapp behind Signet and bare, and stopped. They run with {@code mvn verify -Pcontainers}.
 */
package dev.signet.distribution;
