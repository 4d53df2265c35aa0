package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.settings.Day;
import org.openemr.aws.settings.OneOfNumbers;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;
import org.openemr.aws.settings.openemr.Globals;
import org.openemr.aws.settings.openemr.PinnedRelease;

/**
 * The settings of ComputeStack.
 *
 * @param minimumTasks the number of tasks below which the service never scales
 * @param maximumTasks the number of tasks above which the service never scales
 * @param size the size of a task of the service
 * @param cpuTarget the average CPU use that autoscaling aims at, in percent
 * @param memoryTarget the average memory use that autoscaling aims at, in percent
 * @param version the tag of the release
 * @param image the container image, with its tag or digest
 * @param upgradeLimitHours how long a deployment waits for the set-up task, not counting recovery points
 * @param logRetentionDays how long task logs are kept
 * @param exec whether ECS Exec is on
 * @param backgroundServices whether OpenEMR's background services run while nobody is signed in
 * @param apis whether the REST and FHIR APIs are on
 * @param portal whether the patient portal is on
 * @param imports whether another installation is being brought over
 * @param openEmrSettings values of OpenEMR's own settings, by their names
 * @param smtpPortOpen whether tasks may submit mail on port 587
 * @param closesOn the day on which tasks end, at its first moment in UTC
 * @param signIn where people sign in, which listeners see to
 */
