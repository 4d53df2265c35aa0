package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionsJar;

/** The jars as Lambda gets them. */
class FunctionsJarTest {

    /** Lambda takes 250 MB without compression, and starts slowly long before. */
    private static final long LARGEST = 75_000_000;

    @ParameterizedTest
    @EnumSource
    void isSmallEnoughToStartFast(FunctionsJar jar) throws Exception {
        assertThat(Files.size(jar.path())).isLessThan(LARGEST);
    }

    /** All that a handler's fields, constructors and methods name is in its jar. */
    @ParameterizedTest
    @EnumSource
    void holdsWhatItsHandlersNeed(FunctionHandler handler) throws Exception {
        var jar = handler.jar().path().toUri().toURL();
        try (var loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            var handlerClass = Class.forName(handler.className(), true, loader);

            assertThatCode(handlerClass::getDeclaredFields).doesNotThrowAnyException();
            assertThatCode(handlerClass::getDeclaredConstructors).doesNotThrowAnyException();
            assertThatCode(handlerClass::getDeclaredMethods).doesNotThrowAnyException();
        }
    }
}
