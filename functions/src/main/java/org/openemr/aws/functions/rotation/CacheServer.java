package org.openemr.aws.functions.rotation;

import io.valkey.DefaultJedisClientConfig;
import io.valkey.HostAndPort;
import io.valkey.Jedis;
import io.valkey.exceptions.JedisException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;

/** The cache, over TLS with a certificate that is verified for the host's name. */
final class CacheServer {

    private static final int TIMEOUT_MILLISECONDS = 10_000;

    private final HostAndPort place;
    private final SSLSocketFactory trust;

    /**
     * Does not connect yet.
     *
     * @param trust whose certificates are believed
     */
    CacheServer(String host, int port, SSLSocketFactory trust) {
        place = new HostAndPort(host, port);
        this.trust = trust;
    }

    /** Whether it lets in with a credential, and answers. */
    boolean letsIn(Credential credential) {
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        var configuration = DefaultJedisClientConfig.builder()
                .ssl(true)
                .sslSocketFactory(trust)
                .sslParameters(parameters)
                .user(credential.user())
                .password(credential.password())
                .connectionTimeoutMillis(TIMEOUT_MILLISECONDS)
                .socketTimeoutMillis(TIMEOUT_MILLISECONDS)
                .build();
        try (var client = new Jedis(place, configuration)) {
            return "PONG".equals(client.ping());
        } catch (JedisException e) {
            return false;
        }
    }
}
