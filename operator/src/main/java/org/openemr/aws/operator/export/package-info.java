/** Exports for analytics, started through the functions of AnalyticsStack. */
package org.openemr.aws.operator.export;
