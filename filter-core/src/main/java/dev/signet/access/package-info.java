/**
 * Which calls may be made, and how many: the rules by method and path, the paths they look at, and limits. It knows no keys
 * and no answers. Enter at {@link dev.signet.access.AccessRules} and {@link dev.signet.access.Limits}.
 */
@NullMarked
package dev.signet.access;

import org.jspecify.annotations.NullMarked;
