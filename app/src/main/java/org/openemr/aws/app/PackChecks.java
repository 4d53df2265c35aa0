package org.openemr.aws.app;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.util.Map;
import java.util.function.Function;
import org.openemr.aws.settings.installation.CompliancePacks;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;

/** Lets the compliance packs that are wanted check everything a stage synthesises. */
final class PackChecks {

    private static final Map<String, Function<Stage, IPolicyValidationPlugin>> BY_NAME = Map.of(
            "AwsSolutions", AwsSolutionsChecks::new,
            "HIPAA.Security", HIPAASecurityChecks::new,
            "NIST.800.53.R5", NIST80053R5Checks::new,
            "PCI.DSS.321", PCIDSS321Checks::new,
            "Serverless", ServerlessChecks::new);

    private PackChecks() {}

    static void add(Stage stage, CompliancePacks packs) {
        var plugins = CompliancePacks.NAMES.stream()
                .filter(packs.names()::contains)
                .map(name -> BY_NAME.get(name).apply(stage))
                .toArray(IPolicyValidationPlugin[]::new);
        if (plugins.length > 0) {
            Validations.of(stage).addPlugins(plugins);
        }
    }
}
