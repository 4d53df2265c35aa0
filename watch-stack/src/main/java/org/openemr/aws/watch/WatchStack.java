package org.openemr.aws.watch;

import java.util.Optional;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.WatchContract;
import org.openemr.aws.settings.installation.WatchSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Threat detection, compliance monitoring and budget. Exists when one of them is wanted. */
public final class WatchStack extends LayerStack {

    public WatchStack(Construct scope, Deployment deployment, Environment environment, WatchSettings settings) {
        super(scope, Layer.WATCH, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var services = new AccountServices(this, deployment, settings, security.functionSupport());
        var alarms = Alarms.from(this, deployment, security::alarms);
        services.watch(alarms);
        var publication = new Publication(this, deployment);
        if (settings.threatDetection()) {
            detectThreats(deployment, settings, services, security, alarms, publication);
        }
        if (settings.complianceMonitoring()) {
            var records = new ConfigurationRecords(this, deployment, security.accessLogs());
            var recorder = services.recorder(records);
            show("ConfigurationRecorder", "AWS Config's recorder", recorder);
            var pack = new ConformancePack(this, deployment, recorder);
            publication
                    .add(WatchContract.CONFIGURATION_RECORDER_NAME, recorder.id())
                    .add(WatchContract.CONFORMANCE_PACK_NAME, pack.name());
        }
        settings.monthlyBudget().ifPresent(budget -> {
            var monitor = services.spendingMonitor();
            show("SpendingMonitor", "Cost Anomaly Detection's monitor of all services", monitor);
            publication.add(WatchContract.SPENDING_MONITOR_ARN, monitor.id());
            new Spending(this, deployment, budget, monitor.id(), settings.monitoringEmail(), security.alarms());
        });
    }

    private void detectThreats(
            Deployment deployment,
            WatchSettings settings,
            AccountServices services,
            SecurityOutputs security,
            Alarms alarms,
            Publication publication) {
        var detector = services.threatDetector();
        var hub = services.findingsHub();
        show("ThreatDetector", "GuardDuty's detector with Runtime Monitoring", detector);
        show("FindingsHub", "Security Hub with AWS's foundational standard", hub);
        var repository = settings.imageMirror()
                ? Optional.of(DataOutputs.read(this, deployment).imageRepositoryName())
                : Optional.<String>empty();
        if (repository.isPresent()) {
            show("ImageScanning", "Amazon Inspector's scans of images", services.imageScanning());
        }
        ThreatNotices.tell(this, deployment, security);
        new FindingsDigest(this, deployment, security, repository).watch(alarms);
        publication.add(WatchContract.THREAT_DETECTOR_ID, detector.id()).add(WatchContract.FINDINGS_HUB_ARN, hub.id());
    }

    private void show(String name, String description, AdoptedService service) {
        output(name, description, service.state());
    }
}
