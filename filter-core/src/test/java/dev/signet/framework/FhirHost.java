package dev.signet.framework;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletContext;

/** A FHIR server with patients and documents in memory. */
public final class FhirHost extends FrameworkHost {

    private static final class Server extends RestfulServer {

        private static final long serialVersionUID = 1;

        Server() {
            super(FhirContext.forR4Cached());
        }

        @Override
        protected void initialize() {
            setDefaultResponseEncoding(EncodingEnum.JSON);
            registerProviders(new FhirPatients(), new FhirBinaries());
        }
    }

    @Override
    void register(ServletContext context) {
        add(context, new Server(), "/fhir/*");
    }
}
