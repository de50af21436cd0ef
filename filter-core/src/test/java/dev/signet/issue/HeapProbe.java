package dev.signet.issue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and writes what is secret as the token endpoint does, forgets it, and dumps what is left in memory to a file. */
final class HeapProbe {

    private static final int LENGTH = 24;

    private HeapProbe() {}

    /** A text that stands nowhere until it is made; another one for each seed. */
    static byte[] secret(int seed) {
        byte[] secret = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            secret[i] = (byte) ('a' + (i * i * 7 + i * seed + seed) % 26);
        }
        return secret;
    }

    private static byte[] around(String before, byte[] secret, String after) {
        byte[] all = Arrays.copyOf(before.getBytes(ISO_8859_1), before.length() + secret.length + after.length());
        System.arraycopy(secret, 0, all, before.length(), secret.length);
        System.arraycopy(after.getBytes(ISO_8859_1), 0, all, before.length() + secret.length, after.length());
        return all;
    }

    private static int json() throws UnreadableRequestException {
        byte[] body = around("{\"appKey\":\"acme\",\"appSecret\":\"", secret(1), "\"}");
        return JsonCredentials.read(body).credentials().secret().length();
    }

    private static int form() throws UnreadableRequestException {
        byte[] body = around("client_id=acme&client_secret=", secret(2), "");
        return FormCredentials.read(body, List.of()).credentials().secret().length();
    }

    private static int answer() {
        return JsonText.of(Map.of("token", new String(secret(3), ISO_8859_1))).length;
    }

    /** One that is kept, so that whoever looks for it can see that it is found. */
    private static byte[] kept() {
        return secret(0);
    }

    /** Dumps to the file that the argument names. */
    public static void main(String[] args) throws Exception {
        byte[] kept = kept();
        int used = 0;
        for (int i = 0; i < 20; i++) {
            used += json() + form() + answer();
        }
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(args[0], true);
        if (used != 20 * (3 * LENGTH + "{\"token\":\"\"}".length()) || kept.length != LENGTH) {
            throw new IllegalStateException("something was read wrongly");
        }
    }
}
