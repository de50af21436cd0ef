package dev.signet.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.container.Container;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@link Trial} of each embedded container; {@code -Ddifferential.container=TOMCAT_11} of one. */
class DifferentialTest {

    /** What differed once, on one container at least. */
    private static final List<String> ONCE = List.of(
            "async-dispatch | before: type application/json;charset=iso-8859-1 ; print json"
                    + " ; type application/xml;charset=UTF-8", // the type behind our writer as the container has it
            "async-dispatch | before: length 10 ; print text | inside: print string", // whole, and then some more
            "sync | inside: type text/csv ; print text9 ; lengthInt 0 ; error 500 x", // how it is shown is seen without
            // a commit
            "sync | inside: add Content-Encoding: identity ; add Content-Disposition: attachment; filename=a.json",
            "forward | before: type text/json ; out open | inside: print comma ; type text/html; charset=GBK", // a
            // setter
            // threw
            "sync | inside: status 206 ; flushWriter ; throw io",
            "forward-buffered | inside: type <empty> ; charset gbk | after: out latin", // transcoded without a type
            "async | before: flush ; print bom",
            "async-dispatch | before: error 500 x", // an answer that nobody ended
            "include | inside: flush ; buffer 100000",
            "forward-buffered | after: closeStream ; out chinese", // closed by the application, not behind the forward
            "sync | inside: type text/html ; out html ; length 10 ; out shut ; print x", // Tomcat takes it for
            // committed
            "async | before: print html by range | inside: set Content-Length: 10 ; resetBuffer | after: print two",
            "sync | inside: print string by range ; addInt Content-Length: 3 ; set Content-Type: text/plain ; resetBuffer",
            "forward | before: type text/json ; out text33 | inside: print json",
            "sync | inside: type application/json ; flush ; print bom ; print latin",
            "sync | inside: type application/json;odata=verbose ; out chinese ; locale fr",
            "async-dispatch | before: length 3 ; out json | inside: flushStream ; status 204",
            "sync | inside: type application/problem+json ; charset gbk ; writer ; type application/json",
            "sync | inside: type application/json;charset=iso-8859-1 ; print log ; type application/json;charset=utf-8",
            "sync | inside: length 3 ; flush ; out zh9", // was code 1 on Jetty
            "sync | inside: error 500 x ; closeStream ; out envelope1",
            "sync@real | inside: type application/json ; writer ; type <null> ; type text/html;charset=utf-8",
            "sync@real | inside: type text/json ; writer ; set Content-Type: <null> ; set Content-Type: text/html",
            "async | front: charset iso-8859-1 | inside: type APPLICATION/JSON | after: out string ; out bom",
            "buffered-async | inside: type text/json;charset=utf-8 | after: print chinese ; reset ; set Content-Type: <null>",
            "async-thread | front: status 206 | before: print zh9 ; print envelope1 | inside: type text/csv ; print text",
            "sync | front: status 204 | inside: type application/octet-stream ; print text33",
            "include | before: type text/plain;charset=UTF-8 ; status 304 | inside: print json33",
            "sync | inside: type application/xml;charset=UTF-8 ; length 3 ; print zh9", // not cut within a letter
            "forward-buffered | inside: type application/x-ndjson ; status 205 | after: print text70 ; print comma",
            "async@real | inside: type application/json;odata=verbose ; print bom ; type application/xml;charset=UTF-8",
            "forward | inside: type application/json; charset=\"UTF-8\" ; print zh9 ; type application/json"
                    + " ; type application/octet-stream", // led where it would have gone
            "sync | inside: type text/json ; print log ; type text/plain;charset=UTF-8",
            "sync | inside: type text/json ; out json ; print json33 ; locale zh-CN", // the writer was refused
            "async-dispatch | before: out latin ; type application/json | inside: print two"
                    + " ; set Content-Disposition: attachment; filename=a.json",
            "async-pair | before: type text/json ; charset x-nobody ; print text9 ; type text/html; charset=GBK",
            "forward-buffered | before: print envelope1 | inside: redirect /there 307 ; out shut",
            "sync@real | inside: out log ; length 3 ; resetBuffer ; out json ; out envelope1",
            "buffered-async@real | before: out chinese ; status 412 ; length 10 ; out json | inside: error 599",
            "sync | inside: writer ; set Content-Range: bytes 0-1/3 ; print text9 ; status 204", // characters count
            "async-pair@real | before: print zh9 ; add Content-Range: bytes 0-1/3 | inside: print two"
                    + " ; add Content-Type: application/json",
            "async-pair | before: type application/problem+json | inside: out open ; closeStream ; out open",
            "include | before: type application/json ; set Content-MD5: x | inside: print json70", // lost its type
            "async-dispatch@real | before: type application/octet-stream ; length 10 | inside: print envelope1"
                    + " ; resetBuffer",
            "async-pair | inside: add Content-Encoding: identity | after: add Content-Encoding: identity",
            "sync | inside: type application/json ; add Content-Encoding: identity ; add Content-Encoding: gzip"
                    + " ; out json", // was wrapped
            "sync | inside: type image/png ; reset ; flush ; closeWriter", // the writer brought the type back
            "async-pair | inside: type application/json ; out json70 ; out array | after: closeStream ; out open",
            "async-dispatch | inside: type application/json; charset=\"UTF-8\" ; print text9"
                    + " ; set Content-Disposition: attachment; filename=a.json ; print comma ; redirect ?q",
            "sync | inside: set Content-Encoding: gzip ; print json9 ; status 204 ; print json70",
            "sync | inside: type text/html ; out latin by print", // was UTF-8 whatever the container does
            "sync | inside: type text/plain ; out zh by println",
            "sync | inside: type application/json;charset=gbk ; out zh by print",
            "async-dispatch-home | before: type text/html | inside: print word by println ; print zh",
            "sync | inside: trailers 2 ; reset", // came back
            "include | inside: trailers 2 ; out json", // had an effect
            "async-ready | inside: closeStream ; throw io", // was -30
            "sync | inside: charsetObject <null>",
            "sync | inside: charset gbk ; flush ; print latin by printChars",
            "sync | inside: type text/html ; length 10 ; trailers 1 ; closeStream", // Undertow refused them
            "include | front: type application/json;charset=iso-8859-1 | inside: type <empty> | after: out zh9 by println",
            "sync | inside: type application/json;charset=iso-8859-1 ; out zh by print", // was ??
            "forward | before: type application/problem+json ; print open ; status 205 ; closeWriter", // was -30
            "sync | inside: cookie a=3 ; type text/event-stream ; set Content-Length: 10 ; print json33",
            "forward@real | before: out t by characterln ; flush",
            "async-ready | inside: type text/event-stream ; closeStream ; flushStream ; out zh ; out cut by array",
            "async-ready | before: type multipart/mixed; boundary=b | inside: closeStream ; flushStream ; out text70",
            "sync | inside: type application/vnd.api+json ; charset iso-8859-1 ; out blank ; out json70",
            "sync | inside: type application/octet-stream ; buffer 16 ; out envelope1 ; resetBuffer", // Undertow's to
            // say
            "forward | before: type application/octet-stream ; buffer 16 ; out envelope1",
            "forward-buffered | before: type application/octet-stream ; buffer 16 ; out envelope1 ; resetBuffer",
            "forward@real | before: type application/vnd.api+json ; print cut | inside: type application/octet-stream"
                    + " ; charset x-nobody",
            "buffered-async | before: error 102 | inside: out zh by print",
            "async-thread | before: type application/json ; reset ; print bom ; lengthInt 10 ; status 404",
            "sync@real | inside: type application/octet-stream ; set Content-Length: 10 ; out zh9 ; status 409", // by
            // its
            // door
            "sync | inside: type text/xml ; set Content-Length: 10 ; print json33 by printChars ; set X-A: 1",
            "sync | inside: type application/x-ndjson ; reset ; flush ; out word ; print zh", // the type came back
            "forward | inside: out bom ; out text ; out text33 ; status 302 ; out shut ; lengthInt -1",
            "async-thread-own | inside: type application/x-ndjson ; set Content-Length: 10 ; closeWriter ; trailers 2",
            "sync | inside: status 204 ; add Content-Range: bytes 0-1/3 ; out json33", // was still held
            "sync@real | inside: flush ; out bom by byte", // the mark came in three pieces
            "sync | front: type application/json;charset=utf-8 ; status 304 | inside: type application/javascript"
                    + " ; print zh9", // letters were counted where bytes are
            "forward | inside: type text/html ; set Content-Length: 10 ; flush | after: out text", // Jetty tells later
            "sync@real | inside: print json33 ; redirect /t 301 keep ; print json", // told of the room that was made
            "sync | front: status 418 | inside: type APPLICATION/JSON ; addInt Content-Length: 3 ; out json9 by byte"
                    + " ; add Content-Range: bytes 0-1/3 ; out text9 by println", // was a page of the container
            "async-ready | before: type application/json;odata=verbose ; out json70 | inside: closeStream ; throw io", // cut
            "sync | inside: print two by range ; addInt Content-Length: 3 ; setDate Last-Modified: -1", // what is left
            // is JSON
            "sync | inside: print envelope1 ; add Content-Length: 10 ; error 416",
            "sync | inside: type text/csv ; out text ; flush ; throw error", // was told as whole on Undertow
            "async-thread | before: type text/html ; out html ; flush | inside: throw runtime",
            "sync | inside: type application/json; charset=\"UTF-8\" ; print zh ; add Content-Length: 10 ; print chinese",
            "sync | inside: redirect /t 200 keep", // Jetty has closed its stream when it refuses
            "sync | inside: redirect /../../t keep",
            "sync | inside: out json ; redirect /t 200 keep ; throw runtime",
            "async-ready | inside: out json70 ; redirect /t 301 keep ; out shut",
            "async-ready | inside: out json33 ; error 103 ; out string",
            "async-ready | inside: error 100 ; out text70",
            "async-pair@real | after: charset x-nobody ; out text70 by println ; status 412", // was not refused
            "forward-buffered | before: out json33 | inside: redirect /there 307 ; buffer 40000",
            "include@real | before: type text/html; charset=GBK ; stream | inside: print json33 by print", // just full
            "sync | inside: type text/html ; buffer 10 ; out text ; status 404",
            "async-dispatch | before: type text/html ; addInt Content-Length: 3 ; redirect /there | inside: out string",
            "async-thread-own | inside: type application/json ; set Content-Length: 10 ; print word ; trailers 1",
            "async-pair@real | before: lengthInt 10 ; status 416 ; out bom | inside: trailers 1",
            "include | before: type application/json | after: add Content-Length: 10 ; print text9 ; trailers 1",
            "forward | before: setInt Content-Length: 3 | inside: out text33 by byte", // was cut
            "forward | before: setInt Content-Length: 3 | inside: out text",
            "sync | inside: add Content-Length: 10 ; print json33 ; checkError",
            "buffered | inside: setInt Content-Length: 3 ; print json9 by charRange ; redirect /t 301 keep ; print string",
            "include | before: type application/json;charset=gbk ; writer | inside: out json | after: type text/html",
            "async | before: type text/html; charset=GBK ; print envelope1 ; type application/json ; print latin",
            "sync | front: length 10 | inside: print json", // was that of the envelope
            "sync | front: length 10 | inside: type application/json ; out json70",
            "sync | front: length 10 | inside: length -1 ; type text/html ; out html",
            "sync | front: length 17 ; print text | inside: print two",
            "sync | front: out text", // was lost
            "sync | front: print text | inside: print two",
            "sync | inside: type text/plain;charset=UTF-8 ; type application/json ; out json", // was spelled as
            // Undertow does
            "async-ready | before: set Content-Length: 10 | inside: out json ; reset ; out 1.5", // Tomcat 10 forgot who
            // waits
            "async-dispatch | before: type application/json;odata=verbose ; out zh9 ; locale en-US ; flushStream"
                    + " | inside: set Content-Type: text/html;charset=utf-8",
            "async-thread-own | before: type application/xml;charset=UTF-8 ; out html ; length 10 ; out shut by print"
                    + " | inside: trailers 1 ; resetBuffer",
            "buffered-async | before: type application/json ; print zh9 ; type multipart/mixed; boundary=b"
                    + " | inside: error 503", // longer in UTF-8 than the container's buffer
            "async-pair | before: type application/stream+json | inside: length 10 ; print zh9 by object ; length 3"
                    + " | after: print open by object", // what Undertow had dropped by the first length was lost
            "include@real | inside: flushStream ; charset <null> ; out json33 by range ; out string ; throw error",
            "async-dispatch | before: type application/problem+json ; locale zh-TW ; print html ; reset ; print json",
            "async-dispatch | inside: lengthInt 200 ; out latin ; redirect /t 301 keep ; type application/javascript",
            "async-dispatch | before: print json ; redirect /there | inside: checkError",
            "sync | front: charset UTF-8 | inside: type application/json", // told by another spelling of its header
            "async-thread | before: type text/html | inside: print text ; lengthInt 3 ; checkError",
            "sync | inside: type application/problem+json ; locale <null> ; print text ; set Repr-Digest: z",
            "sync | inside: type application/x-ndjson ; status 204 ; flushWriter ; throw servlet", // nothing is missing
            // was sent by a full buffer; from here on, because Tomcat keeps a larger one for the next call
            "async | before: print zh9 | inside: status 401 ; redirect /t 301 keep",
            "async-dispatch | before: type application/problem+json ; out zh9 ; redirect /t keep"
                    + " | inside: out json70 by direct", // no interface before Servlet 6.1 keeps a body
            "async-dispatch | before: set Content-Length: 10 ; buffer 100000 ; out text70 by buffer ; status 300",
            "forward | inside: set Content-Length: 10 ; print text9 by appendRange ; print text", // what is refused
            // counts
            "sync | inside: type application/json;charset=iso-8859-1 ; print log by append ; set Content-Length: 10"
                    + " ; trailers 2", // were refused, and lost
            "sync | inside: print json ; set Content-Length: 10 ; trailers 2 ; flush",
            "sync | inside: type text/html ; out log ; set Content-Length: 10 ; trailers 2",
            "async-thread | before: type application/json;charset=utf-8 ; print json33"
                    + " | inside: set Content-Disposition: inline ; lengthInt 3 ; redirect /t 301 keep",
            "async-thread | before: type application/json;charset=iso-8859-1 ; type <empty> ; out string by byte"
                    + " | inside: set Content-Length: 10 ; out latin by println ; out shut",
            "async-pair@real | before: addInt Content-Length: 3 | after: add Content-Length: 10 ; flush ; print text70",
            "forward-buffered | inside: print bom | after: throw error",
            "buffered | inside: print bom ; length 3 ; status 404 ; error 599 ; out word",
            "sync | inside: type text/html ; print envelope ; setInt Content-Length: 3 ; flushWriter ; trailers 1",
            "async-dispatch | before: type image/png ; out json33 by print ; set X-B: b | inside: set X-A: 1",
            "include | before: type application/json; charset=\"UTF-8\" ; add Content-Type: text/plain", // had two
            // types
            "sync | inside: type multipart/mixed; boundary=b ; reset ; out string ; out zh by print ; out text33",
            "async-thread-own | front: charset gbk | before: type text/event-stream ; status 204 | inside: print zh9",
            "async-thread | inside: print empty ; out text9 ; buffer 100000",
            "include | before: print text by println | inside: status 201 ; print latin", // Jetty: the letter was lost
            "sync | inside: type <empty> ; locale en-US ; print json70 by char", // had its charset twice
            "async-dispatch-home | inside: out array by println ; addInt Content-Length: 3 ; out open ; resetBuffer",
            "sync | front: status 204 | inside: type application/xml;charset=UTF-8 ; print json9 ; throw io",
            "sync | inside: type text/html; charset=GBK ; add Content-Length: 10 ; print json70 ; resetBuffer"
                    + " ; flushWriter", // was cut
            "include | before: type text/plain;charset=UTF-8 ; trailers 2 | inside: flush | after: add Retry-After: 5",
            "async | before: lengthInt 200 ; out zh9 | inside: addInt Content-Length: 3",
            "sync | inside: type application/vnd.api+json ; out json ; out zh ; add Content-Length: 10 ; error 50"
                    + " ; status 451",
            "forward@real | before: type application/json;odata=verbose | inside: print comma ; print envelope"
                    + " ; length 10 ; set X-B: b",
            "sync | inside: trailers 1 ; status 205", // bare, Tomcat waits for ever
            "forward | before: type application/json;charset=gbk | inside: print json9 ; lengthInt 200 ; error 500"
                    + " ; print log",
            "forward | before: print zh by char ; add Content-Length: 10",
            "forward-buffered | before: type application/json ; out text9 by println | inside: reset ; out envelope1"
                    + " | after: out json70",
            "sync | front: status 500 | inside: add Content-Range: bytes 0-1/3 ; length 200",
            "async-ready | inside: out text70 ; error 102",
            "forward-buffered@real | before: print html by println | inside: print item | after: throw runtime",
            "async-dispatch-home | before: type text/html; charset=GBK ; print latin | inside: type application/json",
            "sync | inside: length 3 ; out zh ; add Content-Type: application/json",
            "buffered-async | inside: length 3 ; out text70 by direct ; redirect ?q",
            "async | before: flush | inside: print latin | after: resetBuffer",
            "sync | inside: print zh ; type application/javascript ; trailers 2 ; status 205",
            "buffered | inside: type text/plain ; set Content-Length: 10 ; status 451 ; out json33"
                    + " ; redirect http://example.com/there",
            "forward-buffered | before: type application/stream+json ; buffer 16 ; out text9 | inside: flush",
            "buffered | inside: charset utf-8 ; print zh9 by printChars ; status 451 ; buffer 16 ; error 200",
            "include | before: type application/problem+json | inside: out chinese by print ; status 410"
                    + " | after: out comma ; type multipart/mixed; boundary=b ; out comma",
            "include@real | before: out json33 ; charset x-nobody ; out 1.5 by float",
            "async-pair | inside: closeStream | after: out empty by direct",
            "sync | inside: print zh ; length 3", // was cut within a letter
            "async-dispatch | before: charset utf-8 | inside: print zh9 ; set Content-Length: 10 ; print json70",
            "async-ready | inside: closeStream ; trailers 1",
            "sync | inside: setInt Content-Length: 3 ; out text70 ; trailers 2",
            "async-dispatch-home | before: type text/csv ; lengthInt 0 ; out text33 ; error 503", // was cut
            "forward | before: type text/html; charset=GBK ; setInt Content-Length: 3 ; out log | inside: flushStream",
            "include | before: print text9 | inside: print log ; closeWriter ; print envelope1"
                    + " | after: set Access-Control-Allow-Origin: *");

