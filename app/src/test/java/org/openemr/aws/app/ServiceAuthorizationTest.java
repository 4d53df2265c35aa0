package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each policy beside the Service Authorization Reference. Some services authorise more than a request seems to name: SES also asks for
 * the configuration set that is only an identity's default. So what a policy leaves out is written down here with its reason.
 */
class ServiceAuthorizationTest {

    /**
     * Types of resources that an action can be authorised for and that our policies do not name.
     *
     * @param actions which actions, as a pattern
     * @param types which types, as a pattern
     */
    private record LeftOut(String actions, String types, String reason) {

        private boolean covers(String action, String type) {
            return action.matches(actions) && type.matches(types);
        }
    }

    private static final List<LeftOut> LEFT_OUT = List.of(
            new LeftOut("s3:.*", "accesspoint(object)?", "There are no access points."),
            new LeftOut(
                    ".*:(AddTags(ToResource)?|ListTags(ForResource)?|TagResource)",
                    ".*",
                    "Tags are read and written on the named types only."),
            new LeftOut("bedrock:.*", "(?!foundation-model).*", "Aurora names foundation models."),
            new LeftOut(
                    "events:.*",
                    "rule-on-custom-event-bus",
                    "Step Functions and GuardDuty make their rules on the default bus."),
            new LeftOut("glue:.*", "catalog", "The account's own catalog has no name: its ARN ends in :catalog."),
            new LeftOut("rds:CreateDBInstance", "secgrp", "Instances in a VPC have no such groups."),
            new LeftOut("rds:ModifyDBInstance", "og|pg|secgrp|subgrp", "No group changes."),
            new LeftOut("rds:ModifyDBCluster", "cluster-pg|og|pg", "No group changes."),
            new LeftOut("elasticfilesystem:DescribeMountTargets", "access-point", "There are no access points."),
            new LeftOut(
                    "rds:StartExportTask",
                    "cluster-snapshot|snapshot|cluster",
                    "The ARN is a value of DataStack: its cluster."),
            new LeftOut(
                    "sagemaker:CreateTrainingJob", "reserved-capacity|training-plan", "Jobs use capacity on demand."),
            new LeftOut(
                    "states:ListExecutions",
                    "maprun|statemachine",
                    "The ARN is that of the stack's own state machine."),
            new LeftOut("securityhub:.*", "hubv2", "It is the hub of the posture checks that is read (CSPM)."),
            new LeftOut("ses:SendEmail", "template", "Whole messages are sent."));

    private final ServiceAuthorization reference = new ServiceAuthorization();

    /** Without npm's packages there is nothing to compare with; continuous integration has them. */
    @BeforeAll
    static void isInstalled() {
        assumeTrue(Files.exists(ServiceAuthorization.folder()), "npm ci was not run");
    }

    @Test
    void everyActionIsOneAndComesWithTheActionsItNeeds() {
        policies().forEach((policy, allowed) -> {
            var actions = allowed.stream().map(AllowedAction::action).toList();
            assertThat(actions)
                    .filteredOn(action -> !action.contains("*"))
                    .as(policy)
                    .allMatch(reference::isKnown);
            assertThat(actions)
                    .as(policy)
                    .allSatisfy(action -> assertThat(actions).containsAll(reference.dependentActions(action)));
        });
    }

    @Test
    void everyConditionIsOneThatItsActionKnows() {
        policies()
                .forEach((policy, allowed) -> assertThat(allowed)
                        .as(policy)
                        .allSatisfy(each -> assertThat(each.conditions())
                                .as(each.action())
                                .allMatch(key -> reference.mayHaveCondition(each.action(), key))));
    }

    @Test
    void whatAPolicyLeavesOutHasAReasonAndEachReasonIsNeeded() {
        var unused = new ArrayList<>(LEFT_OUT);
        policies()
                .forEach((policy, allowed) -> allowed.forEach(each -> {
                    var left = reference.typesLeftOut(each.action(), arnsOf(each.action(), allowed));
                    assertThat(left)
                            .as(policy + " " + each.action())
                            .allMatch(type -> LEFT_OUT.stream().anyMatch(reason -> reason.covers(each.action(), type)));
                    unused.removeIf(reason -> left.stream().anyMatch(type -> reason.covers(each.action(), type)));
                }));

        assertThat(unused).isEmpty();
    }

    /** The resources of an action in all statements of a policy. */
    private static List<String> arnsOf(String action, List<AllowedAction> allowed) {
        return allowed.stream()
                .filter(each -> each.action().equals(action))
                .flatMap(each -> each.arns().stream())
                .toList();
    }

    private static Map<String, List<AllowedAction>> policies() {
        var policies = new TreeMap<String, List<AllowedAction>>();
        Arrays.stream(Configuration.values())
                .forEach(configuration -> SynthesisedInstallation.of(configuration)
                        .forEach((stack, template) -> AllowedAction.of(template)
                                .forEach((policy, allowed) ->
                                        policies.put(configuration + " " + stack + " " + policy, allowed))));
        return policies;
    }
}
