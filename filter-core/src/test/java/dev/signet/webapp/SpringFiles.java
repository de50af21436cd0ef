package dev.signet.webapp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Downloads and cacheable answers. */
@RestController
@RequestMapping("/files")
class SpringFiles {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JSON = "[0,1,2,3]".getBytes(StandardCharsets.US_ASCII);

    @GetMapping(path = "/resource", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Resource resource() {
        return new ByteArrayResource(BYTES);
    }

    @GetMapping("/attachment")
    ResponseEntity<byte[]> attachment() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("发票.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(BYTES);
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"export.json\"")
                .body(JSON);
    }

    @GetMapping(path = "/bytes.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] jsonBytes() {
        return JSON;
    }

    @GetMapping(path = "/resource.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource jsonResource() {
        return new ByteArrayResource(JSON);
    }

    @GetMapping("/tagged")
    ResponseEntity<String> tagged() {
        return ResponseEntity.ok()
                .eTag("\"v1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body("[1]");
    }

    @GetMapping("/dated")
    ResponseEntity<String> dated(WebRequest request) {
        if (request.checkNotModified(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli())) {
            return null;
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body("[1]");
    }

    @GetMapping(path = "/logo", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> logo() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(BYTES);
    }
}
