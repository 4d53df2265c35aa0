package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.api.AuthorizationServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "register",
        description =
                "Register this machine as a client of the APIs. An administrator enables it in OpenEMR afterwards.",
        footer = {"", "Example:", "  openemr api register --contact it@clinic.example.org"})
final class ApiRegisterCommand extends ApiOperation {

    private static final int SMALLEST_PORT = 1024;
    private static final int LARGEST_PORT = 65_535;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "openemr command line",
            description = "What OpenEMR shows (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--contact", paramLabel = "EMAIL", required = true, description = "Whom to ask about this client.")
    private String contact;

    @Option(
            names = "--redirect-port",
            paramLabel = "PORT",
            defaultValue = "8765",
            description = "Where the browser comes back to (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            defaultValue =
                    "openid offline_access api:oemr api:fhir user/Patient.read user/Encounter.read user/Observation.read"
                            + " user/Condition.read user/MedicationRequest.read user/AllergyIntolerance.read user/Immunization.read"
                            + " user/Practitioner.read user/Organization.read",
            description = "What it may ask for, separated by spaces (default: reading of the clinical resources).")
    private String scope;

    ApiRegisterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (port < SMALLEST_PORT || port > LARGEST_PORT) {
            throw Failure.usage("--redirect-port must be 1024 to 65535.");
        }
        var site = values().get(ComputeContract.SITE_ADDRESS);
        var redirect = "http://localhost:%d/callback".formatted(port);
        var client =
                AuthorizationServer.of(site, https(), surroundings().clock()).register(name, contact, redirect, scope);
        store().write(client);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("client_id", client.clientId());
        facts.put("redirect_uri", redirect);
        facts.put("kept_in", store().file().toString());
        results().facts(facts);
        say("An administrator now enables '%s' in OpenEMR: Admin > System > API Clients. Then: openemr api token"
                .formatted(name));
        return ExitStatus.DONE;
    }
}
