/** What a deployment costs in a month, from its templates; knows no CDK and asks nobody. */
package org.openemr.aws.cost;
