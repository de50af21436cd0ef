/** What is handed out: the jars, what stands in and beside them, and a release that goes no further than a folder. */
package dev.signet.published;
