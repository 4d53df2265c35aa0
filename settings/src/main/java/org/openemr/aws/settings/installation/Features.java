package org.openemr.aws.settings.installation;

/**
 * What an installation has that more than one layer must know, beside the values that layers publish. It decides which of them
 * there are.
 *
 * @param access how clients speak to the site
 * @param signInFirst whether the load balancer has people sign in before they reach OpenEMR
 * @param zones the number of availability zones, hence of private and of public subnets
 * @param dualStack whether the load balancer has IPv6 addresses
 * @param idleTimeout the seconds that the load balancer keeps a connection on which nothing comes
 * @param accelerator whether clients connect through Global Accelerator
 * @param ownVpc whether the VPC is the deployment's own: an endpoint in somebody else's would answer, and refuse, everybody there
 * @param vpcEndpoints whether tasks reach AWS's APIs inside the VPC
 * @param certificatesByFunction whether tasks may be without the internet, and get the database's authorities from a function
 * @param mail whether OpenEMR sends mail through Amazon SES
 * @param mailToAnybody whether tasks submit mail to any server, on port 587
 * @param models whether SQL calls models of Amazon Bedrock, to which the set-up task admits OpenEMR's user
 * @param databasePauses whether an idle database may pause: nothing asks it each minute
 * @param imageMirror whether tasks start from the deployment's own repository
 * @param threatDetection whether GuardDuty watches what runs in tasks, and mail that was received
 * @param rotation whether credentials are changed on a schedule, by functions inside the VPC
 * @param analytics whether there is an analytics environment, for which a task copies documents
 */
public record Features(
        SiteAccess access,
        boolean signInFirst,
        int zones,
        boolean dualStack,
        int idleTimeout,
        boolean accelerator,
        boolean ownVpc,
        boolean vpcEndpoints,
        boolean certificatesByFunction,
        boolean mail,
        boolean mailToAnybody,
        boolean models,
        boolean databasePauses,
        boolean imageMirror,
        boolean threatDetection,
        boolean rotation,
        boolean analytics) {}
