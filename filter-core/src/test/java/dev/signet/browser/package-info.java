/** Pages of other origins: what their browsers are told by every kind of answer, on every container, and in a browser. */
package dev.signet.browser;
