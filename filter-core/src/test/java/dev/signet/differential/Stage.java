package dev.signet.differential;

import java.io.IOException;

/** The same webapp bare and behind Signet, in whatever server. Plays a program on both at once. */
public final class Stage implements AutoCloseable {

    private final String container;
    private final Side bare;
    private final Side behind;
    private final Side real;
    private final Side twin;
    private final Silence silence = new Silence();

    /** Where a webapp is served; all contexts of a stage are as long as each other. */
    public record Place(int port, String context) {}

    /** The program as it was played on both. */
    record Pair(Program program, Played bare, Played behind) {}

    /**
     * A stage of webapps that are served already.
     *
     * @param container the distribution that serves them, or empty for an embedded container
     * @param bare the bare one
     * @param twin a bare one for twins, whose connections may go bad
     * @param behind behind Signet
     * @param real behind Signet that keeps the status of what it wraps
     */
    public Stage(String container, Place bare, Place twin, Place behind, Place real) {
        this(container, WireClient::new, bare, twin, behind, real);
    }

    /** The same with clients of another version of HTTP. */
    Stage(String container, StageClient.Opener client, Place bare, Place twin, Place behind, Place real) {
        this.container = container;
        this.bare = new Side(bare, client);
        this.twin = new Side(twin, client);
        this.behind = new Side(behind, client);
        this.real = new Side(real, client);
    }

    String container() {
        return container;
    }

    private Side behind(Program program) {
        return program.keepsStatus() ? real : behind;
    }

    /** Whether the bare container can be asked for what a program does. */
    boolean plays(Program program) {
        return bare.plays(program);
    }

    /** Plays a program on both. */
    Pair play(Program program) throws IOException {
        Side oracle = program.has(Call::isBelowOk) ? twin : bare; // what is no status makes the bare container hang
        oracle.begin(program, oracle.equals(twin) ? Twin.Flavour.WITHOUT_LENGTH : null);
        behind(program).begin(program, null);
        return new Pair(program, oracle.end(program), behind(program).end(program));
    }

    /** The same on connections of their own. */
    Pair playAlone(Program program) throws IOException {
        bare.hangUp();
        behind(program).hangUp();
        return play(program);
    }

    /** Plays the {@link Twin} of a program on the bare container. */
    Played playTwin(Program program, Twin.Flavour flavour) throws IOException {
        twin.begin(program, flavour);
        return twin.end(program);
    }

    /** Plays it with HEAD, on connections of its own. */
    Played playHead(Program program) throws IOException {
        return playAlone("HEAD", program, behind(program), null);
    }

    /** Plays it on the bare container with that method, on connections of its own. */
    Played playBare(String method, Program program) throws IOException {
        return playAlone(method, program, bare, null);
    }

    /** Plays it on the {@link Twin} with that method, declared lengths and all, on connections of its own. */
    Played playTwin(String method, Program program) throws IOException {
        return playAlone(method, program, twin, Twin.Flavour.WITH_LENGTH);
    }

    private static Played playAlone(String method, Program program, Side side, Twin.Flavour flavour)
            throws IOException {
        side.hangUp();
        side.begin(method, program, flavour);
        Played played = side.end(program);
        side.hangUp();
        return played;
    }

    @Override
    public void close() throws IOException {
        bare.close();
        behind.close();
        real.close();
        twin.close();
        silence.close();
    }
}
