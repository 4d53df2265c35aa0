package org.openemr.aws.constructs.compliance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;
import software.constructs.Node;

/**
 * Accepts one compliance finding on one construct, beside the resource it concerns. The reason names the control that
 * compensates for it. Ids are those that cdk-nag prints, for example {@code AwsSolutions-IAM5[Resource::*]}.
 */
public final class Accepted {

    /** The metadata that records an accepted finding where {@link #REPORT_ALL} is set, for the compliance matrix. */
    public static final String RECORD = "openemr:accepted";

    /**
     * The system property with which accepted findings are recorded and not acknowledged, so that a synthesis reports all
     * there are: every finding fails it.
     */
    public static final String REPORT_ALL = "openemr.report-accepted-findings";

    private static final List<String> PACKS_WITH_COMMON_RULES =
            List.of("HIPAA.Security", "NIST.800.53.R5", "PCI.DSS.321", "Serverless");

    private Accepted() {}

    /** Accepts that a policy of {@code construct} names a resource with a wildcard, given as the policy writes it. */
    public static void wildcardResource(IConstruct construct, String resource, String reason) {
        finding(construct, "AwsSolutions-IAM5[Resource::" + printed(resource) + "]", reason);
    }

    /** An ARN as cdk-nag prints it in the id of a finding, with the pseudo parameters in angle brackets. */
    private static String printed(String arn) {
        return arn.replace(Aws.PARTITION, "<AWS::Partition>")
                .replace(Aws.REGION, "<AWS::Region>")
                .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>");
    }

    /** The logical id of a construct's resource, as cdk-nag prints it for a reference. */
    public static String printedReference(IConstruct construct) {
        return Stack.of(construct).getLogicalId((CfnElement) construct.getNode().getDefaultChild());
    }

    /** Accepts one rule for a construct and what it contains, in every pack that has the rule. */
    public static void rule(IConstruct construct, String rule, String reason) {
        acknowledge(
                construct,
                PACKS_WITH_COMMON_RULES.stream().map(pack -> pack + "-" + rule).toList(),
                reason);
    }

    /** Accepts {@code finding} for {@code construct} and what it contains. */
    public static void finding(IConstruct construct, String finding, String reason) {
        acknowledge(construct, List.of(finding), reason);
    }

    private static void acknowledge(IConstruct construct, List<String> ids, String reason) {
        if (Boolean.getBoolean(REPORT_ALL)) {
            record(construct.getNode(), ids, reason);
        } else {
            Validations.of(construct)
                    .acknowledge(ids.stream()
                            .map(id -> Acknowledgment.builder()
                                    .id(id)
                                    .reason(reason)
                                    .build())
                            .toArray(Acknowledgment[]::new));
        }
    }

    private static void record(Node node, List<String> ids, String reason) {
        var where = whereAccepted();
        ids.forEach(id -> node.addMetadata(RECORD, new TreeMap<>(Map.of("id", id, "reason", reason, "where", where))));
    }

    /** The line that accepts: in the first caller that does not only hand on what it is given. */
    private static String whereAccepted() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Accepted.class.getName())
                                && !frame.getMethodName().equals("acceptWildcardResource"))
                        .findFirst()
                        .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
                        .orElseThrow());
    }
}
