package org.openemr.aws.operator.aws;

import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/** Nobody says in which region. */
public final class NoRegionException extends Failure {

    private static final long serialVersionUID = 1L;

    NoRegionException(Exception cause) {
        super(
                ExitStatus.USAGE,
                "No region is set. Give --region, or set AWS_REGION, or a region in the profile.",
                cause);
    }
}
