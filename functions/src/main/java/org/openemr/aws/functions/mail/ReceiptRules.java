package org.openemr.aws.functions.mail;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.StackState;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Makes the rule set that holds the deployment's receipt rule the active one of the account's region, of which there is one only. One
 * that somebody else made active is left alone, and the deployment refused: it can add its rule to that one.
 */
public final class ReceiptRules extends CustomResourceHandler {

    private static final String NAME = "RuleSetName";
    private static final String OWN = "Own";

    private final SesClient ses;
    private final StackState stack;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public ReceiptRules() {
        this(
                SesClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new StackState(CloudFormationClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()),
                new EventLog());
    }

    /** For tests: given clients. */
    ReceiptRules(SesClient ses, StackState stack, EventLog log) {
        super(log);
        this.ses = ses;
        this.stack = stack;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var ruleSet = request.property(NAME);
        var active = activeRuleSet();
        if (!active.equals(Optional.of(ruleSet))) {
            active.filter(other -> !mayReplace(other, request)).ifPresent(ReceiptRules::refuse);
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(ruleSet));
            log.info("rule-set-activated", Map.of("before", active.orElse("none"), "now", ruleSet));
        }
        return new CustomResourceAnswer(request.physicalId().orElse(ruleSet), Map.of());
    }

    /** A rule set of the account stays active, and so does whatever somebody made active since. */
    @Override
    protected void delete(CustomResourceRequest request) {
        var ruleSet = request.property(NAME);
        if (isOwn(request.properties()) && activeRuleSet().equals(Optional.of(ruleSet))) {
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(null));
            log.info("rule-set-deactivated", Map.of("ruleSet", ruleSet));
        } else {
            log.info("rule-set-left-alone", Map.of("ruleSet", ruleSet));
        }
    }

    /** The deployment's own from before this update; on the way back from an update also the one that the update made active. */
    private boolean mayReplace(String active, CustomResourceRequest request) {
        var old = request.oldProperties();
        return active.equals(old.get(NAME)) && (isOwn(old) || stack.isGoingBack(request.stackId()));
    }

    private static boolean isOwn(Map<String, Object> properties) {
        return "true".equals(properties.get(OWN));
    }

    private static void refuse(String active) {
        throw new IllegalStateException("The receipt rule set '" + active
                + "' is active in this region, and only one can be. Set ses_receipt_rule_set to its name, and the rule for"
                + " received mail is added to it; or deactivate it, if nothing needs it.");
    }

    private Optional<String> activeRuleSet() {
        return Optional.ofNullable(
                        ses.describeActiveReceiptRuleSet(describe -> {}).metadata())
                .map(metadata -> metadata.name());
    }
}
