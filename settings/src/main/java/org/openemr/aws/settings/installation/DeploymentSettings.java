package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import org.openemr.aws.settings.Choice;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * The settings that concern every layer.
 *
 * @param name the deployment's name, 2 to 20 characters
 * @param dataOnDestroy what a deleted stack leaves of its data
 * @param terminationProtection whether CloudFormation refuses to delete the stacks
 * @param monitoringAlarms whether alarms are created
 */
public record DeploymentSettings(
        String name, DataOnDestroy dataOnDestroy, boolean terminationProtection, boolean monitoringAlarms) {

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
            SettingGroup.of("all stacks", DEPLOYMENT_NAME, DATA_ON_DESTROY, TERMINATION_PROTECTION, MONITORING_ALARMS);

    /** Reads the settings; deleting data on destroy is accepted with a warning. */
    public static DeploymentSettings read(SettingsReader reader) {
        var dataOnDestroy = reader.read(DATA_ON_DESTROY);
        if (dataOnDestroy == DataOnDestroy.DELETE) {
            reader.warn(
                    DATA_ON_DESTROY,
                    "cdk destroy deletes the database, the documents and the audit trail of this deployment for good");
        }
        return new DeploymentSettings(
                reader.read(DEPLOYMENT_NAME),
                dataOnDestroy,
                reader.read(TERMINATION_PROTECTION),
                reader.read(MONITORING_ALARMS));
    }
}
