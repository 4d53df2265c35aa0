package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Warning;

/**
 * The whole configuration, read once.
 *
 * @param warnings what was accepted but deserves a second look
 */
public record InstallationSettings(
        DeploymentSettings deployment,
        ExpectedPlace expected,
        CompliancePacks packs,
        SecuritySettings security,
        NetworkSettings network,
        DataSettings data,
        BackupCopySettings backupCopies,
        DnsSettings dns,
        SignInSettings signIn,
        WatchSettings watch,
        ComputeSettings compute,
        RotationSettings rotation,
        RecoverySettings recovery,
        AnalyticsSettings analytics,
        PipelineSettings pipeline,
        List<Warning> warnings) {

    /** Every setting there is, by the module that owns it, in the order of the reference. */
    public static final List<SettingGroup> GROUPS = List.of(
            DeploymentSettings.GROUP,
            CompliancePacks.GROUP,
            SecuritySettings.GROUP,
            NetworkSettings.GROUP,
            DataSettings.GROUP,
            BackupCopySettings.GROUP,
            DnsSettings.GROUP,
            SignInSettings.GROUP,
            WatchSettings.GROUP,
            ComputeSettings.GROUP,
            RotationSettings.GROUP,
            RecoverySettings.GROUP,
            AnalyticsSettings.GROUP,
            PipelineSettings.GROUP);

    /** Every setting there is, in the order of the reference. */
    public static Stream<Setting<?>> all() {
        return GROUPS.stream().flatMap(group -> group.settings().stream());
    }

    /**
     * Reads the configuration.
     *
     * @param context the CDK context
     * @param region the region of the deployment, when it is known
     * @throws org.openemr.aws.settings.InvalidSettingsException with everything that is wrong
     */
    public static InstallationSettings read(Map<String, ?> context, Optional<String> region) {
        return read(context, region, Optional.empty(), true, false);
    }

    /**
     * Reads the configuration.
     *
     * @param account the account that credentials lead to; without one nothing is looked up in it
     */
    public static InstallationSettings read(Map<String, ?> context, Optional<String> region, Optional<String> account) {
        var keepsCopies = account.filter(own -> keepsCopies(own, context)).isPresent();
        return read(context, region, keepsCopies ? Optional.empty() : account, account.isPresent(), keepsCopies);
    }

    /** With its credentials only the stack of copies is deployed, and the others are made for the account that is expected. */
    private static boolean keepsCopies(String account, Map<String, ?> context) {
        return account.equals(Objects.toString(context.get(BackupCopySettings.ACCOUNT.key()), ""));
    }

    private static InstallationSettings read(
            Map<String, ?> context,
            Optional<String> region,
            Optional<String> account,
            boolean accountIsKnown,
            boolean keepsCopies) {
        var reader = new SettingsReader(context);
        var deployment = DeploymentSettings.read(reader);
        var expected = ExpectedPlace.read(reader, account, region);
        if (keepsCopies && expected.region().isEmpty()) {
            reader.reject(
                    BackupCopySettings.ACCOUNT,
                    "needs expected_region where its own credentials are at hand",
                    "set expected_region to the region of the deployment, which the vault is in");
        }
        var packs = CompliancePacks.read(reader);
        var dns = DnsSettings.read(reader, region, accountIsKnown);
        var network = NetworkSettings.read(reader, dns.domain(), region);
        var signIn = SignInSettings.read(reader, access(network, dns), region);
        signIn.refuseNoWayToTheProvider(reader, network);
        var backupCopies = BackupCopySettings.read(reader, deployment, expected, region);
        var data = DataSettings.read(reader, deployment.dataOnDestroy(), region, backupCopies);
        var monitoringEmail = SecuritySettings.monitoringEmail(reader, dns);
        var watch = WatchSettings.read(reader, deployment.dataOnDestroy(), data, monitoringEmail, region);
        var security = SecuritySettings.read(reader, dns, signIn, backupCopies, watch);
        var compute = ComputeSettings.read(reader, access(network, dns), signIn);
        compute.warnOfAWokenDatabase(reader, data, deployment);
        compute.refuseMailOfTwoKinds(reader, dns.mail());
        var rotation = RotationSettings.read(reader, network, dns);
        var recovery = RecoverySettings.read(reader, network, region);
        var analytics = AnalyticsSettings.read(reader, region);
        var pipeline = PipelineSettings.read(reader, dns, backupCopies);
        network.refuseNoWayOut(reader, data.imageMirror(), analytics.wanted());
        reader.finish();
        return new InstallationSettings(
                deployment,
                expected,
                packs,
                security,
                network,
                data,
                backupCopies,
                dns,
                signIn,
                watch,
                compute,
                rotation,
                recovery,
                analytics,
                pipeline,
                reader.warnings());
    }

    /** What follows from the settings for more than one layer. */
    public Features features() {
        return new Features(
                access(network, dns),
                signIn.isBeforeOpenEmr(),
                network.zones(),
                !network.ipv6Ranges().isEmpty(),
                network.idleTimeout(),
                network.accelerator(),
                network.given().isEmpty(),
                network.vpcEndpoints(),
                network.given().isPresent() || network.natGateways() == 0,
                dns.mail(),
                compute.smtpPortOpen(),
                data.bedrock(),
                data.minCapacity() == 0 && !compute.backgroundServices(),
                data.imageMirror(),
                watch.threatDetection(),
                rotation.wanted(),
                analytics.wanted());
    }

    private static SiteAccess access(NetworkSettings network, DnsSettings dns) {
        return new SiteAccess(network.certificateArn(), dns.domain(), network.siteHostName(), network.tlsPolicy());
    }
}
