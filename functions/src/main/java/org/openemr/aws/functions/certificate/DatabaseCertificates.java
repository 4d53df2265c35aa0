package org.openemr.aws.functions.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Fetches the authorities of Amazon RDS for the region and keeps them in a secret, which a set-up task gets that reaches no internet:
 * <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">certificate bundles</a>. They are public;
 * a secret because it has room for them. Expired ones are left out.
 */
public final class DatabaseCertificates extends CustomResourceHandler {

    private static final int TIMEOUT = 20_000;
    private static final int LARGEST = 60_000;
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final SecretsManagerClient secrets;
    private final Function<String, URI> bundles;
    private final Clock clock;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public DatabaseCertificates() {
        this(
                SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                DatabaseCertificates::bundle,
                Clock.systemUTC(),
                new EventLog());
    }

    /**
     * For tests: a given client.
     *
     * @param bundles where the bundle of a region is
     */
    DatabaseCertificates(SecretsManagerClient secrets, Function<String, URI> bundles, Clock clock, EventLog log) {
        super(log);
        this.secrets = secrets;
        this.bundles = bundles;
        this.clock = clock;
    }

    /** The bundle of a region, at the place of its partition. */
    static URI bundle(String region) {
        var place = region.startsWith("us-gov-")
                ? "truststore.pki.us-gov-west-1.rds.amazonaws.com"
                : region.startsWith("cn-")
                        ? "rds-truststore.s3.cn-north-1.amazonaws.com.cn"
                        : "truststore.pki.rds.amazonaws.com";
        return URI.create("https://%s/%s/%2$s-bundle.pem".formatted(place, region));
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var secret = request.property("Secret");
        var certificates = valid(fetch(bundles.apply(request.property("Region"))));
        secrets.putSecretValue(put -> put.secretId(secret).secretString(certificates));
        return new CustomResourceAnswer(request.physicalId().orElse(secret), Map.of());
    }

    /** The secret goes with its stack. */
    @Override
    protected void delete(CustomResourceRequest request) {}

    private static byte[] fetch(URI bundle) {
        try {
            var connection = (HttpURLConnection) bundle.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(bundle + " answers " + connection.getResponseCode());
            }
            try (var content = connection.getInputStream()) {
                return content.readNBytes(LARGEST);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(bundle + " cannot be fetched: " + e.getMessage(), e);
        }
    }

    private String valid(byte[] bundle) {
        var valid = certificates(bundle).stream().filter(this::isValid).toList();
        if (valid.isEmpty()) {
            throw new IllegalStateException("The bundle has no certificate that is valid now");
        }
        return valid.stream().map(DatabaseCertificates::pem).collect(Collectors.joining("\n"));
    }

    @SuppressWarnings("unchecked")
    private static List<X509Certificate> certificates(byte[] bundle) {
        try {
            return List.copyOf((Collection<X509Certificate>)
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bundle)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The bundle cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + PEM.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate cannot be written: " + e.getMessage(), e);
        }
    }
}
