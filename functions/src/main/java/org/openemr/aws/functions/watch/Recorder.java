package org.openemr.aws.functions.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.DeliveryChannel;
import software.amazon.awssdk.services.config.model.InsufficientDeliveryPolicyException;
import software.amazon.awssdk.services.config.model.InvalidRoleException;
import software.amazon.awssdk.services.config.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InvalidInputException;

/**
 * AWS Config's recorder with its delivery channel: of each an account has one in a region, see <a
 * href="https://docs.aws.amazon.com/config/latest/developerguide/gs-cli-subscribe.html">Starting AWS Config</a>. Services have
 * recorders of their own beside it, which record for them only.
 */
final class Recorder implements AccountService {

    private static final String NAME = "default";
    private static final String SERVICE = "config.amazonaws.com";

    /** A role that is new is known everywhere after some seconds. */
    private static final int ATTEMPTS = 6;

    private final ConfigClient config;
    private final IamClient iam;
    private final Runnable pause;

    /**
     * A recorder.
     *
     * @param pause waits for some seconds
     */
    Recorder(ConfigClient config, IamClient iam, Runnable pause) {
        this.config = config;
        this.iam = iam;
        this.pause = pause;
    }

    @Override
    public Adoption adopt(CustomResourceRequest request) {
        var found = config.describeConfigurationRecorders(describe -> {}).configurationRecorders().stream()
                .filter(recorder -> recorder.servicePrincipal() == null)
                .findFirst();
        if (found.isEmpty()) {
            record(request);
        } else if (!isOf(found.get(), request)) {
            return Adoption.ofSomebodyElse(found.get().name(), lacks(found.get()));
        }
        var name = found.map(ConfigurationRecorder::name).orElse(NAME);
        var bucket = request.property("Bucket");
        var channel = channel();
        if (channel.isEmpty()) {
            deliver(NAME, request);
        } else if (isOfAnEarlierStack(channel.get().s3BucketName(), bucket)) {
            deliver(channel.get().name(), request);
        }
        if (!isRecording(name)) {
            config.startConfigurationRecorder(start -> start.configurationRecorderName(name));
        }
        return Adoption.ofThisDeployment(name);
    }

    private void record(CustomResourceRequest request) {
        makeRole();
        var recorder = ConfigurationRecorder.builder()
                .name(NAME)
                .roleARN(request.property("RoleArn"))
                .recordingGroup(group -> group.allSupported(true).includeGlobalResourceTypes(true))
                .build();
        patiently(() -> config.putConfigurationRecorder(
                put -> put.configurationRecorder(recorder).tags(tag(DeploymentTag.of(request)))));
    }

    /** IAM says of a role that is there that its name is taken. */
    private void makeRole() {
        try {
            iam.createServiceLinkedRole(create -> create.awsServiceName(SERVICE));
        } catch (InvalidInputException e) {
            if (!String.valueOf(e.getMessage()).contains("has been taken")) {
                throw e;
            }
        }
    }

    /** CloudFormation ends the names that it makes in a hyphen and random letters. A channel to any other bucket is somebody's. */
    private static boolean isOfAnEarlierStack(String bucket, String ofThisStack) {
        return !bucket.equals(ofThisStack) && withoutEnd(bucket).equals(withoutEnd(ofThisStack));
    }

    private static String withoutEnd(String bucket) {
        return bucket.substring(0, Math.max(0, bucket.lastIndexOf('-')));
    }

    private void deliver(String channelName, CustomResourceRequest request) {
        patiently(() -> config.putDeliveryChannel(put -> put.deliveryChannel(channel -> channel.name(channelName)
                .s3BucketName(request.property("Bucket"))
                .s3KmsKeyArn(request.property("KeyArn")))));
    }

    /** Again, where AWS does not know the role yet. */
    private void patiently(Runnable call) {
        for (var attempt = 1; ; attempt++) {
            try {
                call.run();
                return;
            } catch (InsufficientDeliveryPolicyException | InvalidRoleException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause.run();
            }
        }
    }

    private boolean isOf(ConfigurationRecorder recorder, CustomResourceRequest request) {
        var tags = config.listTagsForResourcePaginator(list -> list.resourceArn(recorder.arn())).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        return DeploymentTag.of(request).isOn(tags);
    }

    private static Tag tag(DeploymentTag tag) {
        return Tag.builder().key(DeploymentTag.KEY).value(tag.deployment()).build();
    }

    private Optional<DeliveryChannel> channel() {
        return config.describeDeliveryChannels(describe -> {}).deliveryChannels().stream()
                .findFirst();
    }

    private boolean isRecording(String name) {
        return config
                .describeConfigurationRecorderStatus(describe -> describe.configurationRecorderNames(name))
                .configurationRecordersStatus()
                .stream()
                .anyMatch(status -> Boolean.TRUE.equals(status.recording()));
    }

    private List<String> lacks(ConfigurationRecorder recorder) {
        var name = recorder.name();
        var lacks = new ArrayList<String>();
        if (!Boolean.TRUE.equals(recorder.recordingGroup().allSupported())) {
            lacks.add("it does not record every type of resource (AWS Config, Settings)");
        }
        if (channel().isEmpty()) {
            lacks.add("it has no delivery channel (AWS Config, Settings)");
        }
        if (!isRecording(name)) {
            lacks.add("it is stopped (aws configservice start-configuration-recorder --configuration-recorder-name %s)"
                    .formatted(name));
        }
        return lacks;
    }
}
