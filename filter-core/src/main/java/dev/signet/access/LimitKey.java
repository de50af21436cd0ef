package dev.signet.access;

import dev.signet.caller.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whose calls are counted together: those from an address, or those of a client from an address. An address is an IPv4
 * address or the /64 of an IPv6 address. Compared by hand: the JDK's own comparison of records would hold the webapp's class
 * loader. In an order, because who has many addresses could choose those that share a hash.
 *
 * @param client or the empty text
 * @param text of an address that is none
 * @param block the address
 * @param ipv4 whether that is one of IPv4
 */
record LimitKey(String client, String text, long block, boolean ipv4) implements Comparable<LimitKey> {

    /** A client, or nobody, at an address. */
    static LimitKey of(@Nullable String client, String address) {
        String who = client == null ? "" : client;
        IpAddress ip = IpAddress.of(address);
        return ip == null
                ? new LimitKey(who, address, 0, false)
                : ip.isIpv4() ? new LimitKey(who, "", ip.low(), true) : new LimitKey(who, "", ip.high(), false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LimitKey key
                && block == key.block
                && ipv4 == key.ipv4
                && client.equals(key.client)
                && text.equals(key.text);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * client.hashCode() + text.hashCode())
                + Long.hashCode((ipv4 ? ~block : block) * 0x9E37_79B9_7F4A_7C15L);
    }

    @Override
    public int compareTo(LimitKey other) {
        int order = Long.compare(block, other.block);
        order = order != 0 ? order : Boolean.compare(ipv4, other.ipv4);
        order = order != 0 ? order : client.compareTo(other.client);
        return order != 0 ? order : text.compareTo(other.text);
    }
}
