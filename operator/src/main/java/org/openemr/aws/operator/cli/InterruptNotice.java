package org.openemr.aws.operator.cli;

/** Tells a person who ends a wait, by Ctrl-C, what goes on without them and how to return to it. */
final class InterruptNotice {

    private final Thread notice;

    private InterruptNotice(Thread notice) {
        this.notice = notice;
    }

    /** A wait begins. */
    static InterruptNotice begin(OperatorCommand command) {
        var notice = new Thread(() -> {
            command.terminal().err().println();
            command.terminal().err().println(command.afterInterrupt());
        });
        Runtime.getRuntime().addShutdownHook(notice);
        return new InterruptNotice(notice);
    }

    /** The wait is over. */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(notice);
        } catch (IllegalStateException e) {
            // It is being told.
        }
    }
}
