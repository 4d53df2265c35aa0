package org.openemr.aws.contracts;

/** What ComputeStack publishes. */
public final class ComputeContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.COMPUTE);

    public static final Output CLUSTER_NAME = CONTRACT.output("cluster-name", "ECS cluster");
    public static final Output SERVICE_NAME = CONTRACT.output("service-name", "OpenEMR service");
    public static final Output LOG_GROUP_NAME = CONTRACT.output("log-group-name", "Output of tasks");
    public static final Output SET_UP_FAMILY = CONTRACT.output("set-up-family", "Family of the set-up task");
    public static final Output SITE_ADDRESS = CONTRACT.output("site-address", "Where clients reach OpenEMR");

    public static final Output DATABASE_PORT =
            CONTRACT.output("database-port", "How OpenEMR reaches its database: database-port");
    public static final Output DATABASE_SCHEMA =
            CONTRACT.output("database-schema", "How OpenEMR reaches its database: database-schema");

    public static final Output FILE_CHECK_TASK_ROLE_ARN =
            CONTRACT.output("file-check-task-role-arn", "What the task that opens files may do");
    public static final Output FILE_CHECK_EXECUTION_ROLE_ARN =
            CONTRACT.output("file-check-execution-role-arn", "Starts the task that opens files");

    public static final Output CONNECTION_TASK_ROLE_ARN =
            CONTRACT.output("connection-task-role-arn", "What the task that writes OpenEMR's database user may do");
    public static final Output CONNECTION_EXECUTION_ROLE_ARN =
            CONTRACT.output("connection-execution-role-arn", "Starts the task that writes OpenEMR's database user");

    public static final Output SET_UP_TASK_ROLE_ARN =
            CONTRACT.output("set-up-task-role-arn", "What the set-up task may do");
    public static final Output SET_UP_EXECUTION_ROLE_ARN =
            CONTRACT.output("set-up-execution-role-arn", "Starts the set-up task");

    // Published with mail.
    public static final Output MAIL_TEST_TASK_ROLE_ARN =
            CONTRACT.optional("mail-test-task-role-arn", "What the task that sends a message may do");
    public static final Output MAIL_TEST_EXECUTION_ROLE_ARN =
            CONTRACT.optional("mail-test-execution-role-arn", "Starts the task that sends a message");

    // Published while an installation is brought over.
    public static final Output IMPORT_BUCKET_NAME =
            CONTRACT.optional("import-bucket-name", "Where an installation is uploaded to");

    private ComputeContract() {}
}
