package org.openemr.aws.operator.aws;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** The stacks of an account. */
public record Stacks(CloudFormationClient cloudFormation) {

    /** A stack, in whatever state it is. */
    public Optional<Stack> find(String name) {
        return present(() -> cloudFormation
                .describeStacks(describe -> describe.stackName(name))
                .stacks()
                .get(0));
    }

    /** The first layer of a deployment whose stack is being changed, with its stack. */
    public Optional<Map.Entry<Layer, Stack>> changing(Names names, List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> find(names.stackName(layer)).map(stack -> Map.entry(layer, stack)).stream())
                .filter(entry -> entry.getValue().stackStatusAsString().endsWith("IN_PROGRESS"))
                .findFirst();
    }

    /** The template of a stack, as it was given; a stack that waits for its first change set has none. */
    public Optional<String> template(String name) {
        return present(() ->
                        cloudFormation.getTemplate(get -> get.stackName(name).templateStage(TemplateStage.ORIGINAL)))
                .map(GetTemplateResponse::templateBody)
                .filter(text -> !text.isBlank());
    }

    /** The resources of a stack, as it has them now. */
    public List<StackResourceSummary> resources(String name) {
        return cloudFormation
                .listStackResourcesPaginator(list -> list.stackName(name))
                .stackResourceSummaries()
                .stream()
                .toList();
    }

    /** What the resources of a type are in AWS, as the stack has them now. */
    public List<String> physicalIds(String name, String type) {
        return resources(name).stream()
                .filter(resource -> type.equals(resource.resourceType()))
                .map(StackResourceSummary::physicalResourceId)
                .filter(Objects::nonNull)
                .toList();
    }

    /** CloudFormation has no error of its own for a stack that is not there. */
    private static <T> Optional<T> present(Supplier<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
