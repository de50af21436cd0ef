/** Runs the fuzz targets of all packages: their seeds in every build, Jazzer for as long as one asks. */
package dev.signet.fuzz;
