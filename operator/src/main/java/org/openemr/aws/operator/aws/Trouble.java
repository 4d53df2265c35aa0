package org.openemr.aws.operator.aws;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What is wrong when a call to AWS fails, and what to do: the network, the credentials, a permission, or what AWS says. */
public final class Trouble {

    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    /** How near to the fault what threw it is. */
    private static final int DEEPEST = 12;

    /** What the SDK adds for those who debug. */
    private static final Pattern ATTEMPTS = Pattern.compile(" ?\\(SDK Attempt Count: [0-9]+\\)");

    private static final String NO_CREDENTIALS =
            "No usable AWS credentials. Set AWS_PROFILE, give --profile, or sign in with `aws sso login`.";

    private static final Pattern OF_CREDENTIALS =
            Pattern.compile("credentials|profile|token", Pattern.CASE_INSENSITIVE);

    /** Where the SDK reads the files of AWS's command line, and signs in by what they say. */
    private static final Pattern SIGN_IN =
            Pattern.compile("software\\.amazon\\.awssdk\\.(profiles|auth\\.credentials|services\\.s(so|ts)\\.auth).*");

    private Trouble() {}

    /**
     * Names what is wrong with the files in which AWS's command line keeps profiles, about which the SDK throws whatever comes.
     *
     * @return empty when it is something else
     */
    public static Optional<Failure> ofSigningIn(RuntimeException problem) {
        return Stream.iterate((Throwable) problem, Objects::nonNull, Throwable::getCause)
                .filter(cause -> !(cause instanceof SdkException))
                .filter(cause -> Stream.of(cause.getStackTrace())
                        .limit(DEEPEST)
                        .anyMatch(frame -> SIGN_IN.matcher(frame.getClassName()).matches()))
                .findFirst()
                .map(cause -> new Failure(
                        ExitStatus.NOT_PERMITTED,
                        "The profile cannot be used: %s. Look at ~/.aws/config.".formatted(cause.getMessage()),
                        problem));
    }

    /** Names it. */
    public static Failure of(SdkException problem) {
        return problem instanceof AwsServiceException answer ? ofAnswer(answer) : ofClient(problem);
    }

    private static Failure ofAnswer(AwsServiceException answer) {
        var said = AwsAnswer.of(answer);
        var code = said.code();
        var message = Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.serviceName() + ": " + said.message())
                .orElse(said.message());
        if (EXPIRED.contains(code)) {
            return new Failure(
                    ExitStatus.NOT_PERMITTED,
                    "AWS does not accept these credentials (%s). Sign in again, for example `aws sso login`."
                            .formatted(code),
                    answer);
        }
        if (said.isRefusal()) {
            return new Failure(
                    ExitStatus.NOT_PERMITTED,
                    message + "\nAsk for that permission, or use --profile with a role that has it.",
                    answer);
        }
        if (said.isOfSomethingMissing()) {
            return new Failure(ExitStatus.NOT_FOUND, message, answer);
        }
        if (answer.isThrottlingException()) {
            return new Failure(
                    ExitStatus.FAILED, "AWS asked to slow down, also after waiting. Try again in a minute.", answer);
        }
        return new Failure(ExitStatus.FAILED, message, answer);
    }

    private static Failure ofClient(SdkException client) {
        var message = String.valueOf(client.getMessage());
        if (client instanceof ApiCallTimeoutException) {
            return new Failure(
                    ExitStatus.FAILED,
                    "AWS does not answer in time. Try again; OPENEMR_CALL_LIMIT=120 waits for two minutes.",
                    client);
        }
        var network = networkProblem(client);
        if (network.isPresent()) {
            return new Failure(
                    ExitStatus.FAILED,
                    "AWS cannot be reached (%s). Is there a network, and is the region right?".formatted(network.get()),
                    client);
        }
        if (message.contains("Unable to load credentials from any")) {
            return new Failure(ExitStatus.NOT_PERMITTED, NO_CREDENTIALS, client);
        }
        if (message.contains("Profile file contained no credentials for profile")) {
            return new Failure(
                    ExitStatus.NOT_PERMITTED,
                    "There is no such profile, or nothing to sign in with in it. `aws configure list-profiles` shows those that there are.",
                    client);
        }
        if (OF_CREDENTIALS.matcher(message).find()) {
            return new Failure(ExitStatus.NOT_PERMITTED, NO_CREDENTIALS, client);
        }
        return new Failure(
                ExitStatus.FAILED,
                "AWS could not be reached: " + ATTEMPTS.matcher(message).replaceAll(""),
                client);
    }

    /** What is wrong with the way to AWS, if something is. */
    private static Optional<String> networkProblem(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof UnknownHostException
                        || cause instanceof SocketException
                        || cause instanceof SocketTimeoutException)
                .map(cause -> cause instanceof UnknownHostException
                        ? "no address for " + cause.getMessage()
                        : String.valueOf(cause.getMessage()))
                .findFirst();
    }
}
