package dev.signet.spring.boot;

import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplicationAotProcessor;

/** Writes the source text that Boot makes of an application ahead of time, as the build of a native image does. */
public final class AotHost implements Function<Map<String, String>, Integer>, AutoCloseable {

    /** Below which folder. */
    static final String FOLDER = "folder";

    @Override
    public Integer apply(Map<String, String> given) {
        String folder = given.get(FOLDER);
        try {
            SpringApplicationAotProcessor.main(new String[] {
                "dev.signet.spring.boot." + given.get(BootHost.CLASSES),
                folder + "/sources",
                folder + "/resources",
                folder + "/classes",
                "shop",
                "shop"
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return 0;
    }

    @Override
    public void close() {}
}
