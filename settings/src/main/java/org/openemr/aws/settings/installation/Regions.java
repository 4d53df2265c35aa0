package org.openemr.aws.settings.installation;

import java.util.Set;

/**
 * Where services that not every region has can be used. A region missing here is reported before anything is
 * synthesised; the lists follow the service endpoint pages of the AWS General Reference.
 */
public final class Regions {

    /** Regions with Amazon Bedrock, <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">endpoints</a>. */
    public static final Set<String> BEDROCK = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "ca-central-1",
            "ca-west-1",
            "sa-east-1",
            "mx-central-1",
            "eu-central-1",
            "eu-central-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ap-east-2",
            "me-central-1",
            "me-south-1",
            "il-central-1",
            "af-south-1");

    /**
     * Regions with the SMTP interface of Amazon SES, which OpenEMR sends through, and its VPC endpoint: SMTP endpoints of <a
     * href="https://docs.aws.amazon.com/general/latest/gr/ses.html">Amazon SES endpoints and quotas</a>, read on 2026-11-26.
     * The page says that Cape Town, Jakarta, Milan, Tel Aviv and Bahrain have none, although they have the API.
     */
    public static final Set<String> SES_SMTP = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "us-gov-west-1",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2");

    /**
     * Regions in which Amazon SES receives: e-mail receiving endpoints of <a
     * href="https://docs.aws.amazon.com/general/latest/gr/ses.html">Amazon SES endpoints and quotas</a>, read on 2026-11-25.
     */
    public static final Set<String> SES_RECEIVING = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "eu-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "me-south-1",
            "il-central-1",
            "af-south-1");

    /**
     * Regions where a load balancer lets people sign in with Amazon Cognito: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html">Authenticate users using an
     * Application Load Balancer</a>, read on 2026-11-26.
     */
    public static final Set<String> COGNITO_SIGN_IN = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "ca-west-1",
            "sa-east-1",
            "eu-central-1",
            "eu-central-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-east-1",
            "me-central-1",
            "me-south-1",
            "il-central-1",
            "af-south-1");

    /**
     * Regions with MLflow apps of SageMaker, by the resource types that CloudFormation knows there.
     */
    public static final Set<String> MLFLOW_APPS = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "me-south-1");

    /** Regions without all of SageMaker Studio, by the resource types that CloudFormation does not know there. */
    public static final Set<String> WITHOUT_STUDIO =
            Set.of("ap-south-2", "ap-southeast-4", "ca-west-1", "mx-central-1");

    /**
     * Regions without the RDS Data API for Aurora MySQL, read on 2026-11-27: <a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Data_API.html">supported
     * regions</a>.
     */
    public static final Set<String> WITHOUT_DATA_API = Set.of(
            "ap-south-2",
            "ap-southeast-4",
            "ap-southeast-6",
            "ap-east-2",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-2",
            "il-central-1",
            "mx-central-1",
            "us-gov-east-1",
            "us-gov-west-1");

    /** Regions without restore testing of AWS Backup, by the resource types that CloudFormation does not know there. */
    public static final Set<String> WITHOUT_RESTORE_TESTING = Set.of(
            "ap-southeast-5", "ap-southeast-7", "cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1");

    /** Regions without logically air-gapped vaults, by the resource type that CloudFormation does not know there. */
    public static final Set<String> WITHOUT_AIR_GAPPED_VAULTS = Set.of(
            "ap-east-2",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "mx-central-1",
            "us-gov-east-1",
            "us-gov-west-1");

    /** Regions without budgets, by the resource type that CloudFormation does not know there. */
    public static final Set<String> WITHOUT_BUDGETS = Set.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-3",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "mx-central-1",
            "us-gov-east-1",
            "us-gov-west-1");

    /**
     * Regions without the sample conformance pack for HIPAA: <a
     * href="https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-hipaa_security.html">Operational Best
     * Practices for HIPAA Security</a>, read on 2026-11-28.
     */
    public static final Set<String> WITHOUT_HIPAA_PACK = Set.of("me-south-1");

    private static final Set<String> OTHER_PARTITIONS = Set.of("cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-");

    private Regions() {}

    /** Whether a region belongs to the commercial partition, the only one with AWS Global Accelerator. */
    static boolean isCommercial(String region) {
        return OTHER_PARTITIONS.stream().noneMatch(region::startsWith);
    }
}
