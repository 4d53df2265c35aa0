package org.openemr.aws.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.function.FunctionHandler;

class FunctionHandlerTest {

    @ParameterizedTest
    @EnumSource
    void handlerStringNamesAClassThatLambdaCanCreate(FunctionHandler handler) throws ReflectiveOperationException {
        var parts = handler.handler().split("::");

        var handlerClass = Class.forName(parts[0]);

        assertThat(RequestHandler.class).isAssignableFrom(handlerClass);
        assertThat(handlerClass.getConstructor().getParameterCount()).isZero();
        assertThat(handlerClass.getMethods())
                .anyMatch(method -> method.getName().equals(parts[1]));
    }
}
