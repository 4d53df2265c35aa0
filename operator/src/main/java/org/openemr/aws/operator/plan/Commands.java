package org.openemr.aws.operator.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;

/**
 * The command lines that take the steps of a plan, to be pasted: in the region and with the profile that the plan was made with.
 *
 * @param region the region, where the command line named one
 * @param profile the profile, where the command line named one
 * @param environment of the checkout, where one is meant
 * @param assembly what was planned, where it is not made anew
 */
public record Commands(
        Names names,
        Optional<String> region,
        Optional<String> profile,
        Optional<String> environment,
        Optional<Path> assembly) {

    /** Deploys one stack; an assembly that exists is deployed as it is. */
    String deployment(String stack) {
        var words = new ArrayList<String>();
        region.map(name -> "AWS_REGION=" + name).ifPresent(words::add);
        words.add("npx cdk deploy");
        assembly.map(directory -> "--app " + directory + " --build ''").ifPresent(words::add);
        profile.map(name -> "--profile " + name).ifPresent(words::add);
        environment
                .filter(name -> assembly.isEmpty())
                .map(name -> "-c environment=" + name)
                .ifPresent(words::add);
        words.add("--exclusively " + stack);
        return String.join(" ", words);
    }

    /** Deletes one stack: one that the configuration does not have any more is unknown to the CDK. */
    String deletion(String stack, boolean isProtected) {
        var protection = isProtected
                ? Stream.of("aws cloudformation update-termination-protection --no-enable-termination-protection")
                : Stream.<String>empty();
        return Stream.concat(
                        protection,
                        Stream.of("aws cloudformation delete-stack", "aws cloudformation wait stack-delete-complete"))
                .map(command -> command + " --stack-name " + names.stackName(Layer.ofStack(stack)) + options())
                .reduce((first, second) -> first + " && " + second)
                .orElseThrow();
    }

    private String options() {
        return region.map(name -> " --region " + name).orElse("")
                + profile.map(name -> " --profile " + name).orElse("");
    }
}
