package org.openemr.aws.operator.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    /**
     * Copies what a tag points at.
     *
     * @param progress told of each step
     * @return the digest of the image
     * @throws Failure when the tag is there already and points at something else: tags are never moved
     */
    public String copy(String tag, Consumer<String> progress) {
        var image = source.image(tag);
        var there = digestOf(tag);
        if (there.isPresent()) {
            if (!there.get().equals(image.digest())) {
                throw Failure.failed(
                        "%s:%s is %s already, and the registry's is %s now: tags of the mirror are never moved. Somebody moved the registry's."
                                .formatted(repository, tag, there.get(), image.digest()));
            }
            progress.accept("%s:%s is there already".formatted(repository, tag));
            return image.digest();
        }
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
        return image.digest();
    }

    private Optional<String> digestOf(String tag) {
        try {
            return ecr
                    .describeImages(describe -> describe.repositoryName(repository)
                            .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                    .imageDetails()
                    .stream()
                    .map(found -> found.imageDigest())
                    .findFirst();
        } catch (ImageNotFoundException e) {
            return Optional.empty();
        }
    }

    private List<String> missing(List<String> digests) {
        var available = ecr
                .batchCheckLayerAvailability(
                        check -> check.repositoryName(repository).layerDigests(digests))
                .layers()
                .stream()
                .filter(layer -> layer.layerAvailability() == LayerAvailability.AVAILABLE)
                .map(layer -> layer.layerDigest())
                .toList();
        return digests.stream().filter(digest -> !available.contains(digest)).toList();
    }

    /** ECR compares what came with the digest. */
    private void upload(String digest) {
        var upload = ecr.initiateLayerUpload(begin -> begin.repositoryName(repository));
        var first = 0L;
        try (var blob = source.blob(digest)) {
            var part = blob.readNBytes(upload.partSize().intValue());
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
                part = blob.readNBytes(upload.partSize().intValue());
            }
        } catch (IOException e) {
            throw Failure.failed(
                    "The copy broke off (%s). Run it again: what is there stays.".formatted(e.getMessage()));
        }
        complete(upload.uploadId(), digest);
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
