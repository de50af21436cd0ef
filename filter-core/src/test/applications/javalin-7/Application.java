import dev.signet.framework.ForeignApplication;
import io.javalin.Javalin;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.FilterHolder;

/** An application of Javalin 7, on the Jetty 12 that it brings. */
public final class Application implements ForeignApplication {

    private Javalin running;

    @Override
    public int start(Filter signet) {
        running = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.router.contextPath = "/app";
                    config.staticFiles.add(files -> {
                        files.hostedPath = "/files";
                        files.directory = "src/test/resources/dev/signet/framework/webapp/files";
                        files.location = Location.EXTERNAL;
                    });
                    config.jetty.modifyServletContextHandler(context -> {
                        if (signet != null) {
                            FilterHolder holder = new FilterHolder(signet);
                            holder.setAsyncSupported(true);
                            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
                        }
                    });
                    config.routes
                            .get("/order", context -> context.json(Map.of("item", context.queryParam("item"))))
                            .get("/many", context -> context.json("一二".repeat(40_000)))
                            .get("/page", context -> context.html("<p>页</p>"))
                            .get("/text", context -> context.result("文本"))
                            .get("/nothing", context -> context.status(204))
                            .get("/redirect", context -> context.redirect("/app/page"))
                            .get("/download", context -> context.header("Content-Disposition", "attachment; filename=\"a.json\"")
                                    .contentType("application/json")
                                    .result("[1]"))
                            .get("/seek", context -> context.writeSeekableStream(
                                    new ByteArrayInputStream("0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII)),
                                    "video/mp4",
                                    10_000))
                            .get("/json-stream", context -> context.writeJsonStream(List.of(1, 2, 3).stream()))
                            .get("/later", context -> context.future(() -> CompletableFuture.supplyAsync(() -> List.of(1))
                                    .thenAccept(context::json)))
                            .get("/fail-later", context -> context.future(() -> CompletableFuture.supplyAsync(() -> {
                                throw new NotFoundResponse("later");
                            })))
                            .get("/fail", context -> {
                                throw new IllegalStateException("secret");
                            })
                            .get("/refuse", context -> {
                                throw new ForbiddenResponse("no");
                            })
                            .get("/problem", context -> context.status(409).json(Map.of("item", "螺丝")))
                            .post("/echo", context -> context.json(context.bodyAsClass(Map.class)))
                            .post("/form", context -> context.json(context.formParamMap()))
                            .sse("/events", client -> {
                                client.sendEvent("order", "{\"item\":\"螺丝\"}");
                                client.close();
                            })
                            .ws("/socket", socket -> socket.onMessage(message -> message.send("echo " + message.message())));
                })
                .start("127.0.0.1", 0);
        return running.port();
    }

    @Override
    public void close() {
        running.stop();
    }
}
