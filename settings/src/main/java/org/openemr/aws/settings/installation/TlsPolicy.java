package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.Optional;
import org.openemr.aws.settings.Text;

/**
 * The load balancer's policies that accept nothing older than TLS 1.2, and of them no cipher without forward secrecy: <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">security policies</a>, read on
 * 2026-11-26.
 */
final class TlsPolicy {

    /** What AWS recommends: a key exchange that a quantum computer does not break, for clients that know it. */
    private static final String RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    /** The same by a cryptographic module that is validated for FIPS 140-3. */
    private static final String RECOMMENDED_FIPS = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09";

    private static final List<String> ACCEPTED = List.of(
            RECOMMENDED,
            RECOMMENDED_FIPS,
            "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
            "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
            "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04");

    static final Text NAME = Text.of(
            "security policy of TLS 1.2 and newer",
            String.join("|", ACCEPTED),
            "one of " + String.join(", ", ACCEPTED));

    private TlsPolicy() {}

    /** The policy where none is chosen: in AWS GovCloud one that FIPS 140-3 accepts. */
    static String recommendedIn(Optional<String> region) {
        return region.filter(name -> name.startsWith("us-gov-")).isPresent() ? RECOMMENDED_FIPS : RECOMMENDED;
    }
}
