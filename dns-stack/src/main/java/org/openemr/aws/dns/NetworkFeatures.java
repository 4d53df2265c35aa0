package org.openemr.aws.dns;

/**
 * What DnsStack must know of the network besides its outputs.
 *
 * @param zones the number of availability zones
 * @param accelerator whether clients connect through Global Accelerator
 * @param dualStack whether the load balancer has IPv6 addresses
 */
public record NetworkFeatures(int zones, boolean accelerator, boolean dualStack) {}
