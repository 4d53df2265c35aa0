package org.openemr.aws.operator.tasks;

import java.time.Instant;
import java.util.Optional;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * That somebody paused a site, and when: a tag of its service, which a deployment leaves alone. What closed a site otherwise, such as a move,
 * is no pause, and nothing that ends a pause may open it.
 *
 * @param site the service that people reach
 */
public record PauseMark(EcsService site) {

    private static final String TAG = Names.PRODUCT + ":paused-since";

    /** Since when it is paused; nothing when it is not. */
    public Optional<String> since() {
        return site.find().stream()
                .flatMap(service -> service.tags().stream())
                .filter(tag -> tag.key().equals(TAG))
                .map(Tag::value)
                .findFirst();
    }

    /** Marks it as paused. */
    public void set(Instant moment) {
        site.ecs()
                .tagResource(tag -> tag.resourceArn(arn())
                        .tags(Tag.builder().key(TAG).value(moment.toString()).build()));
    }

    /** Takes the mark away. */
    public void remove() {
        site.ecs().untagResource(untag -> untag.resourceArn(arn()).tagKeys(TAG));
    }

    private String arn() {
        return site.find()
                .map(Service::serviceArn)
                .orElseThrow(() -> Failure.notReady("The service %s is not deployed.".formatted(site.name())));
    }
}
