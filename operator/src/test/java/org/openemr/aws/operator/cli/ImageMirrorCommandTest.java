package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.LocalRegistry;

class ImageMirrorCommandTest extends OperatorTest {

    private static final String ECR = "AmazonEC2ContainerRegistry_V20150921.";

    private final LocalRegistry registry = new LocalRegistry();

    @BeforeEach
    void deploy() {
        operator().deployedWithMirror();
        registry.image("8.4.1", "sha256:index", "v8_4_1");
        wanted(registry.repository());
        aws().json(ECR + "DescribeImages", LocalAws.error("ImageNotFoundException", "no such image"));
        aws().json(
                        ECR + "BatchCheckLayerAvailability",
                        "{\"layers\":[{\"layerDigest\":\"sha256:base\",\"layerAvailability\":\"AVAILABLE\"},"
                                + "{\"layerDigest\":\"sha256:openemr\",\"layerAvailability\":\"UNAVAILABLE\"}]}");
        aws().json(ECR + "InitiateLayerUpload", "{\"uploadId\":\"u-1\",\"partSize\":4}");
        aws().json(ECR + "UploadLayerPart", "{}");
        aws().json(ECR + "CompleteLayerUpload", "{}");
        aws().json(ECR + "PutImage", "{\"image\":{}}");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void copiesWhatIsMissingInPartsAndTheManifestLast() throws Exception {
        var run = operator().run("image", "mirror");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Copying part 2 of 2", "the-image-repository-name:8.4.1 is there");
        var content = new StringBuilder();
        for (var body : aws().bodiesOf("UploadLayerPart")) {
            var part = json(body);
            var bytes = Base64.getDecoder().decode(part.path("layerPartBlob").asText());
            assertThat(part.path("partLastByte").asLong()
                            - part.path("partFirstByte").asLong()
                            + 1)
                    .isEqualTo(bytes.length);
            content.append(new String(bytes));
        }
        assertThat(content.toString()).contains("v8_4_1", "php files").doesNotContain("alpine");
        assertThat(aws().bodiesOf("CompleteLayerUpload").toString())
                .contains("sha256:config-8.4.1", "sha256:openemr")
                .doesNotContain("sha256:base");
        var image = json(aws().bodiesOf("PutImage").get(0));
        assertThat(image.path("imageTag").asText()).isEqualTo("8.4.1");
        assertThat(image.path("imageDigest").asText()).isEqualTo("sha256:arm-8.4.1");
        assertThat(image.path("imageManifest").asText()).contains("sha256:config-8.4.1", "sha256:base");
    }

    /** What was accepted once needs no registry any more, wherever its tag points by now. */
    @Test
    void copiesNothingThatIsThere() {
        registry.failing(429);
        aws().json(ECR + "DescribeImages", "{\"imageDetails\":[{\"imageDigest\":\"sha256:earlier\"}]}");

        var run = operator().run("image", "mirror");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("is there already");
        assertThat(aws().bodiesOf("PutImage")).isEmpty();
    }

    /** Docker Hub's tokens live for five minutes, a copy longer. */
    @Test
    void asksForANewTokenWhenTheOldOneHasExpired() {
        registry.expiresTokenOnce("sha256:openemr");

        var run = operator().run("image", "mirror");

        assertThat(run.status()).as(run.err()).isZero();
    }

    /** Somebody moved the tag; the pinned bytes can still be had by their digest. */
    @Test
    void copiesPinnedBytesWhereverTheTagPoints() {
        var pinned = "sha256:" + "0".repeat(64);
        registry.image(pinned, pinned, "v8_4_1").image("8.4.1", "sha256:moved", "master");
        wanted(registry.repository() + "@" + pinned);

        var run = operator().run("image", "mirror");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf("PutImage").get(0)).contains("\"imageTag\":\"8.4.1\"", "sha256:arm-" + pinned);
    }

    @Test
    void copiesNothingThatOurTasksCannotRun() {
        registry.imageFor("amd64", "8.4.1", "v8_4_1");

        var run = operator().run("image", "mirror");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("NOT FOR OUR TASKS", "amd64");
    }

    @Test
    void copiesNoDevelopmentBuild() {
        registry.image("8.4.1", "sha256:index", "master");

        var run = operator().run("image", "mirror");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("8.4.1 is not copied: NO RELEASE");
        assertThat(aws().bodiesOf("PutImage")).isEmpty();
    }

    @Test
    void saysThatThereIsNoRepository() {
        operator().deployed();

        var run = operator().run("image", "mirror");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"image_mirror\": true", "npx cdk deploy --exclusively DataStack");
    }

    /** What is there stays: the second run goes on. */
    @Test
    void saysWhatEcrRefuses() {
        aws().fails(ECR + "CompleteLayerUpload", "InvalidLayerException", "Layer digest does not match");

        var run = operator().run("image", "mirror");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Layer digest does not match");
        assertThat(aws().bodiesOf("PutImage")).isEmpty();
    }

    private void wanted(String repository) {
        operator().file("cdk.json", """
                {"context": {"openemr_image": "%s", "openemr_version": "8.4.1"}}""".formatted(repository));
    }

    private static JsonNode json(String body) throws Exception {
        return new ObjectMapper().readTree(body);
    }
}