public record ComputeSettings(
        int minimumTasks,
        int maximumTasks,
        FargateSize size,
        int cpuTarget,
        int memoryTarget,
        String version,
        String image,
        int upgradeLimitHours,
        int logRetentionDays,
        boolean exec,
        boolean backgroundServices,
        boolean apis,
        boolean portal,
        boolean imports,
        Map<String, String> openEmrSettings,
        boolean smtpPortOpen,
        Optional<LocalDate> closesOn,
        SignInSettings signIn) {

    private static final int MOST_TASKS_OF_A_SERVICE = 5000;

    static final Setting<Long> MINIMUM_TASKS = Setting.of(
            "openemr_service_fargate_minimum_capacity",
            new WholeNumber(1, MOST_TASKS_OF_A_SERVICE),
            "tasks",
            2L,
            "Tasks that always run; at most openemr_service_fargate_maximum_capacity.");

    static final Setting<Long> MAXIMUM_TASKS = Setting.of(
            "openemr_service_fargate_maximum_capacity",
            new WholeNumber(1, MOST_TASKS_OF_A_SERVICE),
            "tasks",
            100L,
            "Tasks that autoscaling may start.");

    static final Setting<Long> CPU = Setting.of(
            "openemr_service_fargate_cpu",
            new OneOfNumbers(FargateSize.CPU_UNITS),
            "CPU units",
            FargateSize.STANDARD.cpu(),
            "Size of a task; 1024 units are one vCPU. Fargate offers certain pairs with the memory only.");

    static final Setting<Long> MEMORY = Setting.of(
            "openemr_service_fargate_memory",
            new WholeNumber(512, 122_880),
            "MiB",
            FargateSize.STANDARD.memory(),
            "Memory of a task, in a pair with the CPU units that Fargate offers.");

    static final Setting<Long> CPU_TARGET = Setting.of(
            "openemr_service_fargate_cpu_autoscaling_percentage",
            new WholeNumber(1, 100),
            "percent",
            40L,
            "Average CPU use that autoscaling aims at.");

    static final Setting<Long> MEMORY_TARGET = Setting.of(
            "openemr_service_fargate_memory_autoscaling_percentage",
            new WholeNumber(1, 100),
            "percent",
            40L,
            "Average memory use that autoscaling aims at.");

    static final Setting<String> VERSION = Setting.of(
            "openemr_version",
            Text.of(
                    "release tag",
                    "(?!(latest|next|dev|flex)([-.].*)?$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}",
                    "the tag of a release, such as 8.4.1 or 8.4.1-2026-09-20: not latest, next, dev or flex, which change"
                            + " under a running installation"),
            "",
            PinnedRelease.CURRENT.version(),
            "The OpenEMR release. A newer one upgrades the installation; there is no way back but a recovery point.");

    static final Setting<String> IMAGE = Setting.of(
            "openemr_image",
            Text.of(
                    "image repository",
                    "([a-z0-9.-]+(:[0-9]+)?/)?[a-z0-9._-]+(/[a-z0-9._-]+)*(@sha256:[0-9a-f]{64})?",
                    "a repository without a tag, or a repository with a digest: openemr/openemr,"
                            + " 111122223333.dkr.ecr.us-east-1.amazonaws.com/openemr or openemr/openemr@sha256:..."),
            "",
            PinnedRelease.REPOSITORY,
            "Where the image comes from: a mirror, or one image by digest, which `openemr_version` then only describes.");

    static final Setting<Long> UPGRADE_LIMIT = Setting.of(
            "upgrade_time_limit_hours",
            new WholeNumber(1, 24),
            "hours",
            4L,
            "How long a deployment waits for the set-up task at least, from its start. One that takes longer goes on by itself; the"
                    + " deployment is rolled back, and deployed again when it has ended.");

    static final Setting<Long> LOG_RETENTION = Setting.of(
            "container_log_retention_days",
            OneOfNumbers.of(
                    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
                    3653),
            "days",
            30L,
            "How long the output of tasks is kept.");

    static final Setting<Boolean> EXEC = Setting.of(
            "enable_ecs_exec",
            YES_NO,
            "",
            false,
            "Shell and tunnel into running tasks; sessions are recorded in an encrypted log group and bucket.");

    static final Setting<Boolean> BACKGROUND_SERVICES = Setting.of(
            "enable_background_services",
            YES_NO,
            "",
            true,
            "A small task runs OpenEMR's background services (reminders, mail, claims) each minute. Without it they run only while"
                    + " somebody is signed in.");

    static final Setting<Boolean> APIS =
            Setting.of("activate_openemr_apis", YES_NO, "", false, "REST and FHIR APIs; need HTTPS.");

    static final Setting<Boolean> PORTAL =
            Setting.of("enable_patient_portal", YES_NO, "", false, "Patient portal; needs HTTPS.");

    static final Setting<Boolean> IMPORTS = Setting.of(
            "enable_import",
            YES_NO,
            "",
            false,
            "A bucket and a task with which `openemr import` brings another installation over. On until that is finished.");

    static final Setting<Map<String, String>> OPENEMR_SETTINGS = new Setting<>(
            "openemr_settings",
            Globals.GLOBALS,
            "",
            Optional.of(Map.of()),
            "none; cdk.json has the recommended ones below",
            "Values of OpenEMR's own settings (Administration, Config), which set-up writes. A name that is not there is left as it is.");

    static final Setting<Boolean> SMTP_PORT =
            Setting.of("open_smtp_port", YES_NO, "", false, "Tasks may submit mail to any server on port 587.");

    static final Setting<LocalDate> CLOSES_ON = Setting.optional(
            "site_closes_on",
            Day.DAY,
            "UTC",
            "never",
            "From the first moment of this day the site has no tasks: nobody reaches it, alarms ring, and the data stay. For a deployment that"
                    + " is meant to end, such as one for training; without enable_background_services, whose task would go on. A later day"
                    + " opens it again, and so does none.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "compute-stack",
            MINIMUM_TASKS,
            MAXIMUM_TASKS,
            CPU,
            MEMORY,
            CPU_TARGET,
            MEMORY_TARGET,
            VERSION,
            IMAGE,
            UPGRADE_LIMIT,
            LOG_RETENTION,
            EXEC,
            BACKGROUND_SERVICES,
            APIS,
            PORTAL,
            IMPORTS,
            OPENEMR_SETTINGS,
            SMTP_PORT,
            CLOSES_ON);

    /**
     * Reads the settings and the rules between them.
     *
     * @param access how clients speak to the site
     * @param signIn where people sign in
     */
    public static ComputeSettings read(SettingsReader reader, SiteAccess access, SignInSettings signIn) {
        var minimum = reader.read(MINIMUM_TASKS).intValue();
        var maximum = reader.read(MAXIMUM_TASKS).intValue();
        if (reader.areValid(MINIMUM_TASKS, MAXIMUM_TASKS) && minimum > maximum) {
            reader.reject(
                    MINIMUM_TASKS,
                    "is above openemr_service_fargate_maximum_capacity",
                    "lower it to %d or less, or raise the maximum".formatted(maximum));
        }
        var closesOn = reader.readOptional(CLOSES_ON);
        if (closesOn.isPresent() && reader.read(BACKGROUND_SERVICES)) {
            reader.reject(
                    CLOSES_ON,
                    "does not end the task of enable_background_services",
                    "set that to false, or leave site_closes_on out");
        }
        var version = reader.read(VERSION);
        return new ComputeSettings(
                minimum,
                maximum,
                size(reader),
                reader.read(CPU_TARGET).intValue(),
                reader.read(MEMORY_TARGET).intValue(),
                version,
                PinnedRelease.CURRENT.image(reader.read(IMAGE), version),
                reader.read(UPGRADE_LIMIT).intValue(),
                reader.read(LOG_RETENTION).intValue(),
                reader.read(EXEC),
                reader.read(BACKGROUND_SERVICES),
                needsAddress(reader, APIS, access),
                needsAddress(reader, PORTAL, access),
                reader.read(IMPORTS),
                reader.read(OPENEMR_SETTINGS),
                reader.read(SMTP_PORT),
                closesOn,
                signIn);
    }

    /** The clock asks the database each minute, whoever is signed in; at night there is none. */
    void warnOfAWokenDatabase(SettingsReader reader, DataSettings data, DeploymentSettings deployment) {
        if (backgroundServices && data.minCapacity() == 0 && deployment.nights().isEmpty()) {
            reader.warn(
                    BACKGROUND_SERVICES,
                    "aurora_min_capacity is 0, but the background services ask the database each minute, so that it never pauses");
        }
    }

    /** Mail goes through Amazon SES or through a server of the practice's own. */
    void refuseMailOfTwoKinds(SettingsReader reader, boolean throughSes) {
        var twice = openEmrSettings.keySet().stream()
                .filter(Globals.OF_MAIL::contains)
                .toList();
        if (throughSes && !twice.isEmpty()) {
            reader.reject(
                    OPENEMR_SETTINGS,
                    "has what configure_ses decides: " + String.join(", ", twice),
                    "leave them out, or leave configure_ses off");
        }
    }

    private static FargateSize size(SettingsReader reader) {
        var size = new FargateSize(reader.read(CPU), reader.read(MEMORY));
        if (reader.areValid(CPU, MEMORY) && !size.isOffered()) {
            reader.reject(
                    MEMORY,
                    "is not offered with openemr_service_fargate_cpu " + size.cpu(),
                    "choose one of " + size.memoryOfferedInWords() + ", or other CPU units");
        }
        return size;
    }

    /** OpenEMR tells clients of APIs, and patients, the address of the site: it must be the one that the certificate is for. */
    private static boolean needsAddress(SettingsReader reader, Setting<Boolean> setting, SiteAccess access) {
        boolean wanted = reader.read(setting);
        if (wanted && !access.https()) {
            reader.reject(setting, "needs HTTPS", "set certificate_arn or route53_domain, or leave it off");
        } else if (wanted && access.hostName().isEmpty()) {
            reader.reject(
                    setting,
                    "needs the name that users type, which certificate_arn does not tell",
                    "set site_host_name, or leave it off");
        }
        return wanted;
    }
}
