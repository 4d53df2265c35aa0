package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Layer;

/**
 * What AnalyticsStack gives to data scientists and operators.
 *
 * @param fileExportFunction the function that copies files
 * @param databaseExportFunction the function that exports the database
 * @param buckets where exports and results are
 * @param spark the Spark application
 * @param studioDomainId the SageMaker Studio domain
 */
public record AnalyticsOutputs(
        String fileExportFunction, String databaseExportFunction, Buckets buckets, Spark spark, String studioDomainId) {

    /**
     * The buckets.
     *
     * @param databaseExports exports of the database
     * @param fileExports the copy of the files
     * @param workspace results, and what people make
     */
    public record Buckets(String databaseExports, String fileExports, String workspace) {}

    /**
     * The Spark application.
     *
     * @param applicationId the EMR Serverless application
     * @param runtimeRoleArn the role that jobs run as
     * @param jobsJar where the project's own jobs are, as an S3 URL
     */
    public record Spark(String applicationId, String runtimeRoleArn, String jobsJar) {}

    /** The list from which the parameters are written. */
    public static final Contract<AnalyticsOutputs> CONTRACT = new Contract<>(
            Layer.ANALYTICS,
            List.of(
                    new Output<>(
                            "file-export-function", "Function that copies files", AnalyticsOutputs::fileExportFunction),
                    new Output<>(
                            "database-export-function",
                            "Function that exports the database",
                            AnalyticsOutputs::databaseExportFunction),
                    new Output<>(
                            "database-export-bucket",
                            "Exports of the database",
                            outputs -> outputs.buckets().databaseExports()),
                    new Output<>(
                            "file-export-bucket",
                            "Copy of the files",
                            outputs -> outputs.buckets().fileExports()),
                    new Output<>(
                            "workspace-bucket",
                            "Results, and what people make",
                            outputs -> outputs.buckets().workspace()),
                    new Output<>(
                            "spark-application-id",
                            "EMR Serverless application",
                            outputs -> outputs.spark().applicationId()),
                    new Output<>(
                            "spark-runtime-role-arn",
                            "Role that Spark jobs run as",
                            outputs -> outputs.spark().runtimeRoleArn()),
                    new Output<>(
                            "spark-jobs-jar",
                            "Spark jobs of this project",
                            outputs -> outputs.spark().jobsJar()),
                    new Output<>("studio-domain-id", "SageMaker Studio domain", AnalyticsOutputs::studioDomainId)));
}
