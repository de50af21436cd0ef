package dev.signet.webapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Results that come later, or piece by piece. */
@RestController
@RequestMapping("/later")
class SpringStreams {

    private static final Executor THREAD = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "webapp-later");
        thread.setDaemon(true);
        return thread;
    });

    @GetMapping("/callable")
    Callable<List<String>> callable() {
        return () -> List.of("稍后");
    }

    @GetMapping("/callable-text")
    Callable<String> callableText() {
        return () -> "稍后";
    }

    @GetMapping("/deferred")
    DeferredResult<List<String>> deferred() {
        DeferredResult<List<String>> result = new DeferredResult<>();
        THREAD.execute(() -> result.setResult(List.of("稍后")));
        return result;
    }

    @GetMapping("/deferred-at-once")
    DeferredResult<List<String>> deferredAtOnce() {
        DeferredResult<List<String>> result = new DeferredResult<>();
        result.setResult(List.of("现在"));
        return result;
    }

    @GetMapping("/deferred-failure")
    DeferredResult<List<String>> deferredFailure() {
        DeferredResult<List<String>> result = new DeferredResult<>();
        THREAD.execute(() -> result.setErrorResult(new IllegalArgumentException("secret")));
        return result;
    }

    @GetMapping("/deferred-never")
    DeferredResult<List<String>> deferredNever() {
        return new DeferredResult<>(100L);
    }

    @GetMapping("/deferred-fallback")
    DeferredResult<List<String>> deferredFallback() {
        return new DeferredResult<>(100L, List.of("太慢"));
    }

    @GetMapping("/task-never")
    WebAsyncTask<String> taskNever() {
        return new WebAsyncTask<>(100L, () -> {
            CountDownLatch never = new CountDownLatch(1);
            try {
                never.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) { // Spring cancels the task before it answers; the task must not be faster
                never.await(1, TimeUnit.SECONDS);
            }
            return "too late";
        });
    }

    @GetMapping("/future")
    CompletableFuture<ResponseEntity<List<String>>> future() {
        return CompletableFuture.supplyAsync(() -> ResponseEntity.status(201).body(List.of("稍后")), THREAD);
    }

    @GetMapping("/streaming")
    ResponseEntity<StreamingResponseBody> streaming() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write("[1,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("\"二\"]".getBytes(StandardCharsets.UTF_8));
        });
    }

    @GetMapping("/streaming-failure")
    ResponseEntity<StreamingResponseBody> streamingFailure() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write("[1,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IllegalStateException("secret");
        });
    }

    @GetMapping("/streaming-large")
    ResponseEntity<StreamingResponseBody> streamingLarge() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> {
            out.write('[');
            for (int i = 0; i < 20_000; i++) {
                out.write("\"零一二三\",".getBytes(StandardCharsets.UTF_8));
            }
            out.write("0]".getBytes(StandardCharsets.UTF_8));
        });
    }

    @GetMapping("/emitter")
    ResponseEntity<ResponseBodyEmitter> emitter() {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        THREAD.execute(() -> send(emitter, "[1", ",2", "]"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(emitter);
    }

    @GetMapping("/events")
    SseEmitter events() {
        SseEmitter emitter = new SseEmitter();
        THREAD.execute(() -> send(emitter, "一", "二"));
        return emitter;
    }

    private static void send(ResponseBodyEmitter emitter, String... pieces) {
        try {
            for (String piece : pieces) {
                emitter.send(piece);
            }
            emitter.complete();
        } catch (IOException e) {
            emitter.completeWithError(e);
        }
    }
}
