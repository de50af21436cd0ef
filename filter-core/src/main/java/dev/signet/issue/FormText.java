package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import java.io.ByteArrayOutputStream;

/** The encoding of forms ({@code application/x-www-form-urlencoded}); like {@code a%2Bb+c} for {@code a+b c}. */
final class FormText {

    private FormText() {}

    /** Undoes it, and refuses what is not its canonical input: a bad escape, raw bytes beyond ASCII. */
    static String decode(String text) throws UnreadableRequestException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
                    throw malformed("a percent sign without two hexadecimal digits");
                }
                bytes.write(hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                throw malformed("a form field is not percent-encoded");
            }
        }
        return Credentials.utf8(bytes.toByteArray());
    }

    /** Not {@link Character#digit}, which also reads the digits of other scripts. */
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
