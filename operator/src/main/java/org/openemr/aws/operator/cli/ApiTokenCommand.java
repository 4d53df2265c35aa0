package org.openemr.aws.operator.cli;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.api.ApiClient;
import org.openemr.aws.operator.api.AuthorizationAnswer;
import org.openemr.aws.operator.api.AuthorizationServer;
import org.openemr.aws.operator.api.Pkce;
import org.openemr.aws.operator.api.RedirectListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = "Sign in with the browser; tokens are kept where only you can read them, and are not printed.",
        footer = {
            "",
            "Examples:",
            "  openemr api token",
            "  openemr api token --paste     on a machine without a browser"
        })
final class ApiTokenCommand extends ApiOperation {

    private static final List<String> BROWSERS = List.of("xdg-open", "open", "wslview");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(names = "--paste", description = "Paste the address that the browser ended at, instead of waiting for it.")
    private boolean paste;

    ApiTokenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var client = store().read();
        var server =
                AuthorizationServer.of(client.site(), https(), surroundings().clock());
        var pkce = Pkce.fresh();
        var uri = server.authorizationUri(client, pkce);
        var code = AuthorizationAnswer.code(paste ? pasted(uri) : waitedFor(client, uri), pkce);
        store().write(server.redeem(client, code, pkce));
        say("Signed in. Try: openemr api call fhir/Patient");
        return ExitStatus.DONE;
    }

    private String pasted(URI uri) {
        say("Open this address in any browser and sign in:\n\n" + uri + "\n");
        return terminal()
                .ask("Then paste the address that the browser ended at (it need not load):")
                .orElseThrow(() -> Failure.usage("Nothing was pasted."));
    }

    private String waitedFor(ApiClient client, URI uri) {
        try (var listener = new RedirectListener(URI.create(client.redirectUri()))) {
            say("Sign in with the browser. When none opens, open this address:\n\n" + uri + "\n");
            BROWSERS.stream()
                    .filter(browser -> surroundings().programs().find(browser).isPresent())
                    .findFirst()
                    .ifPresent(browser -> surroundings().programs().ask(browser, uri.toString()));
            return listener.await(LIMIT);
        }
    }
}
