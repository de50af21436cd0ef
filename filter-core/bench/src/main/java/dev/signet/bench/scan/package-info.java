/** The check of spliced bodies on every kind of text. Begin at {@link dev.signet.bench.scan.ScanRounds}. */
package dev.signet.bench.scan;
