/** AnalyticsStack: exports, Spark and SageMaker Studio. */
package org.openemr.aws.analytics;
