package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.openemr.aws.operator.fixtures.LocalAws;

/** A test of what is deployed and what is wanted, with a stand-in for the CDK's command line that writes the templates of the test. */
abstract class PlannedTest extends OperatorTest {

    static final String QUEUE = "'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': '%s'}}";

    @BeforeEach
    final void nothingIsDeployed() throws IOException {
        Files.createDirectories(operator().directory().resolve("made"));
        operator().program("npx", "echo \"$@\" >> cdk.txt; mkdir -p \"$5\"; cp made/* \"$5\"");
        operator().deployed();
        aws().query("DescribeStacks", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
    }

    final void deployed(String layer, String template) {
        deployed(layer, template, "UPDATE_COMPLETE", "");
    }

    final void deployed(String layer, String template, String status, String more) {
        aws().queryWhere(
                        "DescribeStacks",
                        "StackName=openemr-" + layer,
                        HealthyAws.stack(status)
                                .replace(
                                        "<StackName>x</StackName>",
                                        "<StackName>openemr-" + layer + "</StackName>" + more));
        aws().queryWhere(
                        "GetTemplate",
                        "StackName=openemr-" + layer + "&",
                        "<TemplateBody>%s</TemplateBody>"
                                .formatted(json(template).replace("<", "&lt;").replace(">", "&gt;")));
    }

    final void wanted(String stack, String template) {
        operator().file("made/" + stack + ".template.json", json(template));
    }

    static String resources(String resources) {
        return "{'Resources': {%s}}".formatted(resources);
    }

    private static String json(String template) {
        return template.replace('\'', '"');
    }
}
