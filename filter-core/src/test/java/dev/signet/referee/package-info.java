/** Tokens across libraries: what Signet signs is read by four others, and what they sign by Signet. */
package dev.signet.referee;
