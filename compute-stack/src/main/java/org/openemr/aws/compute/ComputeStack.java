package org.openemr.aws.compute;

import java.util.Optional;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.ComputeSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** ECS cluster, set-up and TLS material tasks, the OpenEMR service, its listeners, and what watches them. */
public final class ComputeStack extends LayerStack {

    public ComputeStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            ComputeSettings settings,
            Features features) {
        super(scope, Layer.COMPUTE, deployment, environment);
        var upstream = Upstream.read(this, deployment, features);

        var execSessions = ExecSessions.from(this, deployment, settings, upstream.security()::accessLogs);
        var cluster = new OpenEmrCluster(this, deployment, upstream, execSessions);
        var tasks = Tasks.in(this, deployment, settings, upstream, cluster);

        var tlsMaterial = new TlsMaterialTask(this, tasks, upstream);
        var tlsMaterialRun = tlsMaterial.runOnce(this, tasks);
        var setUp = new SetUpTask(this, tasks, upstream, settings);
        var setUpRun = setUp.run(this, tasks, upstream);
        setUpRun.getNode().addDependency(tlsMaterialRun.end());

        var signIn = SignInProvider.of(settings.signIn(), upstream);
        var listeners = new Listeners(this, settings, upstream, signIn);
        var openingHours =
                new OpeningHours(deployment.nights(), settings.closesOn().map(ClosingDay::new));
        var service =
                new OpenEmrService(this, settings, tasks, upstream, signIn, listeners.targetGroup(), openingHours);
        service.startAfter(setUpRun.end(), listeners);
        var clock = settings.backgroundServices()
                ? Optional.of(new Clock(this, tasks, upstream, setUpRun.end(), new OpeningHours(deployment.nights())))
                : Optional.<Clock>empty();
        var connection = new ConnectionTask(this, tasks, upstream, setUp.databaseVariables());
        AdministratorTask.add(this, tasks, upstream);
        var imports = settings.imports()
                ? Optional.of(new ImportTask(this, tasks, upstream, setUp.databaseVariables()))
                : Optional.<ImportTask>empty();
        var fileCheck = new FileCheckTask(this, tasks, upstream);
        var mailTest = upstream.mail().map(mail -> new MailTestTask(this, tasks, upstream, mail));
        execSessions.ifPresent(sessions -> sessions.acceptOn(service.taskRole()));

        ServiceWatch.add(this, deployment, upstream, new ServiceWatch.Watched(tasks, service, listeners, clock));
        StackCleanup.of(this, deployment, Layer.COMPUTE, upstream::functions);
        var publication = publish(deployment, upstream, tasks, service);
        fileCheck.publish(publication);
        connection.publish(publication);
        setUp.publish(publication);
        mailTest.ifPresent(task -> task.publish(publication));
        imports.ifPresent(task -> task.publish(publication));
    }

    private Publication publish(Deployment deployment, Upstream upstream, Tasks tasks, OpenEmrService service) {
        var cluster = tasks.placement().cluster().name();
        var logs = tasks.placement().logGroupName();
        output("ApplicationURL", "Where clients reach OpenEMR", upstream.siteAddress());
        output(
                "OpenEMRPasswordSecretARN",
                "Secret of the administrator",
                upstream.security().administrator().getSecretArn());
        output("ECSClusterName", "ECS cluster", cluster);
        output("ECSServiceName", "OpenEMR service", service.name());
        output("StackVersion", "Version of OpenEMR on AWS", ProjectVersion.current());
        output("LogGroupName", "Output of tasks", logs);
        return new Publication(this, deployment)
                .add(ComputeContract.CLUSTER_NAME, cluster)
                .add(ComputeContract.SERVICE_NAME, service.name())
                .add(ComputeContract.LOG_GROUP_NAME, logs)
                .add(ComputeContract.SET_UP_FAMILY, TaskKind.SET_UP.family(deployment))
                .add(ComputeContract.SITE_ADDRESS, upstream.siteAddress());
    }
}
