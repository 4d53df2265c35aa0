package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The SMTP password that belongs to the secret access key of an IAM user in one region, see <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html">SMTP credentials</a>: a chain of HMAC-SHA256
 * signatures with fixed texts, a version byte before it, in Base64.
 */
final class SmtpPassword {

    private static final byte VERSION = 0x04;
    private static final String ALGORITHM = "HmacSHA256";

    private SmtpPassword() {}

    static String derive(String secretAccessKey, String region) {
        var signature = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (var text : List.of("11111111", region, "ses", "aws4_request", "SendRawEmail")) {
            signature = sign(signature, text);
        }
        var versioned = new byte[signature.length + 1];
        versioned[0] = VERSION;
        System.arraycopy(signature, 0, versioned, 1, signature.length);
        return Base64.getEncoder().encodeToString(versioned);
    }

    private static byte[] sign(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
