package dev.signet.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Shows whoever builds the whole stack of a test that has failed, as soon as it has. Surefire does so only together with
 * two lines for every class that passes.
 */
public final class FailureStacks implements TestExecutionListener {

    /** Found by the JUnit platform. */
    public FailureStacks() {}

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            StringWriter text = new StringWriter();
            text.append("FAILED ").append(test.getUniqueId()).append('\n');
            result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(text, true)));
            BuildConsole.println(text.toString());
        }
    }
}
