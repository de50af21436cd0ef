package dev.signet.caller;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that share their first bits, in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3); like {@code 10.0.0.0/8}. Those
 * of IPv4 are in no range of IPv6. Immutable.
 */
public final class NetworkRange {

    /** What is one, for whoever typed something else. */
    public static final String FORM =
            "an address and a prefix length without host bits, like 10.0.0.0/8 or 2001:db8::/32";

    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(0|[1-9][0-9]{0,2})");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final IpAddress first;
    private final long highMask;
    private final long lowMask;

    private NetworkRange(IpAddress first, int prefix) {
        this.first = first;
        int bits = first.isIpv4() ? IPV6_BITS - IPV4_BITS + prefix : prefix;
        this.highMask = mask(bits);
        this.lowMask = mask(bits - Long.SIZE);
    }

    /** So many ones, and zeros behind them. */
    private static long mask(int ones) {
        return ones <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - ones);
    }

    /**
     * The range that a text names.
     *
     * @param text as typed
     * @return the range, or null when the text is not one
     */
    public static @Nullable NetworkRange parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return null;
        }
        IpAddress first = AddressText.read(text, 0, cidr.end(1), IpAddress::new);
        int prefix = Integer.parseInt(cidr.group(2));
        if (first == null || prefix > (first.isIpv4() ? IPV4_BITS : IPV6_BITS)) {
            return null;
        }
        NetworkRange range = new NetworkRange(first, prefix);
        // where host bits are set, it is not clear whether one machine or the whole network was meant
        return range.contains(first.high(), first.low()) ? range : null;
    }

    boolean contains(long high, long low) {
        return (high & highMask) == first.high()
                && (low & lowMask) == first.low()
                && IpAddress.isIpv4(high, low) == first.isIpv4();
    }

    /** Whether it is all there is of IPv4 or IPv6. */
    boolean isEverything() {
        return highMask == 0 || first.isIpv4() && (int) lowMask == 0;
    }
}
