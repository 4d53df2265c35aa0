import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.app.Installation;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;

/** Several deployments of the same settings in one process, each in a stage of its own. */
public final class SeveralDeployments {

    private SeveralDeployments() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        var context = (Map<String, Object>) new ObjectMapper().readValue(System.getenv("CDK_CONTEXT_JSON"), Map.class);
        var app = new App();
        var environment = Environment.builder().account("111122223333").region("us-east-1").build();
        for (var number = 1; number <= Integer.parseInt(arguments[0]); number++) {
            var settings = new HashMap<>(context);
            settings.put("deployment_name", "clinic" + number);
            var stage = new Stage(app, "Clinic" + number, StageProps.builder().env(environment).build());
            Installation.in(stage, InstallationSettings.read(settings, Optional.of("us-east-1")), environment);
        }
        app.synth();
    }
}
