/** A Spring Boot application behind Signet. */
@NullMarked
package dev.signet.sample;

import org.jspecify.annotations.NullMarked;
