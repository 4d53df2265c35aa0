package org.openemr.aws.functions.watch;

import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.DetectorFeature;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureConfiguration;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureConfigurationResult;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureResult;
import software.amazon.awssdk.services.guardduty.model.DetectorStatus;
import software.amazon.awssdk.services.guardduty.model.FeatureStatus;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;

/**
 * GuardDuty's detector with Runtime Monitoring. Its agents are not managed for the whole account: the deployment's cluster asks for
 * them by a tag, see <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/gdu-runtime-approaches-agent-deployment-ecs-clusters.html">approaches to manage
 * the security agent</a>.
 */
final class ThreatDetector implements AccountService {

    private static final DetectorFeatureConfiguration RUNTIME_MONITORING = DetectorFeatureConfiguration.builder()
            .name(DetectorFeature.RUNTIME_MONITORING)
            .status(FeatureStatus.ENABLED)
            .build();

    private final GuardDutyClient guardDuty;

    ThreatDetector(GuardDutyClient guardDuty) {
        this.guardDuty = guardDuty;
    }

    @Override
    public Adoption adopt(CustomResourceRequest request) {
        var tag = DeploymentTag.of(request);
        var found = guardDuty.listDetectors(list -> {}).detectorIds().stream().findFirst();
        if (found.isEmpty()) {
            var made = guardDuty.createDetector(
                    create -> create.enable(true).features(RUNTIME_MONITORING).tags(tag.asMap()));
            return Adoption.ofThisDeployment(made.detectorId());
        }
        var id = found.get();
        var detector = guardDuty.getDetector(get -> get.detectorId(id));
        var lacks = lacks(id, detector);
        if (!tag.isOn(detector.tags())) {
            return Adoption.ofSomebodyElse(id, lacks);
        }
        if (!lacks.isEmpty()) {
            guardDuty.updateDetector(
                    update -> update.detectorId(id).enable(true).features(RUNTIME_MONITORING));
        }
        return Adoption.ofThisDeployment(id);
    }

    private static List<String> lacks(String id, GetDetectorResponse detector) {
        var lacks = new ArrayList<String>();
        if (detector.status() != DetectorStatus.ENABLED) {
            lacks.add("it is suspended (aws guardduty update-detector --detector-id %s --enable)".formatted(id));
        }
        if (detector.features().stream().noneMatch(ThreatDetector::isRuntimeMonitoring)) {
            lacks.add(
                    "Runtime Monitoring is off (aws guardduty update-detector --detector-id %s --features Name=RUNTIME_MONITORING,Status=ENABLED)"
                            .formatted(id));
        }
        return lacks;
    }

    private static boolean isRuntimeMonitoring(DetectorFeatureConfigurationResult feature) {
        return feature.name() == DetectorFeatureResult.RUNTIME_MONITORING && feature.status() == FeatureStatus.ENABLED;
    }
}
