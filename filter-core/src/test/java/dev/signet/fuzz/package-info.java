/** Runs the fuzz targets of all rooms: their seeds in every build, Jazzer for as long as one asks. */
package dev.signet.fuzz;
