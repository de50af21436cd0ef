package dev.signet.issue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that share their first bits, in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3); like {@code 10.0.0.0/8}.
 * Never asks a name service. Immutable.
 */
final class NetworkRange {

    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(0|[1-9][0-9]{0,2})");

    private final byte[] first;
    private final int prefix;

    private NetworkRange(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /** The range, or null when the text is not one. */
    static @Nullable NetworkRange parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return null;
        }
        byte[] address = IpAddress.bytes(cidr.group(1));
        int prefix = Integer.parseInt(cidr.group(2));
        if (address == null || prefix > address.length * 8) {
            return null;
        }
        // host bits are set: it is not clear whether one machine or the whole network was meant
        for (int bit = prefix; bit < address.length * 8; bit++) {
            if (bit(address, bit)) {
                return null;
            }
        }
        return new NetworkRange(address, prefix);
    }

    /** Whether an address as a container reports it lies in the range; what is not an address never does. */
    boolean contains(String remoteAddress) {
        byte[] address = IpAddress.reportedBytes(remoteAddress);
        if (address == null || address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(address, bit) != bit(first, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] address, int index) {
        return (address[index >> 3] >> (7 - (index & 7)) & 1) == 1;
    }
}
