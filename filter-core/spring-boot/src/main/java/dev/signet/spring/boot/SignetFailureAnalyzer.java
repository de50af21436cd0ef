package dev.signet.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists what is wrong with the configuration where Boot tells why an application did not start. */
final class SignetFailureAnalyzer extends AbstractFailureAnalyzer<SignetConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SignetConfigurationException cause) {
        int count = cause.problems().size();
        return new FailureAnalysis(
                "Signet cannot protect this application: its configuration has "
                        + (count == 1 ? "one problem" : count + " problems") + ".\n\n    - "
                        + String.join("\n    - ", cause.problems()),
                "Correct " + (count == 1 ? "it" : "all of them")
                        + " in application.yml, the environment or the beans of the application, and start again."
                        + " signet.enabled=false starts it without Signet, and unprotected.",
                cause);
    }
}
