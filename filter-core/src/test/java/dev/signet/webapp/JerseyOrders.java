package dev.signet.webapp;

import dev.signet.envelope.ApiException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Entities, statuses, exceptions and downloads. */
@Path("/")
public class JerseyOrders {

    /** An order. */
    public record Order(long id, String item, int amount) {}

    @GET
    @Path("text")
    @Produces("text/plain;charset=UTF-8")
    public String text() {
        return "库存 \"12\"";
    }

    @GET
    @Path("text.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String jsonText() {
        return "库存 \"12\"";
    }

    @GET
    @Path("untyped")
    public String untyped() {
        return "{\"b\":1.0}";
    }

    @GET
    @Path("orders")
    @Produces(MediaType.APPLICATION_JSON)
    public List<Order> orders() {
        return List.of(new Order(1, "螺丝", 100), new Order(2, "bolt", 7));
    }

    @GET
    @Path("orders/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Order order(@PathParam("id") long id) {
        if (id != 1) {
            throw new NotFoundException("secret reason");
        }
        return new Order(1, "螺丝", 100);
    }

    @GET
    @Path("nothing")
    @Produces(MediaType.APPLICATION_JSON)
    public Order nothing() {
        return null; // Jersey's 204
    }

    @POST
    @Path("orders")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response create(Order order) {
        return Response.created(URI.create("/app/orders/" + order.id()))
                .entity(order)
                .build();
    }

    @DELETE
    @Path("orders/{id}")
    public void delete(@PathParam("id") long id) {}

    @POST
    @Path("orders/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    public Response cancel(@PathParam("id") long id) {
        return Response.status(409).entity(Map.of("state", "已发货")).build();
    }

    @GET
    @Path("search")
    @Produces(MediaType.APPLICATION_JSON)
    public List<Integer> search(@QueryParam("page") int page) {
        return List.of(page);
    }

    @GET
    @Path("who")
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> who(@Context SecurityContext security) {
        return List.of(
                security.getUserPrincipal().getName(),
                security.getAuthenticationScheme(),
                String.valueOf(security.isUserInRole("admin")));
    }

    @GET
    @Path("fail/{how}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response fail(@PathParam("how") String how) {
        throw switch (how) {
            case "unhandled" -> new IllegalStateException("jdbc:secret");
            case "mapped" -> new NoSuchElementException("数量");
            case "forbidden" -> new ForbiddenException("secret reason");
            case "bad" -> new BadRequestException("secret reason");
            case "entity" ->
                new WebApplicationException(
                        Response.status(400).entity(Map.of("field", "数量")).build());
            case "page" ->
                new WebApplicationException(Response.status(404)
                        .type("text/html")
                        .entity("<h1>no</h1>")
                        .build());
            case "busy" ->
                new WebApplicationException(
                        Response.status(503).header("Retry-After", 30).build());
            case "api" -> new ApiException(20001, "库存不足");
            default -> new IllegalArgumentException(how);
        };
    }

    @GET
    @Path("invoice")
    @Produces("application/pdf")
    public Response invoice() {
        return Response.ok("0123456789".getBytes(StandardCharsets.US_ASCII))
                .header("Content-Disposition", "attachment; filename=\"invoice.pdf\"")
                .build();
    }

    @GET
    @Path("tagged")
    @Produces(MediaType.APPLICATION_JSON)
    public Response tagged(@Context Request request) {
        EntityTag tag = new EntityTag("v1");
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known != null ? known : Response.ok("[1]").tag(tag)).build();
    }

    @GET
    @Path("redirect")
    public Response redirect() {
        return Response.seeOther(URI.create("/app/orders")).build();
    }
}
