package org.openemr.aws.plan;

import java.util.Map;

/** Templates that tests write down, with single quotes. */
final class Templates {

    private Templates() {}

    static Template template(String resources) {
        return template("", resources);
    }

    /** A template that reads values of Systems Manager. */
    static Template template(String parameters, String resources) {
        return Template.parse("{'Parameters': {%s}, 'Resources': {%s}}"
                .formatted(parameters, resources)
                .replace('\'', '"'));
    }

    static String parameter(String name, String path) {
        return "'%s': {'Type': 'AWS::SSM::Parameter::Value<String>', 'Default': '%s'}".formatted(name, path);
    }

    static String published(String id, String path, String value) {
        return "'%s': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Name': '%s', 'Value': %s}}"
                .formatted(id, path, value);
    }

    static String queue(String id, String name) {
        return "'%s': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': '%s'}}".formatted(id, name);
    }

    static Installed installed(String stack, Template template) {
        return InstallationChange.of(Installed.NOTHING, Map.of(stack, template)).after();
    }

    static StackPlan deployed(Installed installed, String stack, Template template) {
        return StackDeployment.of(stack, template, installed);
    }
}
