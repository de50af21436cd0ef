package dev.signet.framework;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Exceptions and results that come later, and bodies that break off. */
@Path("odd")
@Produces(MediaType.APPLICATION_JSON)
public class JerseyLater {

    @GET
    @Path("not-modified")
    public String notModified() {
        throw new WebApplicationException(Response.notModified("v1").build());
    }

    @GET
    @Path("moved")
    public String moved() {
        throw new RedirectionException(Response.Status.TEMPORARY_REDIRECT, URI.create("/app/orders"));
    }

    @GET
    @Path("failed-entity")
    public String failedEntity() {
        throw new InternalServerErrorException(
                Response.serverError().entity(Map.of("why", "jdbc:secret")).build());
    }

    @GET
    @Path("teapot")
    public String teapot() {
        throw new WebApplicationException("jdbc:secret", 418);
    }

    @GET
    @Path("error")
    public String error() {
        throw new AssertionError("jdbc:secret");
    }

    /** Holds itself, so that Jackson cannot write it. */
    @GET
    @Path("unwritable")
    public List<Object> unwritable() {
        List<Object> ring = new ArrayList<>();
        ring.add(ring);
        return ring;
    }

    @GET
    @Path("stage-failure")
    public CompletionStage<String> stageFailure() {
        return CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("jdbc:secret");
        });
    }

    @GET
    @Path("stage-refusal")
    public CompletionStage<Response> stageRefusal() {
        return CompletableFuture.supplyAsync(
                () -> Response.status(409).entity(List.of("冲突")).build());
    }

    @GET
    @Path("stage-mapped")
    public CompletionStage<String> stageMapped() {
        return CompletableFuture.supplyAsync(() -> {
            throw new java.util.NoSuchElementException("数量");
        });
    }

    @GET
    @Path("timeout-handled")
    public void timeoutHandled(@Suspended AsyncResponse response) {
        response.setTimeoutHandler(late -> late.resume(List.of("太晚")));
        response.setTimeout(20, TimeUnit.MILLISECONDS);
    }

    @GET
    @Path("cancelled")
    public void cancelled(@Suspended AsyncResponse response) {
        response.cancel(7);
    }

    @GET
    @Path("streamed-tagged")
    public Response streamedTagged() {
        StreamingOutput body = out -> {
            out.write("[1".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write(",2]".getBytes(StandardCharsets.UTF_8));
        };
        return Response.ok(body).tag("s1").build();
    }

    @GET
    @Path("bytes")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response bytes() {
        return Response.ok(new byte[70_000])
                .header("Content-Disposition", "attachment; filename=\"zeros.bin\"")
                .tag("b1")
                .build();
    }

    @GET
    @Path("broken")
    public StreamingOutput broken() {
        return out -> {
            out.write('[');
            out.write("1,".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            throw new IllegalStateException("jdbc:secret");
        };
    }
}
