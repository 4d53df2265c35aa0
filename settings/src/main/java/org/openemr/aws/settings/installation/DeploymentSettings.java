package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Optional;
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
 * @param nights when no task runs
 * @param permissionsBoundaryArn the policy that bounds what any role or user of the deployment may do
 * @param bootstrapQualifier which bootstrap of the CDK the stacks use, when it is not the usual one
 */
public record DeploymentSettings(
        String name,
        DataOnDestroy dataOnDestroy,
        boolean terminationProtection,
        boolean monitoringAlarms,
        Optional<Nights> nights,
        Optional<String> permissionsBoundaryArn,
        Optional<String> bootstrapQualifier) {

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

    /** Chosen before all others are read, by {@link org.openemr.aws.settings.environment.EnvironmentFiles}. */
    static final Setting<String> ENVIRONMENT = Setting.optional(
            "environment",
            Text.of(
                    "environment",
                    "[a-z0-9-]{1,40}",
                    "the name of a file environments/NAME.json: lower-case letters, digits and hyphens"),
            "",
            "none",
            "Which environment of this checkout is meant: `environments/NAME.json` has, under `context` as here, what it has otherwise. Given as `-c"
                    + " environment=NAME`; `openemr` takes `--environment`.");

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

    public static final Setting<String> PERMISSIONS_BOUNDARY = Setting.optional(
            "permissions_boundary_arn",
            Text.of(
                    "policy ARN",
                    "arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[A-Za-z0-9+=,.@_/-]{1,512}",
                    "the ARN of an IAM policy"),
            "",
            "none",
            "A policy that bounds every role and user of the deployment, for accounts that want one.");

    /** Up to 10 characters: <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html">customising</a>. */
    public static final Setting<String> BOOTSTRAP_QUALIFIER = Setting.optional(
            "bootstrap_qualifier",
            Text.of("qualifier", "[a-z0-9-]{1,10}", "1 to 10 lower-case letters, digits and hyphens"),
            "",
            "the CDK's own, hnb659fds",
            "Which bootstrap of the account the CDK uses, where there are several: `npx cdk bootstrap --qualifier NAME --toolkit-stack-name"
                    + " CDKToolkit-NAME`.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "all stacks",
            DEPLOYMENT_NAME,
            ENVIRONMENT,
            ExpectedPlace.ACCOUNT,
            ExpectedPlace.REGION,
            DATA_ON_DESTROY,
            TERMINATION_PROTECTION,
            MONITORING_ALARMS,
            Nights.NIGHT_HOURS,
            Nights.CLOSED_DAYS,
            Nights.TIME_ZONE,
            PERMISSIONS_BOUNDARY,
            BOOTSTRAP_QUALIFIER);

    /** Reads the settings; deleting data on destroy is accepted with a warning. */
    public static DeploymentSettings read(SettingsReader reader) {
        reader.readOptional(ENVIRONMENT);
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
                reader.read(MONITORING_ALARMS),
                Nights.read(reader),
                reader.readOptional(PERMISSIONS_BOUNDARY),
                reader.readOptional(BOOTSTRAP_QUALIFIER));
    }
}
