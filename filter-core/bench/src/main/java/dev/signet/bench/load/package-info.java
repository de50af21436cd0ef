/**
 * The envelope under load: servers with one variant each, and a load generator that plays them in turns. Begin at
 * {@link dev.signet.bench.load.LoadBenchmark}.
 */
package dev.signet.bench.load;
