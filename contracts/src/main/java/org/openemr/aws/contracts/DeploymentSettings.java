package org.openemr.aws.contracts;

import static org.openemr.aws.settings.YesNo.YES_NO;

import org.openemr.aws.settings.Choice;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/** The settings that concern every layer; they make the {@link Deployment}. */
public final class DeploymentSettings {

    public static final Setting<String> DEPLOYMENT_NAME = Setting.of(
            "deployment_name",
            Text.of(
                    "name",
                    "(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*",
                    "2 to 20 lower-case letters, digits and single hyphens, first a letter, last no hyphen"),
            "",
            "openemr",
            "Part of every physical name, parameter path and tag: several deployments share an account and a region."
                    + " Changing it makes a new, empty installation.");

    public static final Setting<DataOnDestroy> DATA_ON_DESTROY = Setting.of(
            "data_on_destroy",
            new Choice<>(DataOnDestroy.class),
            "",
            DataOnDestroy.RETAIN,
            "What `cdk destroy` leaves: everything with `retain`; with `delete` nothing, for throw-away environments.");

    public static final Setting<Boolean> TERMINATION_PROTECTION = Setting.of(
            "enable_stack_termination_protection",
            YES_NO,
            "",
            false,
            "CloudFormation refuses to delete the stacks until it is set back.");

    public static final Setting<Boolean> MONITORING_ALARMS =
            Setting.of("enable_monitoring_alarms", YES_NO, "", true, "CloudWatch alarms that notify the alarm topic.");

    public static final SettingGroup GROUP =
            SettingGroup.of("contracts", DEPLOYMENT_NAME, DATA_ON_DESTROY, TERMINATION_PROTECTION, MONITORING_ALARMS);

    private DeploymentSettings() {}

    /** Reads the settings; deleting data on destroy is accepted with a warning. */
    public static Deployment read(SettingsReader reader) {
        var dataOnDestroy = reader.read(DATA_ON_DESTROY);
        if (dataOnDestroy == DataOnDestroy.DELETE) {
            reader.warn(
                    DATA_ON_DESTROY,
                    "cdk destroy deletes the database, the documents and the audit trail of this deployment for good");
        }
        return new Deployment(
                reader.read(DEPLOYMENT_NAME),
                dataOnDestroy,
                reader.read(TERMINATION_PROTECTION),
                reader.read(MONITORING_ALARMS));
    }
}
