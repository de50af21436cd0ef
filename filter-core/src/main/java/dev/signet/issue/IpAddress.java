package dev.signet.issue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses by their text; like {@code [::1%eth0] -> 16 bytes}. Never asks a name service. */
final class IpAddress {

    /** Without leading zeros: some readers take those for octal. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    /** A colon is what keeps {@link InetAddress} from looking the text up as a name. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private static final int IPV4_BYTES = 4;
    /** What one subscriber is given (RFC 6177 §2); whoever has one address of it has all. */
    private static final int IPV6_BLOCK_BYTES = 8;

    private IpAddress() {}

    /** 4 or 16 bytes; an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2) is the IPv4 address it stands for. */
    static byte @Nullable [] bytes(String text) {
        InetAddress address = read(text);
        return address == null ? null : address.getAddress();
    }

    /** The same for an address as a container reports it, maybe in brackets and with a zone; null for what is none. */
    static byte @Nullable [] reportedBytes(String remoteAddress) {
        return bytes(bare(remoteAddress));
    }

    /** Whom an address stands for when failures are counted: an IPv4 address, or the /64 of an IPv6 address. */
    static byte[] block(String remoteAddress) {
        byte[] address = reportedBytes(remoteAddress);
        if (address == null) {
            return SecretHash.digest(remoteAddress); // of whatever length it is
        }
        return address.length == IPV4_BYTES ? address : Arrays.copyOf(address, IPV6_BLOCK_BYTES);
    }

    /** Whether no stranger on the Internet can have it: this machine's, or a private network's (RFC 1918, 4193, 6598). */
    static boolean isPrivate(String remoteAddress) {
        InetAddress address = read(bare(remoteAddress));
        if (address == null) {
            return false;
        }
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == IPV4_BYTES && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean uniqueLocal = bytes.length > IPV4_BYTES && (bytes[0] & 0xFE) == 0xFC;
        return shared
                || uniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress();
    }

    private static String bare(String remoteAddress) {
        String bare = remoteAddress;
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        int zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }

    private static @Nullable InetAddress read(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
