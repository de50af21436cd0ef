package dev.signet.spring.boot;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Keeps what Boot would print of a start that failed. */
final class KeptAnalysis implements FailureAnalysisReporter {

    static String last = "";

    @Override
    public void report(FailureAnalysis analysis) {
        last = analysis.getDescription() + "\n" + analysis.getAction();
    }
}
