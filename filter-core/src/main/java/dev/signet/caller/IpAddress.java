package dev.signet.caller;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address; like {@code [::1%eth0] -> 0, 1}. An IPv4-mapped IPv6 address is the IPv4 address it stands for. Immutable.
 *
 * @param high the first 64 of 128 bits in network order
 * @param low the others; those of an IPv4 address are mapped
 */
public record IpAddress(long high, long low) {

    /**
     * An address by its text.
     *
     * @param reported as a container reports it, maybe in brackets and with a zone
     * @return the address, or null for what is none
     */
    public static @Nullable IpAddress of(String reported) {
        return AddressText.reported(reported, IpAddress::new);
    }

    /** {@return whether it is an IPv4 address} */
    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    static boolean isIpv4(long high, long low) {
        return high == 0 && (low & ~0xFFFF_FFFFL) == AddressText.MAPPED;
    }

    /**
     * Whom it stands for where callers are counted: itself, or the /64 of an IPv6 address, which is what one subscriber is
     * given (RFC 6177 §2).
     *
     * @return 4 or 8 bytes
     */
    public byte[] block() {
        return isIpv4()
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(Long.BYTES).putLong(high).array();
    }
}
