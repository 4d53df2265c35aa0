package org.openemr.aws.operator.api;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.function.Supplier;
import org.openemr.aws.operator.Failure;

/** Calls with the kept token, which is renewed when it ends. */
public final class ApiSession {

    private static final int UNAUTHORIZED = 401;

    private final ClientStore store;
    private final Https https;
    private final Clock clock;
    private final Supplier<AuthorizationServer> server;

    /**
     * A session.
     *
     * @param server asked for only when the token has to be renewed
     */
    public ApiSession(ClientStore store, Https https, Clock clock, Supplier<AuthorizationServer> server) {
        this.store = store;
        this.https = https;
        this.clock = clock;
        this.server = server;
    }

    /** Sends a request with the token; once more with a new one, when the server no longer takes the old. */
    public Https.Answer send(Supplier<HttpRequest.Builder> request) {
        var client = store.read();
        if (client.accessToken() == null) {
            throw Failure.notReady("Nobody is signed in. Sign in: openemr api token");
        }
        var renewed = client.expiresSoon(clock.instant());
        if (renewed) {
            client = renew(client);
        }
        var answer = send(request, client);
        if (answer.status() == UNAUTHORIZED && !renewed && client.refreshToken() != null) {
            answer = send(request, renew(client));
        }
        return answer;
    }

    private ApiClient renew(ApiClient client) {
        var fresh = server.get().refresh(client);
        store.write(fresh);
        return fresh;
    }

    private Https.Answer send(Supplier<HttpRequest.Builder> request, ApiClient client) {
        return https.send(request.get().header("Authorization", "Bearer " + client.accessToken()));
    }
}
