package org.openemr.aws.rehearsal;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URL;
import java.util.Map;

/**
 * Runs one invocation of a function in a JVM of its own, as Lambda's runtime for Java does it: the handler is made by its constructor
 * without arguments, and reads the environment. The event comes on standard input as JSON, the result goes to standard output; what the
 * handler logs goes to standard error.
 */
public final class FunctionHost {

    private FunctionHost() {}

    /**
     * Invokes a handler.
     *
     * @param arguments the class of the handler, without or with {@code ::handleRequest}
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var result = System.out;
        System.setOut(System.err);
        URL.setURLStreamHandlerFactory(new AuthoritiesOfRds());
        JSON.std.write(invoke(arguments[0].replace("::handleRequest", ""), JSON.std.mapFrom(System.in)), result);
    }

    @SuppressWarnings("unchecked")
    private static Object invoke(String handler, Map<String, Object> event) throws ReflectiveOperationException {
        var instance = Class.forName(handler).getConstructor().newInstance();
        return ((RequestHandler<Map<String, Object>, Object>) instance).handleRequest(event, null);
    }
}
