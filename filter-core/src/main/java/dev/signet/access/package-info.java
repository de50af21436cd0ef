/**
 * Which calls may be made: the rules by method and path, and the paths they look at. It knows no keys, no clients and no
 * answers. Enter at {@link dev.signet.access.AccessRules} and {@link dev.signet.access.RequestPath}.
 */
@NullMarked
package dev.signet.access;

import org.jspecify.annotations.NullMarked;
