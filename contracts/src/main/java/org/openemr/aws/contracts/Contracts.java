package org.openemr.aws.contracts;

import java.util.List;

/** The contracts of all layers. */
public final class Contracts {

    /** In the order in which values flow. */
    public static final List<Contract> ALL = List.of(
            SecurityContract.CONTRACT,
            NetworkContract.CONTRACT,
            DataContract.CONTRACT,
            DnsContract.CONTRACT,
            IdentityContract.CONTRACT,
            WatchContract.CONTRACT,
            ComputeContract.CONTRACT,
            RotationContract.CONTRACT,
            RecoveryContract.CONTRACT,
            AnalyticsContract.CONTRACT,
            PipelineContract.CONTRACT);

    private Contracts() {}
}
