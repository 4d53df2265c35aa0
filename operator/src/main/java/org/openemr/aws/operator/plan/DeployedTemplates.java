package org.openemr.aws.operator.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.plan.Template;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** The templates that the stacks of a deployment have now. */
public final class DeployedTemplates {

    private DeployedTemplates() {}

    /** Asks CloudFormation; by stack id, without the stacks that are not there. */
    public static Map<String, Template> of(CloudFormationClient cloudFormation, Names names) {
        var templates = new LinkedHashMap<String, Template>();
        for (var layer : Layer.values()) {
            template(cloudFormation, names.stackName(layer))
                    .ifPresent(template -> templates.put(layer.stackId(), template));
        }
        return templates;
    }

    private static Optional<Template> template(CloudFormationClient cloudFormation, String stackName) {
        try {
            var answer =
                    cloudFormation.getTemplate(get -> get.stackName(stackName).templateStage(TemplateStage.ORIGINAL));
            return Optional.of(Template.parse(answer.templateBody()));
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