    private static final int COUNT = Integer.getInteger("differential.count", 2_000);
    private static final int COUNT_OVER_HTTP2 = Integer.getInteger("differential.http2", 60);
    private static final int LEFT = 1; // of a thousand: one in some thousands, mostly in what is heard behind the end
    private static final int LEFT_OVER_HTTP2 = COUNT_OVER_HTTP2 < 1_000 ? 20 : LEFT; // one, where few are played

    @ParameterizedTest
    @EnumSource(Container.class)
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers(Container container) throws Exception {
        String only = System.getProperty("differential.container", "");
        assumeTrue(only.isEmpty() || List.of(only.split(",")).contains(container.name()));
        try (EmbeddedStage embedded = new EmbeddedStage(container)) {
            new Trial(container.name(), COUNT, LEFT).run(embedded.stage());
        }
    }

    /** A stream ends in other ways than a connection. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void playWhenItComesOverHttp2ThenNoMoreThanKnownDiffers(Container container) throws Exception {
        try (EmbeddedStage embedded = EmbeddedStage.overHttp2(container)) {
            new Trial(container.name() + "-http2", COUNT_OVER_HTTP2, LEFT_OVER_HTTP2).run(embedded.stage());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void playWhenProgramOnceDifferedThenNoMore(Container container) throws Exception {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        try (EmbeddedStage embedded = new EmbeddedStage(container)) {
            for (String program : ONCE) {
                wrong.put(program, Replay.differences(embedded.stage(), program));
            }
        }
        wrong.values().removeIf(List::isEmpty);
        assertEquals(Map.of(), wrong);
    }
}
