package org.openemr.aws.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openemr.aws.analytics.AnalyticsStack;
import org.openemr.aws.compute.ComputeStack;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.data.DataStack;
import org.openemr.aws.dns.DnsStack;
import org.openemr.aws.identity.IdentityStack;
import org.openemr.aws.network.NetworkStack;
import org.openemr.aws.pipeline.PipelineStack;
import org.openemr.aws.plan.Template;
import org.openemr.aws.recovery.RecoveryStack;
import org.openemr.aws.rotation.RotationStack;
import org.openemr.aws.security.SecurityStack;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.SignInMethod;
import org.openemr.aws.watch.WatchStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;

/**
 * Templates of many configurations in little time: a stack is synthesised alone, and once for all configurations that hand it the
 * same records. What a stack is made from is what its constructor takes, so its template is the one that the whole app has.
 */
final class LayerTemplates {

    private static final Set<Layer> WITHOUT_FEATURES =
            EnumSet.of(Layer.SECURITY, Layer.WATCH, Layer.ROTATION, Layer.PIPELINE);

    private static final Map<Key, Template> MADE = new ConcurrentHashMap<>();

    private LayerTemplates() {}

    /** The templates of a configuration by stack id, in deployment order. */
    static Map<String, Template> of(Map<String, ?> settings) {
        var region = Optional.ofNullable(TestApp.ENVIRONMENT.getRegion());
        var read = InstallationSettings.read(settings, region);
        var features = read.features();
        var deployment = Deployment.of(read.deployment());
        var templates = new LinkedHashMap<String, Template>();
        for (var layer : Layer.values()) {
            if (isThere(layer, read)) {
                var key = new Key(layer, deployment, own(layer, read), seen(layer, features));
                templates.put(layer.stackId(), MADE.computeIfAbsent(key, made -> synthesised(made, read)));
            }
        }
        return templates;
    }

    private static boolean isThere(Layer layer, InstallationSettings settings) {
        var features = settings.features();
        return switch (layer) {
            case DNS -> features.access().domain().isPresent();
            case IDENTITY -> settings.signIn().method() == SignInMethod.COGNITO;
            case WATCH -> settings.watch().wanted();
            case ROTATION -> settings.rotation().wanted();
            case RECOVERY -> settings.recovery().restoreTesting();
            case ANALYTICS -> features.analytics();
            case PIPELINE -> settings.pipeline().wanted();
            default -> true;
        };
    }

    private static Record own(Layer layer, InstallationSettings settings) {
        return switch (layer) {
            case SECURITY -> settings.security();
            case NETWORK -> settings.network();
            case DATA -> settings.data();
            case DNS -> settings.dns();
            case IDENTITY -> settings.signIn();
            case WATCH -> settings.watch();
            case COMPUTE -> settings.compute();
            case ROTATION -> settings.rotation();
            case RECOVERY -> settings.recovery();
            case ANALYTICS -> settings.analytics();
            case PIPELINE -> settings.pipeline();
        };
    }

    /** What is the same whatever the features are is made once. */
    private static Optional<Features> seen(Layer layer, Features features) {
        return WITHOUT_FEATURES.contains(layer) ? Optional.empty() : Optional.of(features);
    }

    private static Template synthesised(Key key, InstallationSettings settings) {
        var stage = new Stage(TestApp.create(), "Default");
        var stack = made(stage, key, settings);
        var file = Path.of(stage.synth().getDirectory()).resolve(stack.getTemplateFile());
        try {
            return Template.parse(Files.readString(file).replace("\"Default/", "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stack made(Stage stage, Key key, InstallationSettings settings) {
        var deployment = key.deployment();
        var features = settings.features();
        return switch (key.layer()) {
            case SECURITY -> new SecurityStack(stage, deployment, TestApp.ENVIRONMENT, settings.security());
            case NETWORK -> new NetworkStack(stage, deployment, TestApp.ENVIRONMENT, settings.network(), features);
            case DATA -> new DataStack(stage, deployment, TestApp.ENVIRONMENT, settings.data(), features);
            case DNS -> new DnsStack(stage, deployment, TestApp.ENVIRONMENT, settings.dns(), features);
            case IDENTITY ->
                new IdentityStack(stage, deployment, TestApp.ENVIRONMENT, settings.signIn(), features.access());
            case WATCH -> new WatchStack(stage, deployment, TestApp.ENVIRONMENT, settings.watch());
            case COMPUTE -> new ComputeStack(stage, deployment, TestApp.ENVIRONMENT, settings.compute(), features);
            case ROTATION -> new RotationStack(stage, deployment, TestApp.ENVIRONMENT, settings.rotation());
            case RECOVERY -> new RecoveryStack(stage, deployment, TestApp.ENVIRONMENT, settings.recovery(), features);
            case ANALYTICS ->
                new AnalyticsStack(stage, deployment, TestApp.ENVIRONMENT, settings.analytics(), features);
            case PIPELINE -> new PipelineStack(stage, deployment, TestApp.ENVIRONMENT, settings.pipeline());
        };
    }

    private record Key(Layer layer, Deployment deployment, Record settings, Optional<Features> features) {}
}
