package dev.signet.caller;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ranges of addresses, of which one is enough. Asking makes no object. Immutable. */
public final class Networks {

    /**
     * What no stranger on the Internet can have: this machine's, and private networks' (RFC 1918, 3879, 3927, 4193, 4291,
     * 6598).
     */
    public static final Networks PRIVATE = new Networks(Stream.of(
                    "127.0.0.0/8",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "169.254.0.0/16",
                    "100.64.0.0/10",
                    "::1/128",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10")
            .map(text -> Objects.requireNonNull(NetworkRange.parse(text), text))
            .toList());

    private final NetworkRange[] ranges;
    private final AddressText.Use<Boolean> use = this::contains; // here, or every question would make one

    /**
     * Some ranges.
     *
     * @param ranges none contains nothing
     */
    public Networks(List<NetworkRange> ranges) {
        this.ranges = ranges.toArray(new NetworkRange[0]);
    }

    /** Reads a list of them; what cannot be read is noted. */
    static Networks read(Parameters parameters, Parameter name) {
        List<NetworkRange> ranges = new ArrayList<>();
        for (String text : parameters.list(name)) {
            NetworkRange range = NetworkRange.parse(text);
            if (range == null) {
                parameters.problem(name, text, NetworkRange.FORM);
            } else {
                ranges.add(range);
            }
        }
        return new Networks(ranges);
    }

    /**
     * Whether there are none.
     *
     * @return true where nothing is in them
     */
    public boolean isEmpty() {
        return ranges.length == 0;
    }

    /**
     * Whether an address is in one of them.
     *
     * @param reported as a container reports it, maybe in brackets and with a zone
     * @return false also for what is not an address
     */
    public boolean contains(String reported) {
        Boolean contained = AddressText.reported(reported, use);
        return contained != null && contained;
    }

    /** The same for what stands in a line and is an address and nothing else; null for what is none. */
    @Nullable
    Boolean contain(String line, int from, int to) {
        return AddressText.read(line, from, to, use);
    }

    private boolean contains(long high, long low) {
        for (NetworkRange range : ranges) {
            if (range.contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every caller is in them that speaks IPv4, or every one that speaks IPv6. */
    boolean haveEverybody() {
        for (NetworkRange range : ranges) {
            if (range.isEverything()) {
                return true;
            }
        }
        return false;
    }
}
