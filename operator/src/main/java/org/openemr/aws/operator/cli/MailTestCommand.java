package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.mail.MailTest;
import org.openemr.aws.operator.mail.SentMail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        description = {
            "Send a message as OpenEMR does, and follow it.",
            "A task sends it, as OpenEMR's user, through OpenEMR's endpoint; nothing of it needs the rights of whoever calls."
        },
        footer = {"", "Example:", "  openemr mail test --to success@simulator.amazonses.com"})
final class MailTestCommand extends OperatorCommand {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            required = true,
            description = "Who gets it. In the sandbox a verified address, or one of the mailbox simulator.")
    private String recipient;

    @Option(
            names = "--looks",
            paramLabel = "NUMBER",
            defaultValue = "18",
            description = "How often to look what became of it, every 10 seconds (default: ${DEFAULT-VALUE}).")
    private int looks;

    MailTestCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        // The clock of this machine may be ahead of that of the log.
        var begun = surroundings().clock().instant().minus(CLOCKS_APART);
        var accepted = MailTests.send(this, new MailTest(aws(), values), recipient);
        var events = follow(new SentMail(aws(), values), accepted.messageId(), begun);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("message_id", accepted.messageId());
        facts.put("user", accepted.user());
        facts.put(
                "became",
                events.isEmpty() ? "nothing is known yet" : latest(events).type());
        facts.put("answer", events.isEmpty() ? "" : latest(events).what());
        results().facts(facts);
        if (events.stream().noneMatch(SentMail.Event::isLast)) {
            say(
                    "Amazon SES took the message and has not said yet whether it was delivered: openemr logs mail shows it.");
            return ExitStatus.NOT_READY;
        }
        return latest(events).isDelivery() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** Looks until the delivery has an end, or often enough. */
    private List<SentMail.Event> follow(SentMail sent, String messageId, Instant since) {
        try (var progress = progress("Waiting for the delivery")) {
            var events = sent.of(messageId, since);
            for (var look = 1; look < looks && events.stream().noneMatch(SentMail.Event::isLast); look++) {
                progress.show(
                        -1,
                        events.isEmpty()
                                ? "taken by Amazon SES"
                                : latest(events).type());
                surroundings().pause().of(BETWEEN_LOOKS);
                events = sent.of(messageId, since);
            }
            return events;
        }
    }

    private static SentMail.Event latest(List<SentMail.Event> events) {
        return events.stream()
                .filter(SentMail.Event::isLast)
                .findFirst()
                .orElseGet(() -> events.get(events.size() - 1));
    }
}
