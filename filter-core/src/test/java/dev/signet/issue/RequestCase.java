package dev.signet.issue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of {@code token-requests.txt}.
 *
 * @param name what is special about it
 * @param request the bytes of the whole request
 * @param code of the envelope
 * @param status without the envelope
 * @param reason a part of the only log line; empty where there is none
 */
record RequestCase(String name, byte[] request, int code, int status, String reason) {

    static List<RequestCase> all() throws IOException {
        String text;
        try (InputStream in = RequestCase.class.getResourceAsStream("token-requests.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<RequestCase> cases = new ArrayList<>();
        for (String block : text.split("\n== ", -1)) {
            List<String> lines = block.lines().toList();
            if (!lines.get(0).startsWith("#")) {
                cases.add(read(lines));
            }
        }
        return cases;
    }

    private static RequestCase read(List<String> lines) {
        StringBuilder head = new StringBuilder(lines.get(1)).append(" HTTP/1.1\r\nHost: localhost\r\n");
        StringBuilder body = new StringBuilder();
        String[] expected = new String[0];
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("| ")) {
                body.append(line.substring(2));
            } else if (line.startsWith("=> ")) {
                expected = line.substring(3).split(" ", 3);
            } else if (!line.isBlank()) {
                head.append(line).append("\r\n");
            }
        }
        byte[] bytes = bytes(body.toString());
        if (bytes.length > 0 && head.indexOf("Transfer-Encoding") < 0) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(bytes(head + "\r\n"));
        request.writeBytes(bytes);
        return new RequestCase(
                lines.get(0),
                request.toByteArray(),
                Integer.parseInt(expected[0]),
                Integer.parseInt(expected[1]),
                expected.length > 2 ? expected[2] : "");
    }

    /** UTF-8; {@code \xNN} is a byte, {@code \{9000}} repeats the character behind it. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (text.startsWith("\\{", i)) {
                int end = text.indexOf('}', i);
                bytes.writeBytes(text.substring(end + 1, end + 2)
                        .repeat(Integer.parseInt(text.substring(i + 2, end)))
                        .getBytes(StandardCharsets.UTF_8));
                i = end + 1;
            } else {
                int c = text.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c) - 1;
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
