package org.openemr.aws.settings.installation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openemr.aws.settings.ListOf;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;

/**
 * The compliance packs of cdk-nag that every synthesis runs.
 *
 * @param names the packs, as cdk-nag names them
 */
public record CompliancePacks(Set<String> names) {

    /** The packs there are. */
    public static final List<String> NAMES =
            List.of("AwsSolutions", "HIPAA.Security", "NIST.800.53.R5", "PCI.DSS.321", "Serverless");

    static final Setting<Set<String>> COMPLIANCE_PACKS = new Setting<>(
            "compliance_packs",
            new ListOf(NAMES),
            "",
            Optional.of(new LinkedHashSet<>(NAMES)),
            String.join(", ", NAMES),
            "The packs of cdk-nag that run in every synthesis; a finding that is not accepted with a reason fails it.");

    public static final SettingGroup GROUP = SettingGroup.of("app", COMPLIANCE_PACKS);

    /** Reads the setting; no pack at all is accepted with a warning. */
    public static CompliancePacks read(SettingsReader reader) {
        var names = reader.read(COMPLIANCE_PACKS);
        if (names.isEmpty()) {
            reader.warn(COMPLIANCE_PACKS, "no compliance pack checks these templates");
        }
        return new CompliancePacks(names);
    }
}
