package dev.signet.portal;

import dev.signet.envelope.ErrorCode;

/**
 * A code of this webapp with its messages.
 *
 * @param number as on the wire
 * @param chinese its message in Chinese
 * @param english its message in English
 */
record Code(int number, String chinese, String english) {

    static Code of(ErrorCode known) {
        return new Code(known.code(), known.chinese(), known.english());
    }
}
