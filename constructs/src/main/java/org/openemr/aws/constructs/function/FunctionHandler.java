package org.openemr.aws.constructs.function;

/**
 * The Lambda handlers of the module functions, typed so that a stack cannot name one that does not exist; a test of the
 * functions module ties each to its class.
 */
public enum FunctionHandler {
    TASK_RUN_START("task-run-start", "org.openemr.aws.functions.taskrun.TaskRunStart", FunctionCaller.CLOUDFORMATION),
    TASK_RUN_PROGRESS(
            "task-run-progress", "org.openemr.aws.functions.taskrun.TaskRunProgress", FunctionCaller.STATE_MACHINE),
    ENDPOINT_SUBNETS(
            "endpoint-subnets",
            "org.openemr.aws.functions.endpoint.EndpointSubnets",
            FunctionCaller.CLOUDFORMATION,
            FunctionsJar.WITH_LARGE_CLIENTS),
    SMTP_CREDENTIALS(
            "smtp-credentials",
            "org.openemr.aws.functions.mail.SmtpCredentials",
            FunctionCaller.CLOUDFORMATION_AND_OPERATOR),
    RECEIPT_RULES("receipt-rules", "org.openemr.aws.functions.mail.ReceiptRules", FunctionCaller.CLOUDFORMATION),
    MAIL_FORWARDER("mail-forwarder", "org.openemr.aws.functions.mail.MailForwarder", FunctionCaller.RECEIVED_MAIL),
    MAIL_DIGEST("mail-digest", "org.openemr.aws.functions.mail.MailDigest", FunctionCaller.SCHEDULE),
    MAIL_EVENTS("mail-events", "org.openemr.aws.functions.mail.MailEvents", FunctionCaller.EVENTS_OF_SENT_MAIL),
    FILE_EXPORT("file-export", "org.openemr.aws.functions.export.FileExport", FunctionCaller.PEOPLE),
    DATABASE_EXPORT("database-export", "org.openemr.aws.functions.export.DatabaseExport", FunctionCaller.PEOPLE),
    DATABASE_CERTIFICATES(
            "database-certificates",
            "org.openemr.aws.functions.certificate.DatabaseCertificates",
            FunctionCaller.CLOUDFORMATION),
    DATABASE_PROTECTION(
            "database-protection",
            "org.openemr.aws.functions.protection.DatabaseProtection",
            FunctionCaller.CLOUDFORMATION),
    DEFAULT_SECURITY_GROUP(
            "default-security-group",
            "org.openemr.aws.functions.protection.DefaultSecurityGroup",
            FunctionCaller.CLOUDFORMATION,
            FunctionsJar.WITH_LARGE_CLIENTS),
    FILE_SYSTEM_POLICY(
            "file-system-policy",
            "org.openemr.aws.functions.protection.FileSystemPolicy",
            FunctionCaller.CLOUDFORMATION),
    RESTORE_TEST_LOOK(
            "restore-test-look",
            "org.openemr.aws.functions.restoretest.RestoreTestLook",
            FunctionCaller.STATE_MACHINE,
            FunctionsJar.FOR_RESTORE_TESTS),
    RESTORE_TEST_AGE(
            "restore-test-age",
            "org.openemr.aws.functions.restoretest.RestoreTestAge",
            FunctionCaller.SCHEDULE,
            FunctionsJar.FOR_RESTORE_TESTS),
    CREDENTIAL_ROTATION(
            "credential-rotation",
            "org.openemr.aws.functions.rotation.CredentialRotation",
            FunctionCaller.SECRETS_MANAGER,
            FunctionsJar.FOR_ROTATION),
    CREDENTIAL_RETIREMENT(
            "credential-retirement",
            "org.openemr.aws.functions.rotation.CredentialRetirement",
            FunctionCaller.STATE_MACHINE,
            FunctionsJar.FOR_ROTATION),
    STACK_CLEANUP("cleanup", "org.openemr.aws.functions.cleanup.StackCleanup", FunctionCaller.CLOUDFORMATION),
    COPIES_CLEANUP("copies-cleanup", "org.openemr.aws.functions.cleanup.CopiesCleanup", FunctionCaller.CLOUDFORMATION),
    ACCOUNT_SERVICES(
            "watch-account",
            "org.openemr.aws.functions.watch.AccountServices",
            FunctionCaller.CLOUDFORMATION,
            FunctionsJar.FOR_WATCHING),
    FINDINGS_DIGEST(
            "watch-digest",
            "org.openemr.aws.functions.watch.FindingsDigest",
            FunctionCaller.SCHEDULE,
            FunctionsJar.FOR_WATCHING),
    STUDIO_CLEANUP(
            "studio-cleanup",
            "org.openemr.aws.functions.studio.StudioCleanup",
            FunctionCaller.CLOUDFORMATION,
            FunctionsJar.WITH_LARGE_CLIENTS);

    private final String functionName;
    private final String className;
    private final FunctionCaller caller;
    private final FunctionsJar jar;

    FunctionHandler(String functionName, String className, FunctionCaller caller) {
        this(functionName, className, caller, FunctionsJar.STANDARD);
    }

    FunctionHandler(String functionName, String className, FunctionCaller caller, FunctionsJar jar) {
        this.functionName = functionName;
        this.className = className;
        this.caller = caller;
        this.jar = jar;
    }

    /** The part of the function's physical name that is its own, for example {@code task-run-start}. */
    public String functionName() {
        return functionName;
    }

    /** Who calls it. */
    public FunctionCaller caller() {
        return caller;
    }

    /** The jar that is deployed for it. */
    public FunctionsJar jar() {
        return jar;
    }

    /** The class that implements the handler. */
    public String className() {
        return className;
    }

    /** The handler string that Lambda resolves. */
    public String handler() {
        return className + "::handleRequest";
    }
}
