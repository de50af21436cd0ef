package dev.signet.framework;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;

/** Documents, which FHIR sends as they are. */
public final class FhirBinaries implements IResourceProvider {

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Binary.class;
    }

    @Read
    public Binary read(@IdParam IdType id) {
        Binary binary = new Binary();
        binary.setId(new IdType("Binary", id.getIdPart(), "1"));
        binary.setContentType(id.getIdPart().equals("json") ? "application/json" : "application/pdf");
        binary.setData((id.getIdPart().equals("json") ? "[1.0]" : "0123456789").getBytes(StandardCharsets.UTF_8));
        return binary;
    }
}
