/** The settings in cdk.json: read, checked by their own rules, and changed without touching anything else. */
package org.openemr.aws.operator.settings;
