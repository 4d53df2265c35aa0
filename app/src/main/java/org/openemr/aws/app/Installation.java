package org.openemr.aws.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.analytics.AnalyticsStack;
import org.openemr.aws.backupcopy.BackupCopyStack;
import org.openemr.aws.compute.ComputeStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.data.DataStack;
import org.openemr.aws.dns.DnsStack;
import org.openemr.aws.identity.IdentityStack;
import org.openemr.aws.network.NetworkStack;
import org.openemr.aws.pipeline.PipelineStack;
import org.openemr.aws.recovery.RecoveryStack;
import org.openemr.aws.rotation.RotationStack;
import org.openemr.aws.security.SecurityStack;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.SignInMethod;
import org.openemr.aws.watch.WatchStack;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;

/** All stacks of an installation, in the order in which values flow. */
public record Installation(
        SecurityStack security,
        NetworkStack network,
        DataStack data,
        Optional<DnsStack> dns,
        Optional<IdentityStack> identity,
        Optional<WatchStack> watch,
        ComputeStack compute,
        Optional<RotationStack> rotation,
        Optional<RecoveryStack> recovery,
        Optional<AnalyticsStack> analytics,
        Optional<PipelineStack> pipeline,
        List<BackupCopyStack> copies) {

    /** Adds the stacks to an app, or a stage of one, with the order that parameters do not carry by themselves. */
    public static Installation in(Stage stage, InstallationSettings settings, Environment environment) {
        var deployment = Deployment.of(settings.deployment());
        var features = settings.features();
        var security = new SecurityStack(stage, deployment, environment, settings.security());
        var network = new NetworkStack(stage, deployment, environment, settings.network(), features);
        var data = new DataStack(stage, deployment, environment, settings.data(), features);
        var dns = features.access().domain().isPresent()
                ? Optional.of(new DnsStack(stage, deployment, environment, settings.dns(), features))
                : Optional.<DnsStack>empty();
        var identity = settings.signIn().method() == SignInMethod.COGNITO
                ? Optional.of(new IdentityStack(stage, deployment, environment, settings.signIn(), features.access()))
                : Optional.<IdentityStack>empty();
        var watch = settings.watch().wanted()
                ? Optional.of(new WatchStack(stage, deployment, environment, settings.watch()))
                : Optional.<WatchStack>empty();
        var compute = new ComputeStack(stage, deployment, environment, settings.compute(), features);
        var rotation = settings.rotation().wanted()
                ? Optional.of(new RotationStack(stage, deployment, environment, settings.rotation()))
                : Optional.<RotationStack>empty();
        var recovery = settings.recovery().restoreTesting()
                ? Optional.of(new RecoveryStack(stage, deployment, environment, settings.recovery(), features))
                : Optional.<RecoveryStack>empty();
        var analytics = features.analytics()
                ? Optional.of(new AnalyticsStack(stage, deployment, environment, settings.analytics(), features))
                : Optional.<AnalyticsStack>empty();
        var pipeline = settings.pipeline().wanted()
                ? Optional.of(new PipelineStack(stage, deployment, environment, settings.pipeline()))
                : Optional.<PipelineStack>empty();
        network.addStackDependency(security);
        data.addStackDependency(network);
        dns.ifPresent(stack -> stack.addStackDependency(network));
        // The repository of images, which it looks at, is a store.
        watch.ifPresent(stack -> stack.addStackDependency(data));
        compute.addStackDependency(data);
        dns.ifPresent(compute::addStackDependency);
        identity.ifPresent(compute::addStackDependency);
        // A task is watched from its start or not at all.
        watch.ifPresent(compute::addStackDependency);
        rotation.ifPresent(stack -> stack.addStackDependency(compute));
        recovery.ifPresent(stack -> stack.addStackDependency(compute));
        analytics.ifPresent(stack -> stack.addStackDependency(compute));
        var copies = copies(stage, deployment, environment, settings);
        PackChecks.add(stage, settings.packs());
        var installation = new Installation(
                security, network, data, dns, identity, watch, compute, rotation, recovery, analytics, pipeline,
                copies);
        settings.warnings()
                .forEach(warning -> Annotations.of(security)
                        .addWarningV2("openemr:" + warning.key(), warning.key() + ": " + warning.text()));
        return installation;
    }

    /** The vaults of copies, which are elsewhere. */
    private static List<BackupCopyStack> copies(
            Stage stage, Deployment deployment, Environment environment, InstallationSettings settings) {
        var copies = settings.backupCopies();
        var inRegion = copies.region()
                .map(region -> new BackupCopyStack(
                        stage,
                        BackupCopyStack.IN_REGION,
                        deployment,
                        Environments.of(Optional.ofNullable(environment.getAccount()), Optional.of(region)),
                        copies,
                        Optional.empty()));
        var inAccount = copies.account()
                .map(account -> new BackupCopyStack(
                        stage,
                        BackupCopyStack.IN_ACCOUNT,
                        deployment,
                        Environments.of(Optional.of(account), Optional.ofNullable(environment.getRegion())),
                        copies,
                        settings.expected().account()));
        return Stream.concat(inRegion.stream(), inAccount.stream()).toList();
    }

    /** The stacks, in deployment order. */
    public List<Stack> stacks() {
        return Stream.of(
                        Stream.of(security, network, data),
                        dns.stream(),
                        identity.stream(),
                        watch.stream(),
                        Stream.of(compute),
                        rotation.stream(),
                        recovery.stream(),
                        analytics.stream(),
                        pipeline.stream(),
                        copies.stream())
                .<Stack>flatMap(stacks -> stacks)
                .toList();
    }
}
