package org.openemr.aws.settings.installation;

import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.Choice;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * Where recovery points are copied to, so that they survive the loss of a region, or of the account.
 *
 * @param region another region of the same account
 * @param account another account, in the same region
 * @param lock what keeps copies from being deleted
 * @param coolingOffDays how long a lock in compliance mode can still be taken off
 * @param vaultName the name of the vault there
 */
public record BackupCopySettings(
        Optional<String> region, Optional<String> account, CopyLock lock, int coolingOffDays, String vaultName) {

    /** Whether there are any. */
    public boolean areMade() {
        return region.isPresent() || account.isPresent();
    }

    static final Setting<String> REGION = Setting.optional(
            "backup_copy_region",
            Text.of("region", "[a-z]{2}(-[a-z]+)+-[0-9]", "the name of a region, such as us-west-2"),
            "",
            "none",
            "Every recovery point of the schedule is copied to this region, too, where RegionCopyStack has the vault: deploy it first. Costs the"
                    + " transfer between regions, and the storage a second time.");

    static final Setting<String> ACCOUNT = Setting.optional(
            "backup_copy_account",
            Text.of("account id", "[0-9]{12}", "the 12 digits of an AWS account, in quotes"),
            "",
            "none",
            "Every recovery point of the schedule is copied to this account, too, where AccountCopyStack has the vault: deploy it first, with credentials of that"
                    + " account. Both accounts are in one organization that allows backups across accounts. Costs the storage a second time. Needs"
                    + " expected_account, which the other account admits.");

    static final Setting<CopyLock> LOCK = Setting.of(
            "backup_copy_lock",
            new Choice<>(CopyLock.class),
            "",
            CopyLock.GOVERNANCE,
            "What keeps copies from being deleted before their time. With `governance` those who may take off the lock there; with `compliance`"
                    + " nobody, not even AWS, once backup_copy_cooling_off_days are over; with `air-gapped` nobody from the first copy on. Monthly"
                    + " copies are kept, and cost, for 7 years. Changing it to or from `air-gapped` needs another backup_copy_vault_name.");

    static final Setting<Long> COOLING_OFF_DAYS = Setting.of(
            "backup_copy_cooling_off_days",
            new WholeNumber(3, 36_500),
            "days",
            30L,
            "How long after its deployment a lock in compliance mode can still be changed or taken off.");

    static final Setting<String> VAULT_NAME = Setting.optional(
            "backup_copy_vault_name",
            Text.of("vault name", "[A-Za-z0-9_-]{2,50}", "2 to 50 letters, digits, hyphens and underscores"),
            "",
            "<deployment_name>-copies",
            "The vault outlives its stack: to make a new one where an old one is, give it another name. Deployments that copy to the same account"
                    + " and region need different names, too.");

    public static final SettingGroup GROUP =
            SettingGroup.of("backup-copy-stack", REGION, ACCOUNT, LOCK, COOLING_OFF_DAYS, VAULT_NAME);

    /**
     * Reads the settings and the rules between them.
     *
     * @param here the region at hand, when it is known; without one the expected region counts
     */
    public static BackupCopySettings read(
            SettingsReader reader, DeploymentSettings deployment, ExpectedPlace expected, Optional<String> here) {
        var own = here.or(expected::region);
        var region = reader.readOptional(REGION);
        var account = reader.readOptional(ACCOUNT);
        var lock = reader.read(LOCK);
        region.ifPresent(there -> own.ifPresent(ours -> refuse(reader, there, ours)));
        if (account.isPresent() && expected.account().isEmpty()) {
            reader.reject(ACCOUNT, "needs expected_account", "set expected_account to the account of the deployment");
        }
        if (account.isPresent() && account.equals(expected.account())) {
            reader.reject(ACCOUNT, "is the account of the deployment", "name another");
        }
        if (lock == CopyLock.AIR_GAPPED) {
            Stream.concat(region.stream(), account.flatMap(there -> own).stream())
                    .filter(Regions.WITHOUT_AIR_GAPPED_VAULTS::contains)
                    .findFirst()
                    .ifPresent(there -> reader.reject(
                            LOCK,
                            "needs a logically air-gapped vault, which " + there + " has not",
                            "choose another lock"));
        }
        refuseThrowAway(reader, deployment, REGION, region);
        refuseThrowAway(reader, deployment, ACCOUNT, account);
        if (lock != CopyLock.GOVERNANCE && (region.isPresent() || account.isPresent())) {
            reader.warn(
                    LOCK,
                    "copies that are made under this lock are kept, and cost, for up to 7 years, whatever anybody wants");
        }
        return new BackupCopySettings(
                region,
                account,
                lock,
                reader.read(COOLING_OFF_DAYS).intValue(),
                reader.readOptional(VAULT_NAME).orElse(deployment.name() + "-copies"));
    }

    private static void refuse(SettingsReader reader, String there, String own) {
        if (there.equals(own)) {
            reader.reject(REGION, "is the region of the deployment", "name another");
        } else if (!partition(there).equals(partition(own))) {
            reader.reject(REGION, "is in another partition of AWS", "name a region of the same partition");
        }
    }

    private static void refuseThrowAway(
            SettingsReader reader, DeploymentSettings deployment, Setting<String> setting, Optional<String> given) {
        if (given.isPresent() && !deployment.dataOnDestroy().protectsFromDeletion()) {
            reader.reject(
                    setting,
                    "makes copies that outlive the deployment, which data_on_destroy=delete does not want",
                    "leave it out, or set data_on_destroy to retain");
        }
    }

    /** What copies cannot leave: {@code cn}, {@code us-gov}, or the rest. */
    private static String partition(String region) {
        return region.startsWith("cn-") ? "cn" : region.startsWith("us-gov-") ? "us-gov" : "";
    }
}
