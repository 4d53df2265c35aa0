package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.api.ApiClient;
import org.openemr.aws.operator.api.ApiSession;
import org.openemr.aws.operator.api.AuthorizationServer;
import org.openemr.aws.operator.api.Https;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "call",
        description = "Call a path of the FHIR or the REST API and show the answer.",
        footer = {
            "",
            "Examples:",
            "  openemr api call 'fhir/Patient?name=Moore'",
            "  openemr api call api/facility",
            "  openemr api call --method POST --data '{...}' api/patient"
        })
final class ApiCallCommand extends ApiOperation {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(paramLabel = "PATH", description = "Below /apis/default/: fhir/..., api/... or portal/...")
    private String path;

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            defaultValue = "GET",
            description = "GET, POST, PUT or DELETE (default: ${DEFAULT-VALUE}).")
    private String method;

    @Option(names = "--data", paramLabel = "JSON", description = "What is sent with POST or PUT.")
    private String data;

    ApiCallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var verb = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(verb)) {
            throw Failure.usage("--method must be GET, POST, PUT or DELETE.");
        }
        var client = store().read();
        var https = https();
        var uri = uri(client);
        var session = new ApiSession(
                store(),
                https,
                surroundings().clock(),
                () -> AuthorizationServer.of(
                        client.site(), https, surroundings().clock()));
        var answer = session.send(() -> request(uri, verb));
        terminal().out().println(pretty(answer));
        if (answer.isGood()) {
            return ExitStatus.DONE;
        }
        say("OpenEMR answered with status " + answer.status());
        return switch (answer.status()) {
            case 401, 403 -> ExitStatus.NOT_PERMITTED;
            case 404 -> ExitStatus.NOT_FOUND;
            default -> ExitStatus.FAILED;
        };
    }

    private URI uri(ApiClient client) {
        var relative = path.replaceFirst("^/*(apis/default/)?", "");
        if (!relative.matches("(?s)(fhir|api|portal)/.*") || relative.contains("..")) {
            throw Failure.usage("PATH must begin with fhir/, api/ or portal/.");
        }
        try {
            return URI.create(client.site() + "/apis/default/" + relative);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("PATH is no part of an address: " + e.getMessage());
        }
    }

    private HttpRequest.Builder request(URI uri, String verb) {
        var body = Optional.ofNullable(data).map(BodyPublishers::ofString).orElse(BodyPublishers.noBody());
        return HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(verb, body);
    }

    private static String pretty(Https.Answer answer) {
        try {
            return answer.json().isMissingNode()
                    ? answer.body()
                    : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer.json());
        } catch (JsonProcessingException e) {
            return answer.body();
        }
    }
}
