package org.openemr.aws.constructs.function;

import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * What every function needs of SecurityStack.
 *
 * @param logKey the key of log groups
 * @param failedEvents where events go that a function could not handle; an alarm of SecurityStack watches it
 * @param failedEventsKey the key of that queue
 */
public record FunctionSupport(IKey logKey, IQueue failedEvents, IKey failedEventsKey) {}
