package org.openemr.aws.constructs.function;

/** Who calls a function, and so how many of it run at once. A test finds each in the templates. */
public enum FunctionCaller {
    CLOUDFORMATION("CloudFormation calls it, in deployments only and for resources of one stack"),
    CLOUDFORMATION_AND_OPERATOR(
            "CloudFormation calls it in deployments, and who operates the deployment calls it in between, by command or schedule"),
    STATE_MACHINE("A state machine calls it, one step after the other"),
    SCHEDULE("A schedule calls it, once a day at most"),
    SECRETS_MANAGER("Secrets Manager calls it for one step of a rotation after the other"),
    EVENTS_OF_SENT_MAIL("Amazon SES's events call it, for mail of this deployment that was not delivered"),
    PEOPLE("People who work with exports call it, with permissions of their own"),
    RECEIVED_MAIL("Everybody who writes to the deployment's mail address calls it");

    private final String sentence;

    FunctionCaller(String sentence) {
        this.sentence = sentence;
    }

    /** Who it is, as the beginning of a sentence. */
    public String sentence() {
        return sentence;
    }
}
