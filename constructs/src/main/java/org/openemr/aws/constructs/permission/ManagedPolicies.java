package org.openemr.aws.constructs.permission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.AspectOptions;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnManagedPolicy;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Turns the inline policies that the CDK makes of grants into customer-managed ones, which can be listed, compared and
 * reviewed by themselves. A managed policy holds 6,144 characters: what is longer becomes several.
 */
public final class ManagedPolicies implements IAspect {

    /** After everything that still adds statements, before what only reads. */
    private static final int PRIORITY = 900;

    /** References grow when they are resolved: to ARNs of up to a hundred characters. */
    private static final int BUDGET = 4500;

    private static final String INLINE = "Resource";

    /** Does so for a role, or for what contains roles; looks at everything below it, which takes time. */
    public static void in(Construct scope) {
        Aspects.of(scope)
                .add(
                        new ManagedPolicies(),
                        AspectOptions.builder().priority(PRIORITY).build());
    }

    @Override
    public void visit(IConstruct node) {
        if (node instanceof Policy policy && policy.getNode().tryFindChild(INLINE) != null) {
            replace(policy);
        }
    }

    @SuppressWarnings("unchecked")
    private static void replace(Policy policy) {
        var stack = Stack.of(policy);
        var inline = (CfnPolicy) policy.getNode().findChild(INLINE);
        var document = (Map<String, Object>) stack.resolve(policy.getDocument());
        var roles = (List<Object>) stack.resolve(inline.getRoles());
        if (document == null || roles == null) {
            return;
        }
        policy.getNode().tryRemoveChild(INLINE);
        var number = 1;
        for (var statements : portions((List<Object>) Objects.requireNonNull(document.get("Statement")))) {
            CfnManagedPolicy.Builder.create(policy, "Managed" + number++)
                    .policyDocument(withStatements(document, statements))
                    .build()
                    .addPropertyOverride("Roles", roles);
        }
    }

    private static Map<String, Object> withStatements(Map<String, Object> document, List<Object> statements) {
        var portion = new LinkedHashMap<>(document);
        portion.put("Statement", statements);
        return portion;
    }

    private static List<List<Object>> portions(List<Object> statements) {
        var portions = new ArrayList<List<Object>>();
        var length = BUDGET;
        for (var statement : statements) {
            var more = String.valueOf(statement).length();
            if (length + more > BUDGET) {
                portions.add(new ArrayList<>());
                length = 0;
            }
            portions.get(portions.size() - 1).add(statement);
            length += more;
        }
        return portions;
    }
}
