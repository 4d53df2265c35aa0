package org.openemr.aws.network;

/**
 * What tasks may connect to for the sake of other layers' features.
 *
 * @param mailToAnybody whether tasks submit mail to any server, on port 587
 * @param mailThroughAmazonSes whether tasks submit mail to an endpoint of Amazon SES in the VPC
 * @param exportsFiles whether a task copies documents for analysis
 */
public record TaskConnections(boolean mailToAnybody, boolean mailThroughAmazonSes, boolean exportsFiles) {}
