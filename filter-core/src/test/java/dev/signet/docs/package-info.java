/** Holds the documents against the code. */
package dev.signet.docs;
