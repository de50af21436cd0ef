package dev.signet.differential;

import dev.signet.testing.Http2Client;
import dev.signet.testing.Http2Stream;
import dev.signet.testing.RawAnswer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stream of HTTP/2 for each request, on a connection that is kept until one of them breaks. */
final class Http2StageClient implements StageClient {

    private final int port;
    private final int patienceMillis;
    private Http2Client connection;
    private Http2Stream stream;

    Http2StageClient(int port, int patienceMillis) {
        this.port = port;
        this.patienceMillis = patienceMillis;
    }

    /** Bare containers hang, or send less than they declare, where trailers stand behind a status or a length. */
    @Override
    public boolean plays(Program program) {
        return !program.has(call -> call.verb().equals("trailers"));
    }

    @Override
    public void begin(String method, String path, List<String> headers) throws IOException {
        if (connection == null) {
            connection = new Http2Client(port);
            connection.waitAtMost(patienceMillis);
        }
        String[] fields = headers.stream()
                .filter(field -> !field.startsWith("Connection:")) // which this version does not have
                .toArray(String[]::new);
        stream = connection.begin(method, path, null, fields);
    }

    @Override
    public WireAnswer end() throws IOException {
        WireAnswer.End end = WireAnswer.End.CUT;
        try {
            RawAnswer answer = stream.end();
            if (answer.whole()) {
                end = WireAnswer.End.WHOLE;
            }
        } catch (SocketTimeoutException e) {
            end = WireAnswer.End.HUNG;
        } catch (IOException e) {
            // it broke before its head came
        }
        if (end != WireAnswer.End.WHOLE) {
            close();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(stream.headers());
        List<String> status = headers.remove(":status");
        stream.trailers().forEach((name, values) -> headers.put("trailer " + name, values));
        int code = status == null ? 0 : Integer.parseInt(status.get(0));
        byte[] body = code == 204 || code == 304 ? new byte[0] : stream.body(); // which Undertow sends all the same
        return WireAnswer.withoutContainers(code, headers, body, end);
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
