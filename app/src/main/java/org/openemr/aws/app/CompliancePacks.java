package org.openemr.aws.app;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.openemr.aws.settings.ListOf;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;

/**
 * The compliance packs of cdk-nag that every synthesis runs.
 *
 * @param names the packs, as cdk-nag names them
 */
public record CompliancePacks(Set<String> names) {

    static final List<String> NAMES =
            List.of("AwsSolutions", "HIPAA.Security", "NIST.800.53.R5", "PCI.DSS.321", "Serverless");

    static final Setting<Set<String>> COMPLIANCE_PACKS = new Setting<>(
            "compliance_packs",
            new ListOf(NAMES),
            "",
            new LinkedHashSet<>(NAMES),
            String.join(", ", NAMES),
            "The packs of cdk-nag that run in every synthesis; a finding that is not accepted with a reason fails it.");

    static final SettingGroup GROUP = SettingGroup.of("app", COMPLIANCE_PACKS);

    static CompliancePacks read(SettingsReader reader) {
        var names = reader.read(COMPLIANCE_PACKS);
        if (names.isEmpty()) {
            reader.warn(COMPLIANCE_PACKS, "no compliance pack checks these templates");
        }
        return new CompliancePacks(names);
    }

    /** Lets the packs check everything the stage synthesises. */
    void check(Stage stage) {
        Packs.check(stage, names);
    }

    /** The packs themselves; apart, so that the setting can be read where cdk-nag is absent. */
    private static final class Packs {

        private static final Map<String, Function<Stage, IPolicyValidationPlugin>> BY_NAME = Map.of(
                "AwsSolutions", AwsSolutionsChecks::new,
                "HIPAA.Security", HIPAASecurityChecks::new,
                "NIST.800.53.R5", NIST80053R5Checks::new,
                "PCI.DSS.321", PCIDSS321Checks::new,
                "Serverless", ServerlessChecks::new);

        static void check(Stage stage, Set<String> names) {
            var plugins = NAMES.stream()
                    .filter(names::contains)
                    .map(name -> BY_NAME.get(name).apply(stage))
                    .toArray(IPolicyValidationPlugin[]::new);
            if (plugins.length > 0) {
                Validations.of(stage).addPlugins(plugins);
            }
        }
    }
}
