package org.openemr.aws.functions.cleanup;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Who writes into a bucket. A service that goes on delivering logs would fill a bucket while it is emptied, and its deletion would
 * fail; compare <a href="https://github.com/aws/aws-cdk/issues/30096">aws-cdk#30096</a>.
 */
final class Writers {

    private static final String SID = "NoWritesWhileTheBucketIsEmptied";
    private static final String NO_POLICY = "NoSuchBucketPolicy";
    private static final String STATEMENT = "Statement";

    private final S3Client s3;

    Writers(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Denies everybody to write into a bucket; what its policy says besides stays.
     *
     * @param partition of the bucket's ARN, for example {@code aws}
     */
    void stop(String bucket, String partition) {
        var policy = policy(bucket);
        var statements = new ArrayList<>(statements(policy));
        if (statements.stream().anyMatch(statement -> SID.equals(statement.get("Sid")))) {
            return;
        }
        statements.add(Map.of(
                "Sid", SID,
                "Effect", "Deny",
                "Principal", "*",
                "Action", "s3:PutObject",
                "Resource", "arn:%s:s3:::%s/*".formatted(partition, bucket)));
        policy.put(STATEMENT, statements);
        s3.putBucketPolicy(put -> put.bucket(bucket).policy(written(policy)));
    }

    private Map<String, Object> policy(String bucket) {
        try {
            return new LinkedHashMap<>(JSON.std.mapFrom(
                    s3.getBucketPolicy(get -> get.bucket(bucket)).policy()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (S3Exception e) {
            if (NO_POLICY.equals(e.awsErrorDetails().errorCode())) {
                return new LinkedHashMap<>(Map.of("Version", "2012-10-17"));
            }
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> statements(Map<String, Object> policy) {
        return (List<Map<String, Object>>) policy.getOrDefault(STATEMENT, List.of());
    }

    private static String written(Map<String, Object> policy) {
        try {
            return JSON.std.asString(policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
