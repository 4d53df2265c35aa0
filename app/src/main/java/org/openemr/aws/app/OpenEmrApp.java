package org.openemr.aws.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.app.compliance.DeploymentMatrix;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awscdk.App;

/** What the CDK command line runs: reads the configuration, makes the stacks and synthesises their templates. */
public final class OpenEmrApp {

    private static final int CONFIGURATION_IS_WRONG = 1;

    private OpenEmrApp() {}

    /** Exits with 0 when the templates are written, and with 1 when the configuration is wrong, which it reports. */
    public static void main(String[] arguments) {
        var app = new App();
        var account = Optional.ofNullable(System.getenv("CDK_DEFAULT_ACCOUNT"));
        var region = Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION"));
        try {
            var settings = InstallationSettings.read(context(app), region, account);
            System.err.println("Making the templates of deployment '%s' and checking them by its compliance packs"
                    .formatted(settings.deployment().name()));
            var expected = settings.expected();
            Installation.in(
                    app, settings, Environments.of(expected.account().or(() -> account), region.or(expected::region)));
            synthesise(app, settings);
        } catch (InvalidSettingsException e) {
            System.err.println(e.getMessage());
            System.exit(CONFIGURATION_IS_WRONG);
        }
    }

    /** Synthesises, and says beside the templates what was found in them, also where that is not accepted and fails the synthesis. */
    private static void synthesise(App app, InstallationSettings settings) {
        try {
            app.synth();
        } finally {
            DeploymentMatrix.write(
                    Path.of(app.getOutdir()), settings.deployment().name(), settings.packs());
        }
    }

    /** The settings in effect: the CDK runs the app in the checkout. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(App app) {
        return new EnvironmentFiles(Path.of(""))
                .inEffect((Map<String, Object>) app.getNode().getAllContext());
    }
}
