/** What partners are handed, against real servers and real applications. */
package dev.signet.portal;
