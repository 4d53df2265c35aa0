package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Lines of a web ACL's log as <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html">AWS documents</a> them.
 */
final class WafEvents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long TIME = 1_795_608_000_000L;
    private static final String COMMON = "AWS#AWSManagedRulesCommonRuleSet";

    /** A practice's day: a note that is taken for a script, a search for SQL, a monitor for a bot, and one who guesses passwords. */
    static final String SOME = answer(List.of(
            byManaged(
                    "AWS#AWSManagedRulesSQLiRuleSet",
                    "SQLi_QUERYARGUMENTS",
                    "/interface/main/finder/patient_select.php"),
            byOwn("BodyBeforeSignIn", "/portal/get_patient_info.php", "CrossSiteScripting_BODY", "NoUserAgent_HEADER"),
            byOwn("BodyBeforeSignIn", "/portal/get_patient_info.php", "CrossSiteScripting_BODY", "NoUserAgent_HEADER"),
            byOwn("BotUserAgents", "/interface/login/login.php"),
            byOwn("SignInRateLimit", "/interface/main/main_screen.php")));

    private WafEvents() {}

    /** A request that a rule of a managed group blocked. */
    static ObjectNode byManaged(String group, String rule, String path) {
        var event = event(group.substring(group.indexOf('#') + 1), path);
        var found = group(event, group);
        found.putObject("terminatingRule").put("ruleId", rule).put("action", "BLOCK");
        return event;
    }

    /** A request that a rule of ours blocked, after rules of the common group had counted it. */
    static ObjectNode byOwn(String rule, String path, String... counted) {
        var event = event(rule, path);
        var matches = group(event, COMMON).putNull("terminatingRule").putArray("nonTerminatingMatchingRules");
        List.of(counted)
                .forEach(name -> matches.addObject()
                        .put("ruleId", name)
                        .put("action", "COUNT")
                        .put("overriddenAction", "BLOCK"));
        return event;
    }

    /** What CloudWatch Logs answers. */
    static String answer(List<ObjectNode> events) {
        return answerOfLines(events.stream().map(ObjectNode::toString).toList());
    }

    /** The same, of lines as they are. */
    static String answerOfLines(List<String> lines) {
        var answer = JSON.objectNode();
        var list = answer.putArray("events");
        lines.forEach(line -> list.addObject()
                .put("eventId", String.valueOf(list.size()))
                .put("timestamp", TIME)
                .put("message", line));
        return answer.toString();
    }

    private static ObjectNode event(String rule, String path) {
        var event = JSON.objectNode();
        event.put("timestamp", TIME)
                .put("terminatingRuleId", rule)
                .put("action", "BLOCK")
                .putArray("ruleGroupList");
        event.putObject("httpRequest")
                .put("clientIp", "203.0.113.9")
                .put("uri", path)
                .put("args", "REDACTED")
                .put("httpMethod", "POST");
        return event;
    }

    private static ObjectNode group(ObjectNode event, String group) {
        return event.withArray("ruleGroupList").addObject().put("ruleGroupId", group);
    }
}
