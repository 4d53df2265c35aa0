package org.openemr.aws.operator.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;

/**
 * Copies an image, for the architecture of our tasks, into a repository of Amazon ECR. What is there already stays, so that a copy that
 * broke off goes on where it was.
 */
public final class ImageMirror {

    /** <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html">At once</a>. */
    private static final int MOST_DIGESTS = 100;

    /** Of 10 or 20 MB. */
    private static final long MINUTES_FOR_A_PART = 10;

    private final Registry source;
    private final EcrClient ecr;
    private final String repository;

    /**
     * A copy from somewhere to somewhere.
     *
     * @param repository the name of the repository in Amazon ECR
     */
    public ImageMirror(Registry source, EcrClient ecr, String repository) {
        this.source = source;
        this.ecr = ecr;
        this.repository = repository;
    }

    /** Whether a tag is there. */
    public boolean has(String tag) {
        try {
            return !ecr.describeImages(describe -> describe.repositoryName(repository)
                            .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                    .imageDetails()
                    .isEmpty();
        } catch (ImageNotFoundException e) {
            return false;
        }
    }

    /**
     * Copies an image.
     *
     * @param digest which one: of the index of all architectures, or of the one image
     * @param tag how it is called in the mirror
     * @param progress told of each step
     */
    public void copy(String digest, String tag, Consumer<String> progress) {
        var image = source.image(digest);
        var missing = missing(image.blobs());
        for (var number = 0; number < missing.size(); number++) {
            progress.accept("Copying part %d of %d".formatted(number + 1, missing.size()));
            upload(missing.get(number));
        }
        ecr.putImage(put -> put.repositoryName(repository)
                .imageTag(tag)
                .imageManifest(image.text())
                .imageManifestMediaType(image.mediaType())
                .imageDigest(image.digest()));
        progress.accept("%s:%s is there".formatted(repository, tag));
    }

    private List<String> missing(List<String> digests) {
        var missing = new ArrayList<>(digests);
        for (var from = 0; from < digests.size(); from += MOST_DIGESTS) {
            var some = digests.subList(from, Math.min(digests.size(), from + MOST_DIGESTS));
            ecr
                    .batchCheckLayerAvailability(
                            check -> check.repositoryName(repository).layerDigests(some))
                    .layers()
                    .stream()
                    .filter(layer -> layer.layerAvailability() == LayerAvailability.AVAILABLE)
                    .forEach(layer -> missing.remove(layer.layerDigest()));
        }
        return missing;
    }

    /** ECR compares what came with the digest. */
    private void upload(String digest) {
        var upload = ecr.initiateLayerUpload(begin -> begin.repositoryName(repository));
        var first = 0L;
        try (var blob = source.blob(digest)) {
            var part = read(blob, upload.partSize().intValue());
            while (part.length > 0) {
                var from = first;
                var to = first + part.length - 1;
                var bytes = SdkBytes.fromByteArrayUnsafe(part);
                ecr.uploadLayerPart(send -> send.repositoryName(repository)
                        .uploadId(upload.uploadId())
                        .partFirstByte(from)
                        .partLastByte(to)
                        .layerPartBlob(bytes));
                first = to + 1;
                part = read(blob, upload.partSize().intValue());
            }
        } catch (IOException e) {
            throw brokeOff(String.valueOf(e.getMessage()));
        }
        complete(upload.uploadId(), digest);
    }

    /** A download that stands still must not hang for ever. */
    private static byte[] read(InputStream blob, int length) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return blob.readNBytes(length);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .orTimeout(MINUTES_FOR_A_PART, TimeUnit.MINUTES)
                    .join();
        } catch (CompletionException e) {
            throw brokeOff(String.valueOf(e.getCause()));
        }
    }

    private static Failure brokeOff(String why) {
        return Failure.failed("The copy broke off (%s). Run it again: what is there stays.".formatted(why));
    }

    private void complete(String uploadId, String digest) {
        try {
            ecr.completeLayerUpload(
                    end -> end.repositoryName(repository).uploadId(uploadId).layerDigests(digest));
        } catch (LayerAlreadyExistsException e) {
            // Somebody else copied it meanwhile.
        }
    }
}
