package org.openemr.aws.constructs.function;

/**
 * The Lambda handlers of the module functions, typed so that a stack cannot name one that does not exist; a test of the
 * functions module ties each to its class.
 */
public enum FunctionHandler {
    TASK_RUN_START("task-run-start", "org.openemr.aws.functions.taskrun.TaskRunStart"),
    TASK_RUN_PROGRESS("task-run-progress", "org.openemr.aws.functions.taskrun.TaskRunProgress"),
    ENDPOINT_SUBNETS(
            "endpoint-subnets", "org.openemr.aws.functions.endpoint.EndpointSubnets", FunctionsJar.WITH_LARGE_CLIENTS),
    SMTP_CREDENTIALS("smtp-credentials", "org.openemr.aws.functions.mail.SmtpCredentials"),
    RECEIPT_RULES("receipt-rules", "org.openemr.aws.functions.mail.ReceiptRules"),
    MAIL_FORWARDER("mail-forwarder", "org.openemr.aws.functions.mail.MailForwarder"),
    MAIL_DIGEST("mail-digest", "org.openemr.aws.functions.mail.MailDigest"),
    MAIL_EVENTS("mail-events", "org.openemr.aws.functions.mail.MailEvents"),
    FILE_EXPORT("file-export", "org.openemr.aws.functions.export.FileExport"),
    DATABASE_EXPORT("database-export", "org.openemr.aws.functions.export.DatabaseExport"),
    DATABASE_CERTIFICATES("database-certificates", "org.openemr.aws.functions.certificate.DatabaseCertificates"),
    DATABASE_PROTECTION("database-protection", "org.openemr.aws.functions.protection.DatabaseProtection"),
    FILE_SYSTEM_POLICY("file-system-policy", "org.openemr.aws.functions.protection.FileSystemPolicy"),
    RESTORE_TEST_LOOK(
            "restore-test-look",
            "org.openemr.aws.functions.restoretest.RestoreTestLook",
            FunctionsJar.FOR_RESTORE_TESTS),
    RESTORE_TEST_AGE(
            "restore-test-age", "org.openemr.aws.functions.restoretest.RestoreTestAge", FunctionsJar.FOR_RESTORE_TESTS),
    CREDENTIAL_ROTATION(
            "credential-rotation", "org.openemr.aws.functions.rotation.CredentialRotation", FunctionsJar.FOR_ROTATION),
    CREDENTIAL_RETIREMENT(
            "credential-retirement",
            "org.openemr.aws.functions.rotation.CredentialRetirement",
            FunctionsJar.FOR_ROTATION),
    STACK_CLEANUP("cleanup", "org.openemr.aws.functions.cleanup.StackCleanup"),
    STUDIO_CLEANUP("studio-cleanup", "org.openemr.aws.functions.studio.StudioCleanup", FunctionsJar.WITH_LARGE_CLIENTS);

    private final String functionName;
    private final String className;
    private final FunctionsJar jar;

    FunctionHandler(String functionName, String className) {
        this(functionName, className, FunctionsJar.STANDARD);
    }

    FunctionHandler(String functionName, String className, FunctionsJar jar) {
        this.functionName = functionName;
        this.className = className;
        this.jar = jar;
    }

    /** The part of the function's physical name that is its own, for example {@code task-run-start}. */
    public String functionName() {
        return functionName;
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
