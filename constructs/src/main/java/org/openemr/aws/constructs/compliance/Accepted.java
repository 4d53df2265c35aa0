package org.openemr.aws.constructs.compliance;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * Accepts one compliance finding on one construct, beside the resource it concerns. The reason names the control that
 * compensates for it. Ids are those that cdk-nag prints, for example {@code AwsSolutions-IAM5[Resource::*]}.
 */
public final class Accepted {

    /** The metadata that records which class accepts a finding, where {@link #RECORD_WHERE} is set. */
    public static final String WHERE = "openemr:accepted";

    /** The system property with which a synthesis records where findings are accepted, for the compliance matrix. */
    public static final String RECORD_WHERE = "openemr.record-where-findings-are-accepted";

    /** What is accepted of each construct so far: of several reasons for one finding the CDK would keep the last. */
    private static final Map<IConstruct, Map<String, String>> REASONS =
            Collections.synchronizedMap(new WeakHashMap<>());

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
        for (var pack : PACKS_WITH_COMMON_RULES) {
            acknowledge(construct, pack, pack + "-" + rule, reason);
        }
    }

    /** Accepts a finding of the pack AwsSolutions, for example {@code AwsSolutions-S1}, for a construct and what it contains. */
    public static void finding(IConstruct construct, String finding, String reason) {
        acknowledge(construct, finding.substring(0, finding.indexOf('-')), finding, reason);
    }

    /** Accepts a finding of the CDK's own template validation, for example {@code W2001}. */
    public static void ofTemplateValidation(IConstruct construct, String rule, String reason) {
        acknowledge(construct, "CloudFormation-Validate", rule, reason);
    }

    /**
     * Names the pack, so that it is the CDK that holds the finding against what is accepted, and its report of each synthesis
     * has both: a pack that is not named keeps quiet about what is accepted.
     */
    private static void acknowledge(IConstruct construct, String pack, String rule, String reason) {
        var id = pack + "::" + rule;
        var reasons = REASONS.computeIfAbsent(construct, unused -> new HashMap<>());
        Validations.of(construct)
                .acknowledge(Acknowledgment.builder()
                        .id(id)
                        .reason(reasons.merge(id, reason, Accepted::both))
                        .build());
        if (Boolean.getBoolean(RECORD_WHERE)) {
            construct.getNode().addMetadata(WHERE, new TreeMap<>(Map.of("id", id, "where", whereAccepted())));
        }
    }

    private static String both(String before, String added) {
        return before.contains(added) ? before : before + " " + added;
    }

    /** The class that accepts: the first caller that does not only hand on what it is given. */
    private static String whereAccepted() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Accepted.class.getName())
                                && !frame.getMethodName().equals("acceptWildcardResource"))
                        .findFirst()
                        .map(frame -> frame.getClassName().replaceAll("\\$.*", ""))
                        .orElseThrow());
    }
}
