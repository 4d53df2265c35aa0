package org.openemr.aws.functions.customresource;

import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;

/**
 * A custom resource whose deletion destroys data. It acts only when the stack was deployed with {@code data_on_destroy=delete} and
 * the stack itself goes. When only the resource goes, because a trial became an installation to keep, or an update is rolled
 * back, nothing is touched. Compare <a href="https://github.com/aws/aws-cdk/issues/16603">aws-cdk#16603</a>.
 */
public abstract class ThrowAwayCleanup extends CustomResourceHandler {

    private final StackState stack;
    private final Map<String, String> environment;
    private final EventLog log;

    /**
     * For subclasses.
     *
     * @param environment {@code DATA_ON_DESTROY}
     */
    protected ThrowAwayCleanup(StackState stack, Map<String, String> environment, EventLog log) {
        super(log);
        this.stack = stack;
        this.environment = environment;
        this.log = log;
    }

    /** Takes away what would be in the way of the stack's deletion; succeeds when it is gone already. */
    protected abstract void destroy(CustomResourceRequest request);

    @Override
    protected final void delete(CustomResourceRequest request) {
        if (!"delete".equals(NamedValues.ofEnvironment(environment).text("DATA_ON_DESTROY"))) {
            throw new IllegalStateException(
                    "This stack was not deployed with data_on_destroy=delete: nothing is deleted");
        }
        if (stack.isGoing(request.stackId())) {
            destroy(request);
        } else {
            log.info("kept", Map.of("stack", request.stackId(), "reason", "the stack stays, only its clean-up goes"));
        }
    }
}
