/** Alarms and notifications. */
package org.openemr.aws.constructs.monitoring;
