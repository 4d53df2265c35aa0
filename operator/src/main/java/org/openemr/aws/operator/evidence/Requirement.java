package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a rule asks for, with what answers to it here.
 *
 * @param rule of 45 CFR part 164; proposed ones are those of 90 FR 898 (January 6, 2025), which are not in force
 * @param title what the rule calls it
 * @param nist controls of NIST SP 800-53 beside it
 * @param chapters of the evidence that show it
 * @param here what the deployment does; empty where it does nothing
 * @param yours what remains the covered entity's own duty
 */
public record Requirement(String rule, String title, String nist, List<String> chapters, String here, String yours) {

    private static final String FILE = "crosswalk.json";

    /** All of them, in the order of the rule. */
    public static List<Requirement> all() {
        try (var content = Requirement.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readValue(content, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the rule is proposed and not in force. */
    public boolean isProposed() {
        return rule.startsWith("proposed");
    }
}
