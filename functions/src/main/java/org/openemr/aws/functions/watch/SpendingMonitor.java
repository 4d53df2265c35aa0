package org.openemr.aws.functions.watch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.AnomalyMonitor;
import software.amazon.awssdk.services.costexplorer.model.MonitorDimension;
import software.amazon.awssdk.services.costexplorer.model.MonitorType;
import software.amazon.awssdk.services.costexplorer.model.ResourceTag;

/**
 * Cost Anomaly Detection's monitor of all services, of which an account has one, and a new account gets it with Cost Explorer, see <a
 * href="https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html">Getting started</a>.
 */
final class SpendingMonitor implements AccountService {

    private final CostExplorerClient costExplorer;

    SpendingMonitor(CostExplorerClient costExplorer) {
        this.costExplorer = costExplorer;
    }

    @Override
    public Adoption adopt(CustomResourceRequest request) {
        var found = found();
        if (found.isEmpty()) {
            return Adoption.ofThisDeployment(made(request));
        }
        return isOf(found.get(), request)
                ? Adoption.ofThisDeployment(found.get())
                : Adoption.ofSomebodyElse(found.get(), List.of());
    }

    private Optional<String> found() {
        return costExplorer.getAnomalyMonitorsPaginator(get -> {}).anomalyMonitors().stream()
                .filter(SpendingMonitor::isOfAllServices)
                .map(AnomalyMonitor::monitorArn)
                .findFirst();
    }

    private boolean isOf(String monitor, CustomResourceRequest request) {
        var tags = costExplorer.listTagsForResource(list -> list.resourceArn(monitor)).resourceTags().stream()
                .collect(Collectors.toMap(ResourceTag::key, ResourceTag::value));
        return DeploymentTag.of(request).isOn(tags);
    }

    private static boolean isOfAllServices(AnomalyMonitor monitor) {
        return monitor.monitorType() == MonitorType.DIMENSIONAL
                && monitor.monitorDimension() == MonitorDimension.SERVICE;
    }

    private String made(CustomResourceRequest request) {
        return costExplorer
                .createAnomalyMonitor(create -> create.anomalyMonitor(monitor -> monitor.monitorName("All services")
                                .monitorType(MonitorType.DIMENSIONAL)
                                .monitorDimension(MonitorDimension.SERVICE))
                        .resourceTags(ResourceTag.builder()
                                .key(DeploymentTag.KEY)
                                .value(DeploymentTag.of(request).deployment())
                                .build()))
                .monitorArn();
    }
}
