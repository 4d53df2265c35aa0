package org.openemr.aws.settings.installation;

import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * Where the configuration is meant to be deployed, and nowhere else.
 *
 * @param account the AWS account
 * @param region the region
 */
public record ExpectedPlace(Optional<String> account, Optional<String> region) {

    private static final String SIGN_IN_ELSEWHERE =
            "use the credentials and the region that are meant (AWS_PROFILE, AWS_REGION), or change the key";

    static final Setting<String> ACCOUNT = Setting.optional(
            "expected_account",
            Text.of("account id", "[0-9]{12}", "the 12 digits of an AWS account, in quotes"),
            "",
            "any",
            "The account that this configuration is for: with credentials of another, neither the CDK nor `openemr` goes on.");

    static final Setting<String> REGION = Setting.optional(
            "expected_region",
            Text.of("region", "[a-z]{2}(-[a-z]+)+-[0-9]", "the name of a region, such as us-east-1"),
            "",
            "any",
            "The same of the region.");

    /**
     * Reads the settings, and refuses another place.
     *
     * @param account where credentials lead, when it is known
     * @param region the region of the deployment, when it is known
     */
    static ExpectedPlace read(SettingsReader reader, Optional<String> account, Optional<String> region) {
        return new ExpectedPlace(
                expected(reader, ACCOUNT, "account", account), expected(reader, REGION, "region", region));
    }

    private static Optional<String> expected(
            SettingsReader reader, Setting<String> setting, String what, Optional<String> actual) {
        var expected = reader.readOptional(setting);
        if (expected.isPresent() && actual.isPresent() && !expected.equals(actual)) {
            reader.reject(setting, "is not the %s at hand, %s".formatted(what, actual.get()), SIGN_IN_ELSEWHERE);
        }
        return expected;
    }
}
