package org.openemr.aws.watch;

import java.util.Map;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.config.CfnConformancePack;
import software.constructs.Construct;

/**
 * AWS's sample pack for the security rule of HIPAA, as the document of AWS Systems Manager that AWS keeps in each region, see <a
 * href="https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-hipaa_security.html">Operational Best
 * Practices for HIPAA Security</a>. It looks at what the recorder records, whoever's it is.
 */
final class ConformancePack extends Construct {

    private static final String DOCUMENT = "AWSConformancePacks-OperationalBestPracticesforHIPAASecurity";

    private final String name;

    ConformancePack(Construct scope, Deployment deployment, AdoptedService recorder) {
        super(scope, "ConformancePack");
        name = deployment.physicalName("hipaa");
        var pack = CfnConformancePack.Builder.create(this, "Pack")
                .conformancePackName(name)
                .templateSsmDocumentDetails(Map.of("DocumentName", DOCUMENT))
                .build();
        pack.getNode().addDependency(recorder.resource());
    }

    String name() {
        return name;
    }
}
