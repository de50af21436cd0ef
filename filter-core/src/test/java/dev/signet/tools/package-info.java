/** The programs that people call an API with, and what arrives there. */
package dev.signet.tools;
