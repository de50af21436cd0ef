package dev.signet.framework;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** A document with a version, of which the caller may have a copy. */
@Path("versions")
@Produces(MediaType.APPLICATION_JSON)
public class JerseyVersions {

    private static final Date MODIFIED = Date.from(Instant.parse("2022-09-28T05:53:05Z"));

    @GET
    @Path("{version}")
    public Response get(@PathParam("version") String version, @Context Request request) {
        EntityTag tag = tag(version);
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known != null ? known : Response.ok(Map.of("version", version)))
                .tag(tag)
                .build();
    }

    @PUT
    @Path("{version}")
    public Response put(@PathParam("version") String version, @Context Request request, String body) {
        Response.ResponseBuilder refused = request.evaluatePreconditions(tag(version));
        return (refused != null ? refused : Response.ok("[" + body + "]").tag(new EntityTag("next"))).build();
    }

    @PATCH
    @Path("{version}")
    public Response patch(@PathParam("version") String version, @Context Request request) {
        Response.ResponseBuilder refused = request.evaluatePreconditions(tag(version));
        return (refused != null
                        ? refused.entity(Map.of("current", version))
                        : Response.noContent().tag(new EntityTag("next")))
                .build();
    }

    private static EntityTag tag(String version) {
        if (version.equals("none")) {
            throw new NotFoundException();
        }
        return version.startsWith("weak") ? new EntityTag(version, true) : new EntityTag(version);
    }

    @GET
    @Path("dated")
    public Response dated(@Context Request request) {
        Response.ResponseBuilder known = request.evaluatePreconditions(MODIFIED);
        return (known != null ? known : Response.ok(Map.of("dated", true)).lastModified(MODIFIED)).build();
    }

    @GET
    @Path("page")
    @Produces("text/html;charset=UTF-8")
    public Response page(@Context Request request) {
        EntityTag tag = new EntityTag("p1");
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known != null ? known : Response.ok("<p>页</p>")).tag(tag).build();
    }

    @GET
    @Path("cached")
    public Response cached(@QueryParam("seconds") int seconds) {
        CacheControl control = new CacheControl();
        control.setMaxAge(seconds);
        control.setPrivate(true);
        return Response.ok(Map.of("seconds", seconds))
                .cacheControl(control)
                .header("Vary", "Accept-Language")
                .link("/app/versions/v1", "next")
                .cookie(new NewCookie.Builder("seen").value("1").build())
                .build();
    }
}
