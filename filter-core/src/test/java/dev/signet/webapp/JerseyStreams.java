package dev.signet.webapp;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ChunkedOutput;

/** Answers that come later, or piece by piece. */
@Path("later")
@Singleton
public class JerseyStreams {

    private static final Executor THREAD = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "webapp-later");
        thread.setDaemon(true);
        return thread;
    });

    @GET
    @Path("async")
    @Produces(MediaType.APPLICATION_JSON)
    public void async(@Suspended AsyncResponse response) {
        THREAD.execute(() -> response.resume(List.of("稍后")));
    }

    @GET
    @Path("async-at-once")
    @Produces(MediaType.APPLICATION_JSON)
    public void asyncAtOnce(@Suspended AsyncResponse response) {
        response.resume(List.of("现在"));
    }

    @GET
    @Path("async-failure")
    @Produces(MediaType.APPLICATION_JSON)
    public void asyncFailure(@Suspended AsyncResponse response) {
        THREAD.execute(() -> response.resume(new IllegalStateException("secret")));
    }

    @GET
    @Path("async-busy")
    @Produces(MediaType.APPLICATION_JSON)
    public void asyncBusy(@Suspended AsyncResponse response) {
        THREAD.execute(() -> response.resume(new ServiceUnavailableException(30L)));
    }

    @GET
    @Path("async-never")
    @Produces(MediaType.APPLICATION_JSON)
    public void asyncNever(@Suspended AsyncResponse response) {
        response.setTimeout(100, TimeUnit.MILLISECONDS);
    }

    @GET
    @Path("stage")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<List<String>> stage() {
        return CompletableFuture.supplyAsync(() -> List.of("稍后"), THREAD);
    }

    @GET
    @Path("streaming")
    @Produces(MediaType.APPLICATION_JSON)
    public StreamingOutput streaming() {
        return out -> {
            out.write("[1,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("\"二\"]".getBytes(StandardCharsets.UTF_8));
        };
    }

    @GET
    @Path("streaming-failure")
    @Produces(MediaType.APPLICATION_JSON)
    public StreamingOutput streamingFailure() {
        return out -> {
            out.write("[1,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IllegalStateException("secret");
        };
    }

    @GET
    @Path("streaming-large")
    @Produces(MediaType.APPLICATION_JSON)
    public StreamingOutput streamingLarge() {
        return out -> {
            out.write('[');
            for (int i = 0; i < 20_000; i++) {
                out.write("\"零一二三\",".getBytes(StandardCharsets.UTF_8));
            }
            out.write("0]".getBytes(StandardCharsets.UTF_8));
        };
    }

    @GET
    @Path("chunked")
    @Produces(MediaType.APPLICATION_JSON)
    public ChunkedOutput<String> chunked() {
        ChunkedOutput<String> output = new ChunkedOutput<>(String.class);
        THREAD.execute(() -> {
            try (output) {
                output.write("[1");
                output.write(",\"二\"]");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return output;
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        THREAD.execute(() -> sink.send(sse.newEvent("一"))
                .thenCompose(sent -> sink.send(sse.newEvent("二")))
                .thenRun(sink::close));
    }
}
