/** The network layer: VPC, flow logs, security groups with all their rules, load balancer and accelerator. */
package org.openemr.aws.network;
