package org.openemr.aws.operator.evidence;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out whether a text is about one of some resources: it is its name, or an ARN that ends with it.
 *
 * @param known names as CloudFormation has them: of some types a name, of others an ARN, of a web ACL its name, id and scope
 */
record AwsNames(Set<String> known) {

    /** The shortest that a name can be and still tell the deployment from others. */
    private static final int SHORTEST = 6;

    private static final String PARTS = "[:/|_]";

    /** Whether an ARN is that of one of them: {@code openemr-test} does not end with {@code openemr}. */
    boolean haveArn(String arn) {
        var whole = arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
        return known.contains(whole)
                || IntStream.range(0, whole.length())
                        .filter(at -> whole.charAt(at) == ':' || whole.charAt(at) == '/')
                        .anyMatch(at -> known.contains(whole.substring(at)) || known.contains(whole.substring(at + 1)))
                || known.stream()
                        .filter(name -> name.contains("|"))
                        .map(name -> name.split("\\|", -1))
                        .anyMatch(parts -> whole.endsWith("/" + parts[0] + "/" + parts[1]));
    }

    /** Whether a value of an event names one of them, as a whole or between two separators. */
    boolean areIn(String value) {
        return haveArn(value)
                || Stream.of(value.split(PARTS))
                        .filter(part -> part.length() >= SHORTEST)
                        .anyMatch(known::contains);
    }
}
