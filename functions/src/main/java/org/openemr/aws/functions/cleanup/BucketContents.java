package org.openemr.aws.functions.cleanup;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Everything in a bucket: objects, their older versions, marks of deletion and unfinished uploads. */
final class BucketContents {

    private final S3Client s3;

    BucketContents(S3Client s3) {
        this.s3 = s3;
    }

    void empty(String bucket) {
        try {
            s3.listMultipartUploadsPaginator(list -> list.bucket(bucket))
                    .uploads()
                    .forEach(upload -> s3.abortMultipartUpload(
                            abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
            // Each page is deleted before the next is asked for.
            s3.listObjectVersionsPaginator(list -> list.bucket(bucket))
                    .forEach(page -> delete(bucket, identifiers(page)));
        } catch (NoSuchBucketException e) {
            // Gone already.
        }
    }

    private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
        return Stream.concat(
                        page.versions().stream().map(version -> identifier(version.key(), version.versionId())),
                        page.deleteMarkers().stream().map(mark -> identifier(mark.key(), mark.versionId())))
                .toList();
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private void delete(String bucket, List<ObjectIdentifier> objects) {
        if (objects.isEmpty()) {
            return;
        }
        var errors = s3.deleteObjects(delete -> delete.bucket(bucket)
                        .delete(which -> which.objects(objects).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            var first = errors.get(0);
            throw new IllegalStateException(
                    "%d objects remain, for example %s: %s".formatted(errors.size(), first.key(), first.code()));
        }
    }
}
