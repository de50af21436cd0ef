/**
 * What a partner is handed: the API description as callers see it, guides, the table of codes, sample clients. It knows the
 * code table and the access rules, which the filter shows it by way of {@link dev.signet.portal.Contract}, and nothing of
 * tokens.
 */
@NullMarked
package dev.signet.portal;

import org.jspecify.annotations.NullMarked;
