/** The token endpoint over HTTP on a real Jetty, with the filter in front and without. */
package dev.signet.issue;
