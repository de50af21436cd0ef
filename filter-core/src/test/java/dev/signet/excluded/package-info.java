/**
 * Excluded means as if Signet were not there: a webapp whose every part notes what it hears runs bare and behind Signet, and must hear and
 * answer the same wherever Signet has nothing to do.
 */
package dev.signet.excluded;
