package dev.signet.boot;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.InternalResourceView;
import org.springframework.web.servlet.view.RedirectView;

/** The same answers with nothing, with Spring's ETag filter, and with a filter that holds the body in front of them. */
@RestController
@RequestMapping({"/direct", "/etag", "/caching"})
class CachedController {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @GetMapping("/object")
    List<String> object() {
        return List.of("一", "二");
    }

    @GetMapping(path = "/text.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String text() {
        return "没有引号";
    }

    @GetMapping("/tagged")
    ResponseEntity<List<Integer>> tagged() {
        return ResponseEntity.ok().eTag("\"v1\"").body(List.of(1));
    }

    @GetMapping("/callable")
    Callable<List<Integer>> callable() {
        return () -> List.of(1);
    }

    @GetMapping("/streaming")
    ResponseEntity<StreamingResponseBody> streaming() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write("[1,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("2]".getBytes(StandardCharsets.UTF_8));
        });
    }

    @GetMapping("/forward")
    View forward() {
        return new InternalResourceView("/direct/object");
    }

    @GetMapping("/forward-later")
    Callable<View> forwardLater() {
        return () -> new InternalResourceView("/direct/object");
    }

    @GetMapping("/forward-to-page")
    View forwardToPage() {
        return new InternalResourceView("/direct/page");
    }

    @GetMapping("/forward-to-missing")
    View forwardToMissing() {
        return new InternalResourceView("/direct/no/such");
    }

    @GetMapping("/redirect")
    View redirect() {
        return new RedirectView("/direct/object", true);
    }

    @GetMapping(path = "/page", produces = "text/html;charset=UTF-8")
    String page() {
        return "<p>王小明</p>";
    }

    @GetMapping("/bytes")
    ResponseEntity<byte[]> bytes() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(BYTES);
    }

    @GetMapping(path = "/resource", produces = MediaType.APPLICATION_PDF_VALUE)
    Resource resource() {
        return new ByteArrayResource(BYTES);
    }

    @GetMapping("/long")
    List<String> longList() {
        return java.util.Collections.nCopies(20_000, "零一二三四五六七八九");
    }

    @GetMapping("/fail")
    String fail() {
        throw new IllegalStateException("jdbc:secret");
    }

    @GetMapping("/missing")
    void missing(HttpServletResponse response) throws IOException {
        response.sendError(404, "jdbc:secret");
    }

    @GetMapping("/bad")
    ResponseEntity<List<String>> bad() {
        return ResponseEntity.badRequest().body(List.of("数量"));
    }

    @GetMapping("/nothing")
    ResponseEntity<Void> nothing() {
        return ResponseEntity.noContent().build();
    }
}
