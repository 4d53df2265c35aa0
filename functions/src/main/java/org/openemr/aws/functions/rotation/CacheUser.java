package org.openemr.aws.functions.rotation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.functions.Pause;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.User;

/**
 * The user of the cache, who may have two passwords at a time:
 * <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html">rotating passwords for users</a>. Tasks know the
 * one from their start, so those from before are replaced.
 */
final class CacheUser implements RotatedCredential {

    private static final String DEPLOYMENT = "Deployment";
    private static final String ACTIVE = "active";
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int LOOKS = 36;

    private final ElastiCacheClient elastiCache;
    private final String userId;
    private final CacheServer server;
    private final RotationTasks tasks;
    private final Pause pause;

    CacheUser(ElastiCacheClient elastiCache, String userId, CacheServer server, RotationTasks tasks, Pause pause) {
        this.elastiCache = elastiCache;
        this.userId = userId;
        this.server = server;
        this.tasks = tasks;
        this.pause = pause;
    }

    @Override
    public Credential successor(Credential current) {
        if (user().authentication().passwordCount() > 1) {
            throw new NotYetException("The rotation before is not over: the cache still lets in with two passwords");
        }
        return current.with(current.user(), NewPassword.make());
    }

    /** What is in use must stay: an older password in its place would shut out every task. */
    @Override
    public void admit(Credential current, Credential successor) {
        if (!server.letsIn(current)) {
            throw new IllegalStateException(
                    "The cache refuses the password that is in use: deploy DataStack with a change of the cache's user,"
                            + " which sets it, and then: openemr rotate cache");
        }
        letInWith(List.of(current.password(), successor.password()), () -> {});
    }

    /** A changed user reaches the servers of the cache a little later. */
    @Override
    public void tryOut(Credential credential) {
        for (var looks = 0; !server.letsIn(credential); looks++) {
            if (looks == LOOKS) {
                throw new IllegalStateException("The cache does not let in its user");
            }
            pause.last(PAUSE);
        }
    }

    /** A set-up upgrades, perhaps: tasks of the image before would start on what it has in hand. */
    @Override
    public RetirementLook retire(Credential current, RetirementProgress progress, Runnable stillCurrent) {
        if (!tasks.servesOneFromBefore(progress.since())) {
            tryOut(current);
            letInWith(List.of(current.password()), stillCurrent);
            return RetirementLook.over(progress);
        }
        if (tasks.serviceIsChanging() || !tasks.keepsOneFromBefore(progress.since())) {
            return RetirementLook.wait("tasks are being replaced", progress);
        }
        if (tasks.setUpIsRunning()) {
            return RetirementLook.wait("a set-up task is running", progress);
        }
        var begun = progress.note(DEPLOYMENT);
        if (begun.isPresent()) {
            return RetirementLook.trouble(
                    "the tasks of the service were not replaced, for new ones did not become healthy (%s); it is tried again: the password before"
                                    .formatted(begun.get())
                            + " lets in as before",
                    AGAIN.multipliedBy(progress.failures() + 1L),
                    progress.failed(DEPLOYMENT));
        }
        return RetirementLook.wait("tasks are being replaced", progress.with(DEPLOYMENT, tasks.replaceServingTasks()));
    }

    /** Changes the passwords, and waits until it is done. */
    private void letInWith(List<String> passwords, Runnable stillWanted) {
        settled();
        stillWanted.run();
        elastiCache.modifyUser(modify -> modify.userId(userId).passwords(passwords));
        var changed = settled();
        if (changed.authentication().passwordCount() != passwords.size()) {
            throw new IllegalStateException("The user of the cache has %d passwords instead of %d"
                    .formatted(changed.authentication().passwordCount(), passwords.size()));
        }
    }

    private User settled() {
        return Stream.generate(this::user)
                .limit(LOOKS)
                .filter(user -> ACTIVE.equals(user.status()) || later())
                .findFirst()
                .orElseThrow(() -> new NotYetException("The user of the cache is being changed"));
    }

    private boolean later() {
        pause.last(PAUSE);
        return false;
    }

    private User user() {
        return elastiCache.describeUsers(describe -> describe.userId(userId)).users().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no user of the cache " + userId));
    }
}
