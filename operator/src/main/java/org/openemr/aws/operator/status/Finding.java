package org.openemr.aws.operator.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.aws.Trouble;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One thing that was looked at.
 *
 * @param remedy what to do, empty when all is well
 */
public record Finding(String what, Grade grade, String detail, String remedy) {

    /** The names of the values of a row. */
    public static final List<String> COLUMNS = List.of("what", "grade", "detail", "remedy");

    /** How well a thing is; the order is from good to bad. */
    public enum Grade {
        PASS,
        WARN,
        FAIL
    }

    public static Finding pass(String what, String detail) {
        return new Finding(what, Grade.PASS, detail, "");
    }

    public static Finding warn(String what, String detail, String remedy) {
        return new Finding(what, Grade.WARN, detail, remedy);
    }

    public static Finding fail(String what, String detail, String remedy) {
        return new Finding(what, Grade.FAIL, detail, remedy);
    }

    /** What one look at AWS finds; a look that AWS refuses, or that finds nothing where it looks, says so and lets others go on. */
    public static Finding guarded(String what, Supplier<Finding> look) {
        return guarded(List.of(what), () -> List.of(look.get())).get(0);
    }

    /** What one look at AWS finds of several things. */
    public static List<Finding> guarded(List<String> whats, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (AwsServiceException e) {
            var answer = AwsAnswer.of(e);
            return whats.stream()
                    .map(what -> answer.isOfSomethingMissing()
                            ? fail(what, "is not there: " + answer.message(), "Who deleted it? CloudTrail knows")
                            : warn(what, "cannot be looked at: " + answer.message(), answer.remedy()))
                    .toList();
        } catch (Failure e) {
            return whats.stream()
                    .map(what -> warn(what, "cannot be looked at: " + e.getMessage(), ""))
                    .toList();
        } catch (IllegalArgumentException | IllegalStateException e) {
            var failure = Trouble.ofSigningIn(e).orElseThrow(() -> e);
            return whats.stream()
                    .map(what -> fail(what, String.valueOf(failure.getMessage()), ""))
                    .toList();
        } catch (SdkClientException e) {
            return whats.stream()
                    .map(what -> warn(what, "cannot be looked at: AWS does not answer", "Try again"))
                    .toList();
        }
    }

    /** The finding as a row of output. */
    public Map<String, Object> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("what", what);
        row.put("grade", grade.name().toLowerCase(Locale.ROOT));
        row.put("detail", detail);
        row.put("remedy", remedy);
        return row;
    }
}
