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
import software.amazon.awssdk.services.ses.model.DescribeActiveReceiptRuleSetResponse;
import software.amazon.awssdk.services.ses.model.ReceiptRule;

/**
 * Makes the rule set that holds the deployment's receipt rule the active one of the account's region, of which there is one only, when
 * none is active. One that somebody else made active is left alone, and the deployment refused: it can add its rule to that one.
 */
public final class ReceiptRules extends CustomResourceHandler {

    private static final String NAME = "RuleSetName";
    private static final String RULE = "RuleName";
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

    /** On the way back nothing is refused, and nothing that is active replaced: a stack that cannot go back is stuck. */
    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var ruleSet = request.property(NAME);
        var active = nameOf(ses.describeActiveReceiptRuleSet(describe -> {}));
        if (active.isEmpty()) {
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(ruleSet));
            log.info("rule-set-activated", Map.of("ruleSet", ruleSet));
        } else if (!active.get().equals(ruleSet)) {
            if (!stack.isGoingBack(request.stackId())) {
                throw new IllegalStateException(refusal(active.get(), ruleSet));
            }
            log.warn("another-rule-set-stays-active", Map.of("active", active.get(), "ruleSet", ruleSet));
        }
        return new CustomResourceAnswer(request.physicalId().orElse(ruleSet), Map.of());
    }

    /**
     * A rule set of the account stays active, and so does whatever somebody made active since. The deployment's own goes with all its
     * rules, see <a href="https://docs.aws.amazon.com/ses/latest/APIReference/API_DeleteReceiptRuleSet.html">DeleteReceiptRuleSet</a>:
     * while others have rules in it, it stays.
     */
    @Override
    protected void delete(CustomResourceRequest request) {
        var ruleSet = request.property(NAME);
        var active = ses.describeActiveReceiptRuleSet(describe -> {});
        if (!"true".equals(request.properties().get(OWN)) || !nameOf(active).equals(Optional.of(ruleSet))) {
            log.info("rule-set-left-alone", Map.of("ruleSet", ruleSet));
            return;
        }
        var others = active.rules().stream()
                .map(ReceiptRule::name)
                .filter(name -> !name.equals(request.property(RULE)))
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalStateException("The receipt rule set '" + ruleSet + "' holds rules of others, " + others
                    + ", which would go with it. Move them to another rule set, make that one active, and try again.");
        }
        ses.setActiveReceiptRuleSet(set -> set.ruleSetName(null));
        log.info("rule-set-deactivated", Map.of("ruleSet", ruleSet));
    }

    private static String refusal(String active, String wanted) {
        return "The receipt rule set '" + active
                + "' is active in this region, and only one can be. Set ses_receipt_rule_set to '"
                + active + "', and the rule for received mail is added to it; or make '" + wanted
                + "' the active one yourself (aws ses set-active-receipt-rule-set), if nothing needs the other.";
    }

    private static Optional<String> nameOf(DescribeActiveReceiptRuleSetResponse active) {
        return Optional.ofNullable(active.metadata()).map(metadata -> metadata.name());
    }
}
