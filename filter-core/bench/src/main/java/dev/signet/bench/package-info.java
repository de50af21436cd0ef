/** Signet's token verification beside the libraries one would otherwise use, and beside what no library can undercut. */
package dev.signet.bench;
