package shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource of quarkus-rest, which is no servlet. */
@Path("/rest")
public class Open {

    @GET
    public String get() {
        return "past every filter";
    }
}
