package org.openemr.aws.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The internet of a rehearsal, which is one file: the bundle of certificates that RDS has for clients. In their place are those that Java itself
 * trusts. There is nothing else.
 */
final class AuthoritiesOfRds implements URLStreamHandlerFactory {

    private static final int MOST = 3;

    /** None is Java's own. */
    @Override
    @SuppressWarnings("NullAway")
    public URLStreamHandler createURLStreamHandler(String protocol) {
        return protocol.equals("https") ? new Handler() : null;
    }

    private static final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new Connection(url);
        }

        @Override
        protected int getDefaultPort() {
            return 443;
        }
    }

    private static final class Connection extends HttpURLConnection {

        Connection(URL url) {
            super(url);
        }

        @Override
        public int getResponseCode() {
            return isBundle() ? HTTP_OK : HTTP_NOT_FOUND;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            if (!isBundle()) {
                throw new FileNotFoundException(url + " is not in the internet of a rehearsal");
            }
            return new ByteArrayInputStream(bundle().getBytes(StandardCharsets.US_ASCII));
        }

        private boolean isBundle() {
            return url.getHost().endsWith("rds.amazonaws.com") && url.getPath().endsWith("-bundle.pem");
        }

        @Override
        public void connect() {}

        @Override
        public void disconnect() {}

        @Override
        public boolean usingProxy() {
            return false;
        }
    }

    private static String bundle() {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init((KeyStore) null);
            var bundle = new StringBuilder();
            Arrays.stream(((X509TrustManager) managers.getTrustManagers()[0]).getAcceptedIssuers())
                    .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(Instant.now()))
                    .limit(MOST)
                    .forEach(certificate -> {
                        try {
                            bundle.append("-----BEGIN CERTIFICATE-----\n")
                                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'})
                                            .encodeToString(certificate.getEncoded()))
                                    .append("\n-----END CERTIFICATE-----\n");
                        } catch (GeneralSecurityException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            return bundle.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
