/**
 * Tokens for the tests of an application behind Signet: where this jar is on the class path of a test, the keys of the
 * application are replaced by one made for the run, and {@code SignetTokens} signs with it.
 */
@NullMarked
package dev.signet.spring.boot.test;

import org.jspecify.annotations.NullMarked;
