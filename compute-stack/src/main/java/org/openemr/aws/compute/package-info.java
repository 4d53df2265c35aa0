/** ComputeStack: the ECS cluster, the set-up and TLS material tasks, the OpenEMR service, its listeners and alarms. */
package org.openemr.aws.compute;
