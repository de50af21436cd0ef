package dev.signet.framework;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;

/** Patients with versions: a change must name the version it is based on, or none. */
public final class FhirPatients implements IResourceProvider {

    /** All versions of each, the latest last; nothing where the patient was deleted. */
    private final Map<String, List<Patient>> all = new ConcurrentHashMap<>();

    /** One patient, number 1, with one version. */
    public FhirPatients() {
        Patient first = new Patient();
        first.addName().setFamily("王");
        store("1", first);
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Patient.class;
    }

    private IdType store(String id, Patient patient) {
        List<Patient> versions = all.computeIfAbsent(id, key -> new ArrayList<>());
        IdType stored = new IdType("Patient", id, String.valueOf(versions.size() + 1));
        patient.setId(stored);
        patient.getMeta().setLastUpdatedElement(new org.hl7.fhir.r4.model.InstantType("2022-09-28T05:53:05Z"));
        versions.add(patient);
        return stored;
    }

    private List<Patient> versions(IdType id) {
        List<Patient> versions = all.get(id.getIdPart());
        if (versions == null) {
            throw new ResourceNotFoundException(id);
        }
        if (versions.isEmpty()) {
            throw new ResourceGoneException(id);
        }
        return versions;
    }

    @Read(version = true)
    public Patient read(@IdParam IdType id) {
        List<Patient> versions = versions(id);
        long version = id.hasVersionIdPart() ? id.getVersionIdPartAsLong() : versions.size();
        if (version < 1 || version > versions.size()) {
            throw new ResourceNotFoundException(id);
        }
        return versions.get((int) version - 1);
    }

    @Create
    public MethodOutcome create(@ResourceParam Patient patient) {
        if (!patient.hasName()) {
            OperationOutcome outcome = new OperationOutcome();
            outcome.addIssue().setDiagnostics("缺少姓名");
            throw new UnprocessableEntityException("no name", outcome);
        }
        return new MethodOutcome(store(String.valueOf(all.size() + 1), patient), true).setResource(patient);
    }

    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam Patient patient) {
        List<Patient> versions = versions(id);
        if (id.hasVersionIdPart() && id.getVersionIdPartAsLong() != versions.size()) {
            throw new ResourceVersionConflictException("it is version " + versions.size());
        }
        return new MethodOutcome(store(id.getIdPart(), patient), false).setResource(patient);
    }

    /** Only on a version that is named. */
    @Patch
    public MethodOutcome patch(@IdParam IdType id, PatchTypeEnum type, @ResourceParam String body) {
        if (!id.hasVersionIdPart()
                || id.getVersionIdPartAsLong() != versions(id).size()) {
            throw new PreconditionFailedException(
                    "it is version " + versions(id).size());
        }
        Patient patient = versions(id).get(versions(id).size() - 1).copy();
        patient.setActive(true);
        return new MethodOutcome(store(id.getIdPart(), patient), false).setResource(patient);
    }

    @Delete
    public MethodOutcome delete(@IdParam IdType id) {
        versions(id).clear();
        return new MethodOutcome();
    }

    @Search
    public List<Patient> search(@OptionalParam(name = Patient.SP_FAMILY) StringParam family) {
        String wanted = family == null ? "" : family.getValue();
        switch (wanted) {
            case "nobody":
                throw new AuthenticationException("who are you");
            case "secret":
                throw new ForbiddenOperationException("not for you");
            case "broken":
                throw new InternalErrorException("jdbc:secret");
            case "unmapped":
                throw new IllegalStateException("jdbc:secret");
            default:
                return all.values().stream()
                        .filter(versions -> !versions.isEmpty())
                        .map(versions -> versions.get(versions.size() - 1))
                        .filter(patient -> patient.getNameFirstRep().getFamily().startsWith(wanted))
                        .sorted(java.util.Comparator.comparing(
                                patient -> patient.getIdElement().getIdPart()))
                        .toList();
        }
    }

    @History
    public List<Patient> history(@IdParam IdType id, @ca.uhn.fhir.rest.annotation.Since InstantDt since) {
        return List.copyOf(versions(id));
    }

    @Operation(name = "$count", idempotent = true)
    public Parameters count() {
        Parameters parameters = new Parameters();
        parameters.addParameter("count", all.size());
        return parameters;
    }
}
