package org.openemr.aws.network;

/**
 * Which mail servers tasks may submit to, on port 587.
 *
 * @param toAnybody whether any server may be one
 * @param throughAmazonSes whether there is an endpoint of Amazon SES in the VPC
 */
public record MailSubmission(boolean toAnybody, boolean throughAmazonSes) {}
