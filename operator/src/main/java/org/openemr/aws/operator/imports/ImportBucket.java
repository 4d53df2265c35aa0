package org.openemr.aws.operator.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.ImportObjects;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket of the deployment that an installation is uploaded to. It is encrypted with the deployment's key by itself. */
public final class ImportBucket {

    private static final String INSPECTION = "inspection.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A part has up to 128 MiB, and not everybody a fast line. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int BUFFER = 1 << 16;

    private final S3Client s3;
    private final String name;

    /**
     * The bucket.
     *
     * @throws Failure when the deployment has none
     */
    public ImportBucket(Aws aws, DeployedValues values) {
        name = values.find(ComputeContract.IMPORT_BUCKET_NAME)
                .orElseThrow(
                        () -> Failure.notReady(
                                "This deployment brings nothing over. Set \"enable_import\": true in cdk.json, and: npx cdk deploy --exclusively ComputeStack"));
        s3 = aws.clientThatWaits(S3Client.builder().forcePathStyle(aws.hasGivenEndpoint()), LONGEST);
    }

    /** What was uploaded to its end, as long as all of it is there: each object expires by itself. */
    public Optional<Upload> uploaded() {
        try {
            var text =
                    s3.getObjectAsBytes(get -> get.bucket(name).key(INSPECTION)).asUtf8String();
            ImportObjects.ALL.forEach(
                    key -> s3.headObject(head -> head.bucket(name).key(key)));
            return Optional.of(MAPPER.readValue(text, Upload.class));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Uploads database and files. What was there before is no upload any more until it ends. */
    public Upload upload(Dump dump, SiteFiles files, Inspection inspection) {
        s3.deleteObject(delete -> delete.bucket(name).key(INSPECTION));
        packed(ImportObjects.DATABASE, dump::translate);
        packed(ImportObjects.FILES, files::pack);
        try {
            var upload = new Upload(UUID.randomUUID().toString(), inspection);
            var text = MAPPER.writeValueAsString(upload);
            s3.putObject(put -> put.bucket(name).key(INSPECTION), RequestBody.fromString(text));
            return upload;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Content {
        Object writeTo(OutputStream out);
    }

    private void packed(String key, Content content) {
        var upload = new ObjectUpload(s3, name, key);
        try (upload) {
            var gzip = new GZIPOutputStream(upload, BUFFER);
            content.writeTo(gzip);
            gzip.finish();
            upload.complete();
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all that was uploaded, with what was there before it. */
    public void empty() {
        s3.listObjectVersionsPaginator(list -> list.bucket(name)).stream().forEach(page -> {
            page.versions().forEach(version -> delete(version.key(), version.versionId()));
            page.deleteMarkers().forEach(marker -> delete(marker.key(), marker.versionId()));
        });
    }

    private void delete(String key, String version) {
        s3.deleteObject(delete -> delete.bucket(name).key(key).versionId(version));
    }
}
