package org.openemr.aws.operator.cli;

import java.util.function.Consumer;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.image.ImageMirror;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.ecr.EcrClient;

@Command(
        name = "mirror",
        description = {
            "Copy the image that cdk.json names into the deployment's own repository, which DataStack made; needs image_mirror.",
            "A development build, or other bytes than the pinned ones, are not copied."
        })
final class ImageMirrorCommand extends OperatorCommand {

    ImageMirrorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var file = checkout();
        copy(WantedImage.in(file.context()), aws(), values(), this::say);
        return ExitStatus.DONE;
    }

    /**
     * Copies an image.
     *
     * @throws Failure when it must not be run, or there is no repository
     */
    static void copy(WantedImage wanted, Aws aws, DeployedValues values, Consumer<String> progress) {
        var repository = values.find(DataContract.IMAGE_REPOSITORY_NAME)
                .orElseThrow(
                        () -> Failure.notReady("There is no repository. Set \"image_mirror\": true in cdk.json and run:"
                                + " npx cdk deploy --exclusively DataStack"));
        var registry = wanted.registry();
        var mirror = new ImageMirror(registry, aws.client(EcrClient.builder()), repository);
        // Tags of the mirror are never moved: what is there was accepted, and needs no registry any more.
        if (mirror.has(wanted.tag())) {
            progress.accept("%s:%s is there already".formatted(repository, wanted.tag()));
            return;
        }
        var build = registry.build(wanted.source());
        if (!wanted.accepts(build)) {
            throw Failure.notReady("%s is not copied: %s".formatted(wanted.tag(), wanted.note(build)));
        }
        mirror.copy(build.digest(), wanted.tag(), progress);
    }
}
