/** Tests of what a token is, whether it is genuine, and whose keys say so. */
package dev.signet.token;
