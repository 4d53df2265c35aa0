/** How a deployment is: stacks, service, stores, certificate, backups and alarms. */
package org.openemr.aws.operator.status;
