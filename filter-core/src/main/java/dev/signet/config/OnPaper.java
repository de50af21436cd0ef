package dev.signet.config;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a webapp that does not run: its files. No class of it is loaded, and no object is made.
 *
 * @param webapp opens a path below {@code /WEB-INF/}, or answers null where there is no such file
 * @param base where relative paths begin
 * @param handedOver names of the types of which it is said to hand over objects
 * @param offered names of the types of which it has services
 */
public record OnPaper(
        Function<String, @Nullable InputStream> webapp, Path base, Set<String> handedOver, Set<String> offered) {}
