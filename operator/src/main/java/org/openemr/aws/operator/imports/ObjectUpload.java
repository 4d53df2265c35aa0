package org.openemr.aws.operator.imports;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object of unknown length that is written piece by piece, and is there when it is complete. S3 takes 10,000 parts; they grow, so that
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">800 GB</a> have room.
 */
final class ObjectUpload extends OutputStream {

    private static final int SMALLEST_PART = 32 << 20;
    private static final int PARTS_OF_A_SIZE = 2500;
    private static final int MOST_ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private boolean completed;

    ObjectUpload(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        id = s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    }

    @Override
    public void write(int value) {
        part.write(value);
        sendWhenFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        part.write(bytes, offset, length);
        sendWhenFull();
    }

    private void sendWhenFull() {
        if (part.size() >= SMALLEST_PART * (1 + parts.size() / PARTS_OF_A_SIZE)) {
            send();
        }
    }

    private void send() {
        var number = parts.size() + 1;
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(sent(number, RequestBody.fromBytes(part.toByteArray())))
                .build());
        part.reset();
    }

    /** A part may be sent again; what took hours is not given up for a moment without a line. */
    private String sent(int number, RequestBody body) {
        for (var attempt = 1; ; attempt++) {
            try {
                return s3.uploadPart(
                                upload -> upload.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number),
                                body)
                        .eTag();
            } catch (SdkClientException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Nothing more comes. */
    void complete() {
        send();
        s3.completeMultipartUpload(
                complete -> complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
        completed = true;
    }

    /** What was not completed is given up; S3 would do so after a day. */
    @Override
    public void close() {
        if (!completed) {
            abort();
        }
    }

    private void abort() {
        try {
            s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            // Why it was given up is what matters.
        }
    }
}
