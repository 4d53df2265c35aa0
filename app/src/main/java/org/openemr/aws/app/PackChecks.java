package org.openemr.aws.app;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import org.openemr.aws.settings.installation.CompliancePacks;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;

/** Lets the compliance packs that are wanted check everything a stage synthesises. */
final class PackChecks {

    private PackChecks() {}

    static void add(Stage stage, CompliancePacks packs) {
        var plugins = CompliancePacks.NAMES.stream()
                .filter(packs.names()::contains)
                .map(name -> pack(stage, name))
                .toArray(IPolicyValidationPlugin[]::new);
        if (plugins.length > 0) {
            Validations.of(stage).addPlugins(plugins);
        }
    }

    private static IPolicyValidationPlugin pack(Stage stage, String name) {
        return switch (name) {
            case "AwsSolutions" -> new AwsSolutionsChecks(stage);
            case "HIPAA.Security" -> new HIPAASecurityChecks(stage);
            case "NIST.800.53.R5" -> new NIST80053R5Checks(stage);
            case "PCI.DSS.321" -> new PCIDSS321Checks(stage);
            case "Serverless" -> new ServerlessChecks(stage);
            default -> throw new IllegalArgumentException("No pack of cdk-nag is called " + name);
        };
    }
}
