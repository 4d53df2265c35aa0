package org.openemr.aws.functions.customresource;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.openemr.aws.functions.EventLog;

/**
 * A handler that CloudFormation calls directly. Whatever happens, CloudFormation gets an answer: one that is missing would
 * keep a deployment waiting until its time limit.
 */
public abstract class CustomResourceHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final EventLog log;

    protected CustomResourceHandler(EventLog log) {
        this.log = log;
    }

    /** Makes the resource, or changes it; a change keeps {@code request.physicalId()}. */
    protected abstract CustomResourceAnswer createOrUpdate(CustomResourceRequest request);

    /** Takes the resource away; succeeds when it is gone already. */
    protected abstract void delete(CustomResourceRequest request);

    /** Answers somebody who invokes the function without CloudFormation. */
    protected Map<String, Object> invoke(Map<String, Object> input) {
        throw new IllegalArgumentException("This function is for CloudFormation only");
    }

    @Override
    public final Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (!event.containsKey("ResponseURL")) {
            return invoke(event);
        }
        var response = new CustomResourceResponse(event);
        var request = CustomResourceRequest.from(event);
        CustomResourceAnswer answer;
        try {
            answer = answer(request);
        } catch (RuntimeException e) {
            log.warn("custom-resource-failed", Map.of("type", request.type(), "error", String.valueOf(e.getMessage())));
            response.failed(request, String.valueOf(e.getMessage()));
            return Map.of();
        }
        response.succeeded(answer);
        return Map.of();
    }

    private CustomResourceAnswer answer(CustomResourceRequest request) {
        if (request.type().equals("Delete")) {
            delete(request);
            return new CustomResourceAnswer(request.physicalId().orElseThrow(), Map.of());
        }
        return createOrUpdate(request);
    }
}
