/** What the tests share: a real Jetty with Signet in front, and a client that sees every byte. */
package dev.signet.testing;
