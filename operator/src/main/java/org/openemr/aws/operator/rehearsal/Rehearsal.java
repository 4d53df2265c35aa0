package org.openemr.aws.operator.rehearsal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.installation.InstallationSettings;

/**
 * The life of an installation, act by act: it comes, grows, is upgraded, loses features, is destroyed, is restored, and goes. After each
 * act the plan has nothing left to do, and what this says is there, and no more.
 */
final class Rehearsal {

    private static final String DOMAIN = "clinic.example.org";
    private static final String SET_UP = TaskKind.SET_UP.family(Installation.NAMES);
    private static final String RULE_SET = "AWS::SES::ReceiptRuleSet";
    private static final String KEPT = "AWS::EFS::FileSystem";

    /** What a destroyed installation leaves by default, as docs/restore.md tells: stores, their keys, and what admits to them. */
    private static final Set<String> STORES = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::Cognito::UserPool",
            KEPT,
            "AWS::KMS::Key",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
            "AWS::SecretsManager::Secret");

    private final Emulator emulator;
    private final Installation installation;
    private final Account account;
    private final Consumer<String> tell;
    private final Map<String, Object> settings = defaults();

    Rehearsal(Emulator emulator, Installation installation, Account account, Consumer<String> tell) {
        this.emulator = emulator;
        this.installation = installation;
        this.account = account;
        this.tell = tell;
    }

    /**
     * Plays all acts.
     *
     * @throws Failure at the first that is not as it should be
     */
    void play() {
        tell.accept("Built, and the account bootstrapped");
        installation.prepare(settings);
        var toolkit = emulator.inventory();
        comes();
        grows();
        isUpgraded();
        losesFeatures();
        var left = isDestroyed(toolkit);
        var before = emulator.inventory();
        isRestored(left);
        goes(before);
    }

    private void comes() {
        act("A new installation", Map.of());
        expect("the database is protected", account.isDatabaseProtected(installation.values()));
        expect("no recovery point was taken, there being nothing to keep", account.backups() == 0);
    }

    private void grows() {
        act("A trial over HTTP", Map.of("allow_insecure_http", true, "security_group_ip_range_ipv4", "203.0.113.0/24"));
        act(
                "A certificate",
                Map.of("allow_insecure_http", false, "certificate_arn", account.certificate("emr." + DOMAIN)));
        act(
                "A domain",
                Map.of(
                        "certificate_arn",
                        "null",
                        "route53_domain",
                        DOMAIN,
                        "route53_hosted_zone_id",
                        account.hostedZone(DOMAIN)));
        act(
                "Everything on",
                Map.ofEntries(
                        Map.entry("sign_in", "cognito"),
                        Map.entry("configure_ses", true),
                        Map.entry("email_forwarding_address", "clinic@example.net"),
                        Map.entry("security_group_ip_range_ipv6", "2001:db8::/32"),
                        Map.entry("enable_global_accelerator", true),
                        Map.entry("enable_data_api", true),
                        Map.entry("enable_bedrock_integration", true),
                        Map.entry("bedrock_models", "amazon.nova-lite-v1:0"),
                        Map.entry("enable_ecs_exec", true),
                        Map.entry("activate_openemr_apis", true),
                        Map.entry("enable_patient_portal", true),
                        Map.entry("open_smtp_port", true),
                        Map.entry("enable_restore_testing", true),
                        Map.entry("create_serverless_analytics_environment", true)));
        expect("mail comes in", emulator.inventory().containsKey(RULE_SET));
    }

    private void isUpgraded() {
        var before = account.image(installation.values());
        settings.put("openemr_version", "8.4.2");
        emulator.tasksEndWith(SET_UP, 1);
        tell.accept("An upgrade whose set-up task fails");
        installation.failToDeploy(Layer.COMPUTE, settings);
        expect(
                "ComputeStack went back",
                installation.status(Layer.COMPUTE).equals(Optional.of("UPDATE_ROLLBACK_COMPLETE")));
        expect(
                "the service runs the old image",
                account.image(installation.values()).equals(before));
        emulator.tasksEndWith(SET_UP, 0);
        act("The upgrade again, and it succeeds", Map.of());
        expect(
                "the service runs the new image",
                account.image(installation.values()).endsWith(":8.4.2"));
        expect("recovery points were taken", account.backups() > 0);
    }

    private void losesFeatures() {
        settings.putAll(defaults());
        act("Back to the least, with the upgraded OpenEMR", Map.of("openemr_version", "8.4.2"));
        expect("RecoveryStack is gone", installation.status(Layer.RECOVERY).isEmpty());
        expect("AnalyticsStack is gone", installation.status(Layer.ANALYTICS).isEmpty());
        expect("DnsStack is gone", installation.status(Layer.DNS).isEmpty());
        expect("IdentityStack is gone", installation.status(Layer.IDENTITY).isEmpty());
        expect("no mail comes in", !emulator.inventory().containsKey(RULE_SET));
    }

    /** Returns what it leaves. */
    private Map<String, Set<String>> isDestroyed(Map<String, Set<String>> toolkit) {
        var values = installation.values();
        tell.accept("Destroyed while it is protected");
        expect("CloudFormation stops", !installation.destroy());
        expect("the database is there", installation.status(Layer.DATA).isPresent());
        tell.accept("Destroyed, after the protections were taken off");
        account.unprotect(values);
        expect("CloudFormation destroys it", installation.destroy());
        var left = moreThan(toolkit);
        expect("stores are left, and nothing else: " + left.keySet(), STORES.containsAll(left.keySet()));
        expect("a snapshot of the database is left", !account.snapshots().isEmpty());
        return left;
    }

    private void isRestored(Map<String, Set<String>> left) {
        var fileSystem = left.getOrDefault(KEPT, Set.of()).stream().findFirst().orElseThrow();
        act(
                "Restored from what was left",
                Map.of(
                        "restore_database_from_snapshot",
                        account.snapshots().get(0),
                        "restore_sites_file_system_id",
                        fileSystem));
        expect("the database is protected", account.isDatabaseProtected(installation.values()));
    }

    private void goes(Map<String, Set<String>> before) {
        act("Thrown away: data_on_destroy=delete", Map.of("data_on_destroy", "delete"));
        expect("the database is not protected any more", !account.isDatabaseProtected(installation.values()));
        tell.accept("Destroyed with everything in it");
        expect("CloudFormation destroys it", installation.destroy());
        var more = moreThan(before);
        expect("nothing of it is left: " + more, more.isEmpty());
    }

    private Map<String, Set<String>> moreThan(Map<String, Set<String>> left) {
        var more = new HashMap<String, Set<String>>();
        emulator.inventory().forEach((type, ids) -> {
            var others = new HashSet<>(ids);
            others.removeAll(left.getOrDefault(type, Set.of()));
            if (!others.isEmpty()) {
                more.put(type, others);
            }
        });
        return more;
    }

    /** Every key, whatever the checkout's cdk.json says, with a version to upgrade from. */
    private static Map<String, Object> defaults() {
        var defaults = new TreeMap<String, Object>();
        InstallationSettings.all().forEach(setting -> defaults.put(setting.key(), "null"));
        defaults.put("openemr_version", "8.4.1");
        return defaults;
    }

    private void act(String what, Map<String, Object> changes) {
        tell.accept(what);
        settings.putAll(changes);
        var stacks = installation.change(settings);
        tell.accept("  " + stacks.stream().collect(Collectors.joining(", ")));
        expect("something was deployed", !stacks.isEmpty());
    }

    private void expect(String what, boolean isSo) {
        tell.accept((isSo ? "  ok      " : "  NOT OK  ") + what);
        if (!isSo) {
            throw Failure.failed("Not as it should be: " + what);
        }
    }
}
