/** What a web.xml says: what is quicker seen in a table than in a webapp. */
package dev.signet.descriptor;
