package dev.signet.framework;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What callers fill in, well or not. */
@Path("forms")
@Produces(MediaType.APPLICATION_JSON)
public class JerseyForms {

    /** An item. */
    public record Item(
            @NotNull @Size(min = 1) String name, @Max(100) int amount) {}

    @POST
    @Path("items")
    @Consumes(MediaType.APPLICATION_JSON)
    public Item create(@Valid @NotNull Item item) {
        return item;
    }

    @GET
    @Path("items")
    public Map<String, Integer> list(@QueryParam("page") @DefaultValue("1") @Max(9) int page) {
        return Map.of("page", page);
    }

    /** The mistake is the application's. */
    @GET
    @Path("result")
    public @NotNull Item result() {
        return null;
    }

    @POST
    @Path("form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Map<String, String> form(@FormParam("name") @Size(max = 3) String name) {
        return Map.of("name", name);
    }

    @POST
    @Path("file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Map<String, String> file(@FormParam("file") EntityPart file, @FormParam("note") String note)
            throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("file", file.getFileName().orElse("none"));
        seen.put("text", new String(file.getContent().readAllBytes(), StandardCharsets.UTF_8));
        seen.put("note", note);
        return seen;
    }
}
