package org.openemr.aws.contracts;

/** What AnalyticsStack publishes. */
public final class AnalyticsContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.ANALYTICS);

    public static final Output FILE_EXPORT_FUNCTION =
            CONTRACT.output("file-export-function", "Function that copies files");
    public static final Output DATABASE_EXPORT_FUNCTION =
            CONTRACT.output("database-export-function", "Function that exports the database");
    public static final Output DATABASE_EXPORT_BUCKET =
            CONTRACT.output("database-export-bucket", "Exports of the database");
    public static final Output FILE_EXPORT_BUCKET = CONTRACT.output("file-export-bucket", "Copy of the files");
    public static final Output WORKSPACE_BUCKET = CONTRACT.output("workspace-bucket", "Results, and what people make");
    public static final Output SPARK_APPLICATION_ID =
            CONTRACT.output("spark-application-id", "EMR Serverless application");
    public static final Output SPARK_RUNTIME_ROLE_ARN =
            CONTRACT.output("spark-runtime-role-arn", "Role that Spark jobs run as");
    public static final Output SPARK_JOBS_JAR = CONTRACT.output("spark-jobs-jar", "Spark jobs of this project");
    public static final Output STUDIO_DOMAIN_ID = CONTRACT.output("studio-domain-id", "SageMaker Studio domain");

    private AnalyticsContract() {}
}
