package org.openemr.aws.operator.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/**
 * Where all chapters come from.
 *
 * @param aws the account
 * @param values of the deployment
 * @param checkout the settings; fails where there are none, or those of another deployment
 * @param assembly where a synthesis wrote; fails as {@code checkout} does
 * @param period what events are of
 * @param target how long a restore may take by the deployment's own plan, where it was given
 * @param names whether users are named
 */
public record EvidenceSources(
        Aws aws,
        DeployedValues values,
        Supplier<CdkJsonFile> checkout,
        Supplier<Path> assembly,
        Period period,
        Optional<Duration> target,
        boolean names) {

    /**
     * Reads everything.
     *
     * @param reader is told the title of each chapter before it is read
     */
    public List<Chapter> read(Consumer<String> reader) {
        var chapters = new ArrayList<Chapter>();
        for (var source : sources()) {
            reader.accept(source.title());
            chapters.add(source.chapter());
        }
        return chapters;
    }

    private List<ChapterSource> sources() {
        var stacks = new Stacks(aws.client(CloudFormationClient.builder()));
        var deployed = once(() -> Deployed.read(stacks, values.names()));
        var trail = aws.client(CloudTrailClient.builder());
        var search = once(() -> new TrailSearch(trail, period, deployed.get().about(values.names())));
        return List.of(
                Inventory.source(deployed, values.names(), aws.client(ResourceGroupsTaggingApiClient.builder())),
                NetworkMap.source(aws.client(Ec2Client.builder()), values.names()),
                RoleAccess.source(deployed),
                SettingsInEffect.source(checkout),
                Software.source(aws, values),
                OpenEmrUsers.source(aws, values, names),
                ProvenRestores.source(aws, values, target),
                TrailCoverage.source(trail, deployed, values.names()),
                AdministrativeEvents.sessions(search),
                AdministrativeEvents.changes(search),
                Watching.source(stacks, values.names()),
                AlarmHistory.source(aws.client(CloudWatchClient.builder()), deployed, period),
                AcceptedFindings.source(assembly));
    }

    /** Asked for once, by the first chapter that needs it; each that does misses what cannot be read. */
    private static <T> Supplier<T> once(Supplier<T> supplier) {
        var known = new AtomicReference<T>();
        return () -> known.updateAndGet(value -> value == null ? supplier.get() : value);
    }
}
