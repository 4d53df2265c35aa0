package org.openemr.aws.operator.doctor;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.settings.WrittenValue;

/**
 * Settings as they stand in cdk.json, which may be wrong: that is another check.
 *
 * @param context what is below {@code context}
 * @param deployment the name of the deployment
 */
record Configuration(Map<String, Object> context, String deployment) {

    Names names() {
        return Names.of(deployment);
    }

    Optional<String> text(String key) {
        return WrittenValue.text(context, key);
    }

    boolean isOn(String key) {
        return text(key).filter(Boolean::parseBoolean).isPresent();
    }

    double number(String key, double otherwise) {
        return text(key).map(Double::parseDouble).orElse(otherwise);
    }
}
