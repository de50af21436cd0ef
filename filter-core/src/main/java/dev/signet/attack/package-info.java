/**
 * What an attacker would try, tried first by ourselves: forged tokens, made from the keys at hand, go the way of a call.
 * Enter at {@link dev.signet.attack.Attack}.
 */
@NullMarked
package dev.signet.attack;

import org.jspecify.annotations.NullMarked;
