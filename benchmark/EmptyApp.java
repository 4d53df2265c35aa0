import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import java.util.stream.IntStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ssm.StringParameter;

/** What any CDK app in Java costs: six stacks of one parameter each, with the same packs. */
public final class EmptyApp {

    private EmptyApp() {}

    public static void main(String[] arguments) {
        var app = new App();
        IntStream.rangeClosed(1, 6)
                .forEach(number -> StringParameter.Builder.create(new Stack(app, "Stack" + number), "Parameter")
                        .stringValue("value")
                        .build());
        Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
        app.synth();
    }
}
