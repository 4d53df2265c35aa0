package org.openemr.aws.operator.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an AWS service answered instead of a result. A proxy or a broken answer has neither code nor message.
 *
 * @param code the error code, empty when there is none
 * @param message what it says, or at least the HTTP status
 * @param status the HTTP status
 */
public record AwsAnswer(String code, String message, int status) {

    /** Whether it is about something that does not exist. */
    public boolean isOfSomethingMissing() {
        return code.contains("NotFound") || code.contains("NoSuch") || status == 404;
    }

    /** Whether the caller may not. */
    public boolean isRefusal() {
        return code.contains("AccessDenied") || code.contains("NotAuthorized") || status == 403;
    }

    /** What to do about it. */
    public String remedy() {
        return isRefusal() ? "Ask for that permission, or use --profile with a role that has it" : "Try again";
    }

    /** Reads it from an exception. */
    public static AwsAnswer of(AwsServiceException exception) {
        var details = Optional.ofNullable(exception.awsErrorDetails());
        return new AwsAnswer(
                details.map(AwsErrorDetails::errorCode).orElse(""),
                details.map(AwsErrorDetails::errorMessage).orElse("HTTP status " + exception.statusCode()),
                exception.statusCode());
    }
}
