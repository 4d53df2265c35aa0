package org.openemr.aws.settings.installation;

/** Where the load balancer's addresses can be reached from. */
public enum LoadBalancerScheme {

    /** Public addresses, in the public subnets. */
    INTERNET_FACING,

    /** Private addresses, in the private subnets: from the VPC, and from what is connected to it by VPN, peering or transit gateway. */
    INTERNAL
}
