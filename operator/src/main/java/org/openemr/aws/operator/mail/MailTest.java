package org.openemr.aws.operator.mail;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.DnsContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.tasks.OneOffTask;

/** Sends a message as OpenEMR does: from a task, as OpenEMR's user, through its endpoint. */
public final class MailTest {

    private static final Pattern ACCEPTED = Pattern.compile("MAIL accepted as (\\S+) from the user (\\S+)");

    private final OneOffTask task;

    /**
     * A test.
     *
     * @throws Failure when the deployment sends no mail
     */
    public MailTest(Aws aws, DeployedValues values) {
        requireMail(values);
        task = new OneOffTask(aws, values, TaskKind.MAIL_TEST);
    }

    /**
     * A message that Amazon SES took.
     *
     * @param user the access key that it was sent with
     */
    public record Accepted(String messageId, String user) {}

    /** The deployment's mail is on. */
    static void requireMail(DeployedValues values) {
        if (values.find(DnsContract.SMTP_HOST).isEmpty()) {
            throw Failure.notReady(
                    "Deployment '%s' sends no mail through Amazon SES. Set configure_ses in cdk.json and deploy: npx cdk deploy --all"
                            .formatted(values.deployment()));
        }
    }

    /**
     * Sees that there is a task for it.
     *
     * @throws Failure when ComputeStack has none, or changes
     */
    public void requireTask() {
        task.definition();
    }

    /** Starts the task; returns its ARN. */
    public String start(String recipient) {
        return task.start(Map.of("MAIL_TO", recipient));
    }

    public OneOffTask.State state(String arn) {
        return task.state(arn);
    }

    /**
     * What came of the task, as far as its log says it yet.
     *
     * @throws Failure when SES did not take the message
     */
    public Optional<Accepted> result(String arn, OneOffTask.State state) {
        if (!state.wentWell()) {
            throw Failure.failed("The message was not sent. " + task.complaint(arn, state));
        }
        return task.log(arn).lines().stream()
                .map(ACCEPTED::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> new Accepted(matcher.group(1), matcher.group(2)))
                .findFirst();
    }
}
