package org.openemr.aws.operator.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.settings.CdkJsonFile;

/**
 * What a checkout has configured, as answers to the questions of {@code openemr init}.
 *
 * @param file its cdk.json
 */
record Present(CdkJsonFile file) {

    Optional<String> text(String key) {
        return Optional.ofNullable(file.context().get(key))
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    boolean isOn(String key) {
        return text(key).filter(Boolean::parseBoolean).isPresent();
    }

    /** How clients reach the site; a certificate may be given for a domain, too. */
    Optional<String> address() {
        if (text("route53_domain").isPresent()) {
            return Optional.of("domain");
        }
        if (text("certificate_arn").isPresent()) {
            return Optional.of("certificate");
        }
        return isOn("allow_insecure_http") ? Optional.of("trial") : Optional.empty();
    }

    /** The blocks that are admitted; nothing when nobody is. */
    Optional<String> access() {
        var blocks = Stream.of(AccessChange.IPV4, AccessChange.IPV6)
                .flatMap(key -> SettingsChange.elements(file, key).stream())
                .collect(Collectors.joining(", "));
        return Optional.of(blocks).filter(text -> !text.isEmpty());
    }
}
