package org.openemr.aws.functions.mail;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.RuleSetDoesNotExistException;

/**
 * Makes the deployment's receipt rule set the active one of the account's region, of which there is one only. A rule set
 * that was active before is named in the answer and in the log, and made active again when the deployment is deleted.
 */
public final class ReceiptRules extends CustomResourceHandler {

    /** Behind it the identity of the resource names the rule set that was active before. */
    private static final String BEFORE = "/before/";

    private static final String NONE = "none";

    private final SesClient ses;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public ReceiptRules() {
        this(
                SesClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: a given client. */
    ReceiptRules(SesClient ses, EventLog log) {
        super(log);
        this.ses = ses;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var ruleSet = request.property("RuleSetName");
        var active = activeRuleSet();
        if (!active.equals(Optional.of(ruleSet))) {
            active.ifPresent(other -> log.warn("rule-set-replaced", Map.of("before", other, "now", ruleSet)));
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(ruleSet));
        }
        var identity = request.physicalId()
                .orElse(ruleSet
                        + active.filter(other -> !other.equals(ruleSet))
                                .map(other -> BEFORE + other)
                                .orElse(""));
        return new CustomResourceAnswer(
                identity, Map.of("Replaced", before(identity).orElse(NONE)));
    }

    /** Whoever made another rule set active since keeps it. */
    @Override
    protected void delete(CustomResourceRequest request) {
        var ruleSet = request.property("RuleSetName");
        if (!activeRuleSet().equals(Optional.of(ruleSet))) {
            log.info("rule-set-not-active", Map.of("ruleSet", ruleSet));
            return;
        }
        var before = before(request.physicalId().orElseThrow());
        try {
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(before.orElse(null)));
            log.info("rule-set-put-back", Map.of("ruleSet", before.orElse(NONE)));
        } catch (RuleSetDoesNotExistException e) {
            log.warn("rule-set-before-is-gone", Map.of("ruleSet", before.orElse(NONE)));
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(null));
        }
    }

    private Optional<String> activeRuleSet() {
        return Optional.ofNullable(
                        ses.describeActiveReceiptRuleSet(describe -> {}).metadata())
                .map(metadata -> metadata.name());
    }

    private static Optional<String> before(String identity) {
        var position = identity.indexOf(BEFORE);
        return position < 0 ? Optional.empty() : Optional.of(identity.substring(position + BEFORE.length()));
    }
}
