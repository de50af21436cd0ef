/** The orders of a company, as plain servlets that have never heard of a filter in front of them. */
@NullMarked
package com.acme.orders;

import org.jspecify.annotations.NullMarked;
