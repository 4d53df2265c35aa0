package org.openemr.aws.operator.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.status.Finding;

/** Whether the CDK's command line reads cdk.json as we do: it takes no comment in it. */
public final class FileChecks {

    private static final String WHAT = "cdk.json";

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FileChecks() {}

    public static Finding finding(CdkJsonFile file) {
        try {
            STRICT.readTree(file.readable());
            return Finding.pass(WHAT, "plain JSON");
        } catch (JsonProcessingException e) {
            return Finding.fail(
                    WHAT,
                    "is refused by the CDK at line %d: %s"
                            .formatted(e.getLocation().getLineNr(), e.getOriginalMessage()),
                    "Write it as plain JSON, without comments");
        }
    }
}
