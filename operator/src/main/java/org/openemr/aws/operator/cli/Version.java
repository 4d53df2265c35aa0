package org.openemr.aws.operator.cli;

import org.openemr.aws.contracts.ProjectVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of this project. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"OpenEMR on AWS " + ProjectVersion.current()};
    }
}
