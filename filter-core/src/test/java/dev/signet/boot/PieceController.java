package dev.signet.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers that come so quickly from another thread that they race with the request's own; open, and behind security. */
@RestController
@RequestMapping({"/piece", "/secure/piece"})
class PieceController {

    /** What each answer holds. */
    record Piece(String name, int size) {}

    private static final Piece PIECE = new Piece("螺丝", 7);
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "piece");
        thread.setDaemon(true);
        return thread;
    });

    @GetMapping("/at-once")
    Piece atOnce() {
        return PIECE;
    }

    @GetMapping("/future")
    CompletableFuture<Piece> future() {
        return CompletableFuture.supplyAsync(() -> PIECE, THREADS);
    }

    @GetMapping("/completed-future")
    CompletableFuture<Piece> completedFuture() {
        return CompletableFuture.completedFuture(PIECE);
    }

    @GetMapping("/failed-future")
    CompletableFuture<Piece> failedFuture() {
        return CompletableFuture.supplyAsync(
                () -> {
                    throw new IllegalStateException("jdbc:secret");
                },
                THREADS);
    }

    @GetMapping("/callable")
    Callable<Piece> callable() {
        return () -> PIECE;
    }

    @GetMapping("/deferred")
    DeferredResult<Piece> deferred() {
        DeferredResult<Piece> result = new DeferredResult<>(10_000L);
        THREADS.execute(() -> result.setResult(PIECE));
        return result;
    }

    @GetMapping("/not-found")
    DeferredResult<ResponseEntity<Piece>> notFound() {
        DeferredResult<ResponseEntity<Piece>> result = new DeferredResult<>(10_000L);
        THREADS.execute(() -> result.setResult(ResponseEntity.notFound().build()));
        return result;
    }

    /** Nobody ever answers. */
    @GetMapping("/never")
    DeferredResult<Piece> never() {
        return new DeferredResult<>(100L);
    }

    @GetMapping("/streaming")
    ResponseEntity<StreamingResponseBody> streaming() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write("{\"name\":\"螺丝\",".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("\"size\":7}".getBytes(StandardCharsets.UTF_8));
        });
    }

    /** No flush at all: how fast it is shows how much the threads race. */
    @GetMapping("/streaming-untyped")
    StreamingResponseBody streamingUntyped() {
        return out -> out.write("{\"name\":\"螺丝\",\"size\":7}".getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/streaming-page")
    ResponseEntity<StreamingResponseBody> streamingPage() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(out -> {
            out.write("<p>1</p>".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("<p>2</p>".getBytes(StandardCharsets.UTF_8));
        });
    }

    @GetMapping("/lines")
    ResponseEntity<ResponseBodyEmitter> lines() {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(10_000L);
        THREADS.execute(() -> send(emitter, "{\"line\":1}\n", "{\"line\":2}\n"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(emitter);
    }

    @GetMapping("/emitted")
    ResponseEntity<ResponseBodyEmitter> emitted() {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(10_000L);
        THREADS.execute(() -> send(emitter, "{\"name\":\"螺丝\"", ",\"size\":7}"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(emitter);
    }

    @GetMapping("/events")
    SseEmitter events() {
        SseEmitter emitter = new SseEmitter(10_000L);
        THREADS.execute(() -> send(emitter, "1", "2"));
        return emitter;
    }

    /** Breaks off after more than any buffer holds. */
    @GetMapping("/streaming-broken")
    ResponseEntity<StreamingResponseBody> streamingBroken() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write('[');
            out.write("\"0123456789\",".repeat(40_000).getBytes(StandardCharsets.US_ASCII));
            throw new IllegalStateException("jdbc:secret");
        });
    }

    @GetMapping("/list")
    List<Piece> list() {
        return java.util.Collections.nCopies(20_000, PIECE);
    }

    private static void send(ResponseBodyEmitter emitter, String... pieces) {
        try {
            for (String piece : pieces) {
                emitter.send(piece, emitter instanceof SseEmitter ? null : MediaType.TEXT_PLAIN);
            }
            emitter.complete();
        } catch (IOException e) {
            emitter.completeWithError(e);
        }
    }
}
