package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.setup.Question;
import org.openemr.aws.operator.setup.TaggedNetwork;
import org.openemr.aws.operator.setup.Wizard;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What somebody else owns and the deployment uses: options of {@code openemr init}. */
final class SharedAccount {

    @Option(names = "--vpc", paramLabel = "ID", description = "A VPC that exists, in place of one of its own.")
    private String vpc;

    @Option(
            names = "--private-subnets",
            paramLabel = "IDS",
            description = "With --vpc: one in each zone, with commas; their number is that of the zones.")
    private String privateSubnets;

    @Option(
            names = "--public-subnets",
            paramLabel = "IDS",
            description = "With --vpc: one in each zone, with commas; none for --internal.")
    private @Nullable String publicSubnets;

    @Option(
            names = "--vpc-tag",
            paramLabel = "KEY=VALUE",
            description = "In place of --vpc and of subnets: the VPC that has this tag, or all of several.")
    private Map<String, String> vpcTags = Map.of();

    @Option(
            names = "--private-subnet-tag",
            paramLabel = "KEY=VALUE",
            description = "With --vpc-tag: the tag that one private subnet in each of two or three zones has.")
    private Map<String, String> privateSubnetTags = Map.of();

    @Option(
            names = "--public-subnet-tag",
            paramLabel = "KEY=VALUE",
            description = "With --vpc-tag: the same of public subnets; none for --internal.")
    private Map<String, String> publicSubnetTags = Map.of();

    @Option(
            names = "--permissions-boundary",
            paramLabel = "ARN",
            description = "A policy that bounds every role of the deployment.")
    private String permissionsBoundary;

    @Option(
            names = "--bootstrap-qualifier",
            paramLabel = "NAME",
            description = "Which bootstrap of the CDK to use, where there are several.")
    private String bootstrapQualifier;

    /**
     * Only what was given: who has no platform team is not asked for its things.
     *
     * @param ec2 where a network is looked up
     */
    void ask(Wizard wizard, Supplier<Ec2Client> ec2) {
        lookUp(ec2);
        if (vpc == null && (privateSubnets != null || publicSubnets != null)) {
            throw Failure.usage("--private-subnets and --public-subnets need --vpc.");
        }
        given(wizard, "VPC", vpc, Question.required("vpc_id"));
        given(wizard, "Private subnets", privateSubnets, SharedAccount::privateSubnets);
        given(wizard, "Public subnets", publicSubnets, answer -> Map.of("public_subnet_ids", list(answer)));
        given(wizard, "Permissions boundary", permissionsBoundary, Question.required("permissions_boundary_arn"));
        given(wizard, "Bootstrap qualifier", bootstrapQualifier, Question.required("bootstrap_qualifier"));
    }

    private void lookUp(Supplier<Ec2Client> ec2) {
        if (vpcTags.isEmpty()) {
            if (!privateSubnetTags.isEmpty() || !publicSubnetTags.isEmpty()) {
                throw Failure.usage("--private-subnet-tag and --public-subnet-tag need --vpc-tag.");
            }
            return;
        }
        if (vpc != null || privateSubnets != null || publicSubnets != null || privateSubnetTags.isEmpty()) {
            throw Failure.usage("--vpc-tag goes with --private-subnet-tag, and with neither --vpc nor subnets.");
        }
        var found = TaggedNetwork.find(ec2.get(), vpcTags, privateSubnetTags, publicSubnetTags);
        vpc = found.vpcId();
        privateSubnets = String.join(",", found.privateSubnetIds());
        publicSubnets = found.publicSubnetIds().isEmpty() ? null : String.join(",", found.publicSubnetIds());
    }

    private static void given(
            Wizard wizard, String what, @Nullable String answer, Function<String, Map<String, Object>> settings) {
        if (answer != null) {
            wizard.ask(Question.answered(what, answer, settings));
        }
    }

    private static Map<String, Object> privateSubnets(String answer) {
        var subnets = list(answer);
        return Map.of("availability_zones", subnets.size(), "private_subnet_ids", subnets);
    }

    private static List<String> list(String answer) {
        return Stream.of(answer.split(",", -1)).map(String::strip).toList();
    }
}
